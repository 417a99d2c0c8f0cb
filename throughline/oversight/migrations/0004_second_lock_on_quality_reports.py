"""The second lock."""

from django.db import migrations

from throughline.core.database import row_level_policy


class Migration(migrations.Migration):
    dependencies = [("oversight", "0003_quality_reports")]

    operations = [
        row_level_policy("oversight_qualityreport", "provider_id"),
    ]
