"""The second lock, referrals that stay with their case's provider, and ways that are ways of the service named."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("onward_referrals", "0001_where_people_are_referred_on")]

    operations = [
        row_level_policy("onward_referrals_onwardreferral", "provider_id"),
        row_level_policy("onward_referrals_onwardstep", "provider_id"),
        composite_key(
            name="onward_of_same_provider",
            table="onward_referrals_onwardreferral",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
        composite_key(
            name="onward_way_of_its_service",
            table="onward_referrals_onwardreferral",
            columns="way_id, service_id",
            references="directory_wayofjoining (id, service_id)",
        ),
        composite_key(
            name="onward_step_of_same_provider",
            table="onward_referrals_onwardstep",
            columns="onward_id, provider_id",
            references="onward_referrals_onwardreferral (id, provider_id)",
        ),
    ]
