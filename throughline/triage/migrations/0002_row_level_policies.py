"""The second lock, and calls that stay with their person's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("triage", "0001_calls_to_listed_people")]

    operations = [
        row_level_policy("triage_turn", "provider_id"),
        row_level_policy("triage_call", "provider_id"),
        row_level_policy("triage_told", "provider_id"),
        *(
            composite_key(
                name=f"triage_{table}_of_same_provider",
                table=f"triage_{table}",
                columns=f"{column}, provider_id",
                references=references,
            )
            for table, column, references in (
                ("turn", "person_id", "outreach_listedperson (id, provider_id)"),
                ("call", "person_id", "outreach_listedperson (id, provider_id)"),
                ("told", "call_id", "triage_call (id, provider_id)"),
            )
        ),
    ]
