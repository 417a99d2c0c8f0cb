"""The second lock, and items that stay with their case's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("items", "0001_what_is_given"), ("cases", "0002_first_promise")]

    operations = [
        row_level_policy("items_item", "provider_id"),
        row_level_policy("items_step", "provider_id"),
        row_level_policy("items_vouchernumber", "provider_id"),
        composite_key(
            name="item_of_same_provider",
            table="items_item",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
        composite_key(
            name="item_step_of_same_provider",
            table="items_step",
            columns="item_id, provider_id",
            references="items_item (id, provider_id)",
        ),
        composite_key(
            name="voucher_number_of_same_provider",
            table="items_vouchernumber",
            columns="item_id, provider_id",
            references="items_item (id, provider_id)",
        ),
    ]
