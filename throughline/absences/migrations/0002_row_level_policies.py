"""The second lock."""

from django.db import migrations

from throughline.core.database import row_level_policy


class Migration(migrations.Migration):
    dependencies = [("absences", "0001_absences_and_cover")]

    operations = [row_level_policy("absences_absence", "provider_id")]
