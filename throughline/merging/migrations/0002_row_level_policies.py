"""The second lock, and merges of records of one provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("merging", "0001_merges")]

    operations = [
        row_level_policy("merging_merge", "provider_id"),
        *(
            composite_key(
                name=f"{role}_of_same_provider", table="merging_merge", columns=f"{role}_id, provider_id",
                references="clients_client (id, provider_id)",
            )
            for role in ("standing", "merged")
        ),
    ]
