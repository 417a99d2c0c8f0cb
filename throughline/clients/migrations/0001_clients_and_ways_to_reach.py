"""Clients and ways to reach them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("organisations", "0001_organisations_and_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('full_name', models.TextField()),
                ('sort_name', models.TextField(help_text='core.names.sort_key of the name: the database sorts by code point')),
                ('date_of_birth', models.DateField()),
                ('nhs_number', models.TextField(null=True)),
                ('address', models.TextField(blank=True)),
                ('postcode', models.TextField(blank=True)),
                ('conditions', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='long-term conditions as given (R12)', size=None)),
                ('access_needs', models.TextField(blank=True, help_text='what contact needs so that it works, in plain words')),
                ('can_be_phoned', models.TextField(choices=[('YES', 'Yes'), ('NO', 'No'), ('NOT_ASKED', 'Not asked')], default='NOT_ASKED')),
                ('can_read', models.TextField(choices=[('YES', 'Yes'), ('NO', 'No'), ('NOT_ASKED', 'Not asked')], default='NOT_ASKED')),
                ('has_internet', models.TextField(choices=[('YES', 'Yes'), ('NO', 'No'), ('NOT_ASKED', 'Not asked')], default='NOT_ASKED')),
                ('registered_at', models.DateTimeField()),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('surgery', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='WayToReach',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('PHONE', 'Phone'), ('EMAIL', 'Email')])),
                ('value', models.TextField(help_text='a phone number in international form, or an e-mail address')),
                ('note', models.TextField(blank=True, help_text='whose it is, or when to use it')),
                ('place', models.SmallIntegerField(default=0, help_text='0 is tried first')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clients.client')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.AddIndex(
            model_name='client',
            index=models.Index(fields=['provider', 'sort_name'], name='client_by_name'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='client_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.UniqueConstraint(condition=models.Q(('nhs_number__isnull', False)), fields=('provider', 'nhs_number'), name='client_nhs_number'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.CheckConstraint(condition=models.Q(('full_name', ''), _negated=True), name='client_has_name'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('registered_at__isnull', True), ('registered_by__isnull', True)), models.Q(('registered_at__isnull', False), ('registered_by__isnull', False)), _connector='OR'), name='client_registered_at_has_registered_by'),
        ),
        migrations.AddConstraint(
            model_name='waytoreach',
            constraint=models.UniqueConstraint(fields=('client', 'kind', 'value'), name='way_once_per_client'),
        ),
    ]
