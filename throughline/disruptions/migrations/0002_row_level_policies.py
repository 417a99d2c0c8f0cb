"""The second lock, and what was switched stays with its provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("disruptions", "0001_switches")]

    operations = [
        row_level_policy("disruptions_switch", "provider_id"),
        row_level_policy("disruptions_switchedmeeting", "provider_id"),
        row_level_policy("disruptions_answered", "provider_id"),
        composite_key(
            name="switched_meeting_of_same_provider",
            table="disruptions_switchedmeeting",
            columns="switch_id, provider_id",
            references="disruptions_switch (id, provider_id)",
        ),
        composite_key(
            name="switched_case_of_same_provider",
            table="disruptions_switchedmeeting",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
    ]
