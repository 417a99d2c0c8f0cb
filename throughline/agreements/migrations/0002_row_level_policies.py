"""The second lock, and agreements that stay with their client's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_agreements")]

    operations = [
        row_level_policy("agreements_agreement", "provider_id"),
        row_level_policy("agreements_wording", "provider_id"),
        composite_key(
            name="agreement_of_same_provider",
            table="agreements_agreement",
            columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
    ]
