"""The second lock, and keys that keep a question with its person's and its client's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("linkage", "0001_possible_matches"), ("outreach", "0002_row_level_policies")]

    operations = [
        row_level_policy("linkage_possiblematch", "provider_id"),
        composite_key(
            name="possible_match_person_of_provider", table="linkage_possiblematch", columns="person_id, provider_id",
            references="outreach_listedperson (id, provider_id)",
        ),
        composite_key(
            name="possible_match_client_of_provider", table="linkage_possiblematch", columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
    ]
