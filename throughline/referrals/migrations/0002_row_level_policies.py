"""The second lock, and referrals that stay with their client's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_referrals")]

    operations = [
        row_level_policy("referrals_referral", "provider_id", "surgery_id", write_columns=("provider_id",)),
        composite_key(
            name="referral_of_same_provider",
            table="referrals_referral",
            columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
    ]
