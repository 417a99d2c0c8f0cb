"""Integrity reports."""

import django.db.models.deletion
import throughline.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("organisations", "0001_organisations_and_numbers"),
    ]

    operations = [
        migrations.CreateModel(
            name='IntegrityReport',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('ran_on', models.DateField()),
                ('ran_time', models.DateTimeField()),
                ('checked', models.IntegerField()),
                ('problems', models.JSONField()),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['provider', 'ran_time'], name='integrity_latest')],
            },
        ),
    ]
