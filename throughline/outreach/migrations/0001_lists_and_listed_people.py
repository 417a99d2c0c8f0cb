"""Lists of vulnerable people, who is on them, and what the headings of each source mean."""

import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clients', '0009_transfers_behind_locks'),
        ('organisations', '0006_qualifying_conditions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ListedPerson',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('full_name', models.TextField(blank=True, help_text='empty once it was deleted')),
                ('sort_name', models.TextField(blank=True, help_text='core.names.sort_key of the name')),
                ('name_key', models.BigIntegerField(help_text='rules.name_key: equal where name, date of birth and home are the same', null=True)),
                ('date_of_birth', models.DateField(null=True)),
                ('nhs_number', models.TextField(null=True)),
                ('address', models.TextField(blank=True)),
                ('postcode', models.TextField(blank=True)),
                ('phones', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='in international form, the best one first', size=None)),
                ('email', models.TextField(blank=True)),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='why they are listed, as the lists say', size=None)),
                ('how_known', models.TextField(blank=True, choices=[('NHS_NUMBER', 'Same NHS number'), ('PARTICULARS', 'Same name, date of birth and postcode'), ('LINKAGE', 'Alike beyond doubt'), ('SAID', 'A person said so')], help_text='how it is known that the record is theirs')),
                ('state', models.TextField(choices=[('LISTED', 'Listed'), ('TRIED', 'Tried'), ('CHECK_IN_ONLY', 'Reached: check-in only'), ('NEEDS_SUPPORT', 'Reached: needs support'), ('SUPPORT_GIVEN', 'Support given'), ('NOT_REACHED', 'Not reached'), ('CLOSED', 'Closed'), ('CONVERTED', 'Referred to the service'), ('DELETED', 'Deleted')], default='LISTED')),
                ('closed_why', models.TextField(blank=True, help_text='why nobody calls them any more, as a code')),
                ('first_try_by', models.DateField(help_text='by when somebody tries first (SET17)')),
                ('listed_at', models.DateTimeField()),
                ('client', models.ForeignKey(db_constraint=False, help_text='their record, where they are or were a client', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('listed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('same_as', models.ForeignKey(help_text='the listed person who stands for both', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outreach.listedperson')),
                ('surgery', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='VulnerableList',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('SHIELDING', 'Shielding list'), ('VULNERABLE', 'Vulnerable people list')])),
                ('name', models.TextField(help_text='what people call it')),
                ('received_on', models.DateField()),
                ('legal_basis', models.TextField(help_text='what allows us to have it')),
                ('delete_by', models.DateField(help_text='by when all that tells of a person must be gone')),
                ('checksum', models.TextField(help_text='of the file, so that the same file changes nothing')),
                ('headings', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='of the cells that its rows keep', size=None)),
                ('rows_read', models.IntegerField(default=0)),
                ('people_new', models.IntegerField(default=0, help_text='people whom this list named first')),
                ('people_joined', models.IntegerField(default=0, help_text='people who were on a list already')),
                ('clients_flagged', models.IntegerField(default=0)),
                ('former_flagged', models.IntegerField(default=0)),
                ('repeated', models.IntegerField(default=0, help_text='rows about somebody whom an earlier row named')),
                ('bad', models.IntegerField(default=0, help_text='rows returned')),
                ('left_out_died', models.IntegerField(default=0)),
                ('left_out_opted_out', models.IntegerField(default=0)),
                ('taken_at', models.DateTimeField()),
                ('compared_at', models.DateTimeField(help_text='when all on it were compared with everybody we know', null=True)),
                ('deleted_at', models.DateTimeField(help_text='when all that told of a person was emptied', null=True)),
                ('compared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deleted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disruption', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.disruption')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('source', models.ForeignKey(help_text='the surgery or council that sent it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('line', models.IntegerField(help_text='as a spreadsheet shows it')),
                ('cells', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text="under the list's headings; emptied when it is over", size=None)),
                ('found', models.TextField(choices=[('NEW', 'Listed now'), ('JOINED', 'On a list already'), ('CLIENT', 'A client'), ('FORMER', 'Was a client before')])),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outreach.listedperson')),
                ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('on_list', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outreach.vulnerablelist')),
            ],
        ),
        migrations.CreateModel(
            name='LeftOut',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('line', models.IntegerField()),
                ('why', models.TextField(choices=[('DIED', 'Marked as having died'), ('OPTED_OUT', 'Marked as not wanting to be called')])),
                ('nhs_number', models.TextField(null=True)),
                ('name_key', models.BigIntegerField(null=True)),
                ('client', models.ForeignKey(help_text='whose record is to be looked at', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('on_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outreach.vulnerablelist')),
            ],
        ),
        migrations.CreateModel(
            name='BadRow',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('line', models.IntegerField()),
                ('field', models.TextField(blank=True)),
                ('reason', models.TextField()),
                ('cells', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('on_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outreach.vulnerablelist')),
            ],
        ),
        migrations.CreateModel(
            name='ColumnMapping',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('heading', models.TextField(help_text='in lower case, spaces and signs left out')),
                ('means', models.TextField(blank=True, help_text='one of columns.COLUMNS, or empty: not to be taken in')),
                ('said_at', models.DateTimeField()),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('provider', 'source', 'heading'), name='one_meaning_of_a_heading'), models.CheckConstraint(condition=models.Q(models.Q(('said_at__isnull', True), ('said_by__isnull', True)), models.Q(('said_at__isnull', False), ('said_by__isnull', False)), _connector='OR'), name='column_mapping_said_at_has_said_by')],
            },
        ),
        migrations.AddIndex(
            model_name='listedperson',
            index=models.Index(condition=models.Q(('nhs_number__isnull', False)), fields=['provider', 'nhs_number'], name='listed_by_nhs_number'),
        ),
        migrations.AddIndex(
            model_name='listedperson',
            index=models.Index(condition=models.Q(('name_key__isnull', False)), fields=['provider', 'name_key'], name='listed_by_name_key'),
        ),
        migrations.AddIndex(
            model_name='listedperson',
            index=models.Index(condition=models.Q(('same_as__isnull', True), ('state__in', ['LISTED', 'TRIED'])), fields=['provider', 'worker', 'first_try_by'], name='listed_to_call'),
        ),
        migrations.AddIndex(
            model_name='listedperson',
            index=models.Index(condition=models.Q(('client__isnull', False)), fields=['client'], name='listed_client'),
        ),
        migrations.AddIndex(
            model_name='listedperson',
            index=models.Index(condition=models.Q(('same_as__isnull', False)), fields=['same_as'], name='listed_same_as'),
        ),
        migrations.AddConstraint(
            model_name='listedperson',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='listed_person_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='listedperson',
            constraint=models.CheckConstraint(condition=models.Q(('same_as', models.F('id')), _negated=True), name='listed_person_not_same_as_itself'),
        ),
        migrations.AddConstraint(
            model_name='listedperson',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('client__isnull', True), ('how_known', '')), models.Q(('client__isnull', False), models.Q(('how_known', ''), _negated=True)), _connector='OR'), name='listed_client_says_how_known'),
        ),
        migrations.AddConstraint(
            model_name='listedperson',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'DELETED'), _negated=True), models.Q(('address', ''), ('date_of_birth__isnull', True), ('email', ''), ('full_name', ''), ('name_key__isnull', True), ('nhs_number__isnull', True), ('phones', []), ('postcode', ''), ('reasons', []), ('sort_name', '')), _connector='OR'), name='deleted_listed_person_is_empty'),
        ),
        migrations.AddConstraint(
            model_name='listedperson',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('listed_at__isnull', True), ('listed_by__isnull', True)), models.Q(('listed_at__isnull', False), ('listed_by__isnull', False)), _connector='OR'), name='listed_person_listed_at_has_listed_by'),
        ),
        migrations.AddIndex(
            model_name='vulnerablelist',
            index=models.Index(fields=['provider', 'taken_at'], name='list_of_provider_by_day'),
        ),
        migrations.AddConstraint(
            model_name='vulnerablelist',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='list_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='vulnerablelist',
            constraint=models.UniqueConstraint(condition=models.Q(('deleted_at__isnull', True)), fields=('provider', 'source', 'checksum'), name='list_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='vulnerablelist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('legal_basis', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='list_has_basis'),
        ),
        migrations.AddConstraint(
            model_name='vulnerablelist',
            constraint=models.CheckConstraint(condition=models.Q(('delete_by__gt', models.F('received_on'))), name='list_deleted_after_received'),
        ),
        migrations.AddConstraint(
            model_name='vulnerablelist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_at__isnull', True), ('taken_by__isnull', True)), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='list_taken_at_has_taken_by'),
        ),
        migrations.AddConstraint(
            model_name='vulnerablelist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('compared_at__isnull', True), ('compared_by__isnull', True)), models.Q(('compared_at__isnull', False), ('compared_by__isnull', False)), _connector='OR'), name='list_compared_at_has_compared_by'),
        ),
        migrations.AddConstraint(
            model_name='vulnerablelist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deleted_at__isnull', True), ('deleted_by__isnull', True)), models.Q(('deleted_at__isnull', False), ('deleted_by__isnull', False)), _connector='OR'), name='list_deleted_at_has_deleted_by'),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(fields=['person'], name='listing_of_person'),
        ),
        migrations.AddConstraint(
            model_name='listing',
            constraint=models.UniqueConstraint(fields=('on_list', 'line'), name='one_listing_a_line'),
        ),
        migrations.AddIndex(
            model_name='leftout',
            index=models.Index(fields=['provider', 'nhs_number'], name='left_out_by_nhs_number'),
        ),
        migrations.AddIndex(
            model_name='leftout',
            index=models.Index(fields=['provider', 'name_key'], name='left_out_by_name_key'),
        ),
        migrations.AddConstraint(
            model_name='badrow',
            constraint=models.UniqueConstraint(fields=('on_list', 'line'), name='one_bad_row_a_line'),
        ),
    ]
