"""The second lock; circumstances that stay with their client's provider, and corrections that stay with their topic."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("circumstances", "0001_dated_circumstances")]

    operations = [
        row_level_policy("circumstances_circumstance", "provider_id"),
        composite_key(
            name="circumstance_of_same_provider",
            table="circumstances_circumstance",
            columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
        composite_key(
            name="correction_of_same_client_and_topic",
            table="circumstances_circumstance",
            columns="corrects_id, client_id, topic",
            references="circumstances_circumstance (id, client_id, topic)",
        ),
    ]
