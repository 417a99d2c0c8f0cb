"""The second lock, and endings that stay with their case's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("endings", "0001_how_it_ends"), ("cases", "0002_first_promise")]

    operations = [
        row_level_policy("endings_ending", "provider_id"),
        row_level_policy("endings_heldopen", "provider_id"),
        row_level_policy("endings_keptrule", "provider_id"),
        composite_key(
            name="ending_of_same_provider",
            table="endings_ending",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
        composite_key(
            name="held_open_of_same_provider",
            table="endings_heldopen",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
    ]
