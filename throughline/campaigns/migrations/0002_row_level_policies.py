"""The second lock, and what is of a campaign stays with its provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_campaigns")]

    operations = [
        row_level_policy("campaigns_campaign", "provider_id"),
        row_level_policy("campaigns_leftuntried", "provider_id"),
        row_level_policy("campaigns_movedup", "provider_id"),
        *(
            composite_key(
                name=f"{table}_{what}_of_same_provider",
                table=f"campaigns_{table}",
                columns=f"{what}_id, provider_id",
                references=references,
            )
            for table in ("leftuntried", "movedup")
            for what, references in (
                ("campaign", "campaigns_campaign (id, provider_id)"),
                ("case", "cases_case (id, provider_id)"),
            )
        ),
    ]
