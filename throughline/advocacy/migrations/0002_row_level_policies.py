"""The second lock, and acts that stay with their case's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0001_acts_in_their_name"), ("cases", "0002_first_promise")]

    operations = [
        row_level_policy("advocacy_act", "provider_id"),
        composite_key(
            name="act_of_same_provider",
            table="advocacy_act",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
    ]
