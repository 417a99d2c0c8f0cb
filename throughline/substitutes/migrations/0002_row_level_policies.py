"""The second lock on uses. The methods themselves are every provider's."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("substitutes", "0001_ways_at_a_distance"), ("cases", "0002_first_promise")]

    operations = [
        row_level_policy("substitutes_use", "provider_id"),
        composite_key(
            name="use_of_same_provider",
            table="substitutes_use",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
    ]
