"""The second lock, and holds that stay with their case's provider, and their plan's."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("holds", "0001_plans_on_hold")]

    operations = [
        row_level_policy("holds_closing", "provider_id"),
        row_level_policy("holds_hold", "provider_id"),
        composite_key(
            name="hold_of_same_provider",
            table="holds_hold",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
        composite_key(
            name="hold_on_goal_of_same_provider",
            table="holds_hold",
            columns="goal_id, provider_id",
            references="support_plans_goal (id, provider_id)",
        ),
        composite_key(
            name="hold_on_referral_of_same_provider",
            table="holds_hold",
            columns="onward_id, provider_id",
            references="onward_referrals_onwardreferral (id, provider_id)",
        ),
        composite_key(
            name="hold_by_closing_of_same_provider",
            table="holds_hold",
            columns="closing_id, provider_id",
            references="holds_closing (id, provider_id)",
        ),
    ]
