"""The second lock, and a reason that is of the client's own provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("viewings", "0001_reasons_to_look")]

    operations = [
        composite_key(
            name="reason_of_same_provider",
            table="viewings_reasontolook",
            columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
        row_level_policy("viewings_reasontolook", "provider_id"),
    ]
