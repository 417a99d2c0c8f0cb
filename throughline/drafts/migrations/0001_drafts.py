"""Drafts."""

import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('provider_id', models.UUIDField(help_text="the writer's organisation")),
                ('page', models.TextField(help_text='which page of which record, e.g. contact:<case id>')),
                ('fields', models.JSONField()),
                ('kept_at', models.DateTimeField()),
                ('writer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('writer', 'page'), name='one_draft_per_page')],
            },
        ),
    ]
