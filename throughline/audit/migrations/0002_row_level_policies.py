"""The second lock."""

from django.db import migrations

from throughline.core.database import row_level_policy


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_append_only_trail")]

    operations = [
        row_level_policy("audit_auditentry", "provider_id"),
    ]
