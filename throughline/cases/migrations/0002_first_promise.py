"""The first promise: no open case without a named, active worker and a dated next contact by an active person."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases_and_promises")]

    operations = [
        composite_key(
            name="open_case_has_active_worker",
            table="cases_case",
            columns="worker_id, provider_id, open_marker",
            references="accounts_user (id, organisation_id, may_hold_cases)",
        ),
        composite_key(
            name="next_contact_by_active_worker",
            table="cases_case",
            columns="next_contact_by_id, provider_id, open_marker",
            references="accounts_user (id, organisation_id, may_hold_cases)",
        ),
        composite_key(
            name="case_of_same_provider",
            table="cases_case",
            columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
        composite_key(
            name="case_of_same_provider_as_referral",
            table="cases_case",
            columns="referral_id, provider_id",
            references="referrals_referral (id, provider_id)",
        ),
        *(
            composite_key(
                name=f"{name}_of_same_provider",
                table=f"cases_{name}",
                columns="case_id, provider_id",
                references="cases_case (id, provider_id)",
            )
            for name in ("promise", "handover")
        ),
        *(row_level_policy(f"cases_{name}", "provider_id") for name in ("case", "promise", "handover")),
    ]
