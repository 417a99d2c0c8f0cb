"""Whose a transfer is, held by the database."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("clients", "0008_moved_to_another_provider")]

    operations = [
        row_level_policy("clients_transfer", "provider_id"),
        composite_key(
            name="transfer_of_same_provider",
            table="clients_transfer",
            columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
    ]
