"""The second lock, and notices that stay with their case's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_notices"), ("cases", "0002_first_promise")]

    operations = [
        composite_key(
            name="notice_of_same_provider",
            table="correspondence_notice",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
        row_level_policy("correspondence_notice", "provider_id"),
    ]
