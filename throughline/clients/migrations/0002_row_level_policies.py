"""The second lock, and ways to reach that stay with their client's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_clients_and_ways_to_reach")]

    operations = [
        row_level_policy("clients_client", "provider_id", "surgery_id", write_columns=("provider_id",)),
        row_level_policy("clients_waytoreach", "provider_id"),
        composite_key(
            name="way_of_same_provider",
            table="clients_waytoreach",
            columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
    ]
