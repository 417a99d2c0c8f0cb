"""The second lock, and what is of a call plan stays with its provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("planner", "0001_call_plans")]

    operations = [
        row_level_policy("planner_callplan", "provider_id"),
        row_level_policy("planner_plannedcall", "provider_id"),
        composite_key(
            name="callplan_campaign_of_same_provider",
            table="planner_callplan",
            columns="campaign_id, provider_id",
            references="campaigns_campaign (id, provider_id)",
        ),
        composite_key(
            name="plannedcall_plan_of_same_provider",
            table="planner_plannedcall",
            columns="plan_id, provider_id",
            references="planner_callplan (id, provider_id)",
        ),
        composite_key(
            name="plannedcall_case_of_same_provider",
            table="planner_plannedcall",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
    ]
