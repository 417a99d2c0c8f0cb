"""The append-only trail."""

import throughline.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField(unique=True)),
                ('entry_ids', models.JSONField()),
                ('digests', models.JSONField()),
                ('previous', models.TextField()),
                ('digest', models.TextField()),
                ('sealed_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Unsealed',
            fields=[
                ('entry_id', models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(help_text="when it happened, by the service's clock")),
                ('user_id', models.UUIDField()),
                ('purpose', models.TextField()),
                ('provider_id', models.UUIDField(help_text='whose record it is; all zeros for the installation as a whole')),
                ('act', models.TextField()),
                ('about_table', models.TextField()),
                ('about_id', models.UUIDField()),
                ('details', models.JSONField()),
            ],
            options={
                'indexes': [models.Index(fields=['about_id', 'id'], name='audit_about')],
            },
        ),
    ]
