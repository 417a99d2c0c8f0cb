"""The second lock."""

from django.db import migrations

from throughline.core.database import row_level_policy


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_drafts")]

    operations = [
        row_level_policy("drafts_draft", "provider_id"),
    ]
