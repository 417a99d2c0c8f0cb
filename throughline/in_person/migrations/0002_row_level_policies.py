"""The second lock, and waits that stay with their client's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("in_person", "0001_waiting_to_be_seen")]

    operations = [
        row_level_policy("in_person_wait", "provider_id"),
        row_level_policy("in_person_preparationnote", "provider_id"),
        composite_key(
            name="wait_of_same_provider",
            table="in_person_wait",
            columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
        composite_key(
            name="preparation_of_same_provider",
            table="in_person_preparationnote",
            columns="wait_id, provider_id",
            references="in_person_wait (id, provider_id)",
        ),
    ]
