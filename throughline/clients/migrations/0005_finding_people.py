"""People as they are found: words of names, corrections, likenesses, and records merged into one."""
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clients', '0004_when_the_profile_was_asked'),
        ('organisations', '0002_disruptions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('particular', models.TextField(choices=[('NAME', 'Name'), ('BORN', 'Date of birth'), ('NHS_NUMBER', 'NHS number'), ('ADDRESS', 'Address'), ('POSTCODE', 'Postcode'), ('WAYS', 'Phone numbers and email')])),
                ('was', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('corrected_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Likeness',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('points', models.SmallIntegerField()),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('found_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True, choices=[('SAME', 'The same person'), ('DIFFERENT', 'Two different people')])),
                ('answered_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.TextField()),
                ('written_in', models.BigIntegerField(db_default=django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.Cast(models.Func(function='pg_current_xact_id'), models.TextField()), models.BigIntegerField()), help_text='the transaction that wrote it')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='client',
            name='client_nhs_number',
        ),
        migrations.AddField(
            model_name='client',
            name='address_confirmed_on',
            field=models.DateField(help_text='when they last said that they live there', null=True),
        ),
        migrations.AddField(
            model_name='client',
            name='merged_into',
            field=models.ForeignKey(help_text='the record that stands for both', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client'),
        ),
        migrations.AddIndex(
            model_name='client',
            index=models.Index(fields=['provider', 'date_of_birth'], name='client_by_birth'),
        ),
        migrations.AddIndex(
            model_name='client',
            index=models.Index(fields=['provider', 'postcode'], name='client_by_postcode'),
        ),
        migrations.AddIndex(
            model_name='client',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['provider', 'nhs_number'], name='client_merged_number'),
        ),
        migrations.AddIndex(
            model_name='waytoreach',
            index=models.Index(fields=['provider', 'value'], name='way_by_value'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.UniqueConstraint(condition=models.Q(('merged_into__isnull', True), ('nhs_number__isnull', False)), fields=('provider', 'nhs_number'), name='client_nhs_number'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='client_not_merged_into_itself'),
        ),
        migrations.AddField(
            model_name='correction',
            name='client',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client'),
        ),
        migrations.AddField(
            model_name='correction',
            name='corrected_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='correction',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='likeness',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='likeness',
            name='client',
            field=models.ForeignKey(help_text='the one that came first', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client'),
        ),
        migrations.AddField(
            model_name='likeness',
            name='found_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='likeness',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client'),
        ),
        migrations.AddField(
            model_name='likeness',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='nameword',
            name='client',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clients.client'),
        ),
        migrations.AddField(
            model_name='nameword',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['client', 'corrected_at'], name='correction_of_client'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrected_at__isnull', True), ('corrected_by__isnull', True)), models.Q(('corrected_at__isnull', False), ('corrected_by__isnull', False)), _connector='OR'), name='correction_corrected_at_has_corrected_by'),
        ),
        migrations.AddIndex(
            model_name='likeness',
            index=models.Index(condition=models.Q(('answer', '')), fields=['provider', '-points', 'id'], name='likeness_unanswered'),
        ),
        migrations.AddIndex(
            model_name='likeness',
            index=models.Index(fields=['other'], name='likeness_of_other'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.UniqueConstraint(django.db.models.functions.comparison.Least('client', 'other'), django.db.models.functions.comparison.Greatest('client', 'other'), name='likeness_once_per_pair'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.CheckConstraint(condition=models.Q(('client', models.F('other')), _negated=True), name='likeness_of_two'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('found_at__isnull', True), ('found_by__isnull', True)), models.Q(('found_at__isnull', False), ('found_by__isnull', False)), _connector='OR'), name='likeness_found_at_has_found_by'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='likeness_answered_at_has_answered_by'),
        ),
        migrations.AddIndex(
            model_name='nameword',
            index=models.Index(fields=['provider', 'word'], include=('client',), name='name_word_found'),
        ),
        migrations.AddIndex(
            model_name='nameword',
            index=models.Index(fields=['provider', 'written_in'], name='name_word_new'),
        ),
        migrations.AddConstraint(
            model_name='nameword',
            constraint=models.UniqueConstraint(fields=('client', 'word'), name='name_word_once'),
        ),
    ]
