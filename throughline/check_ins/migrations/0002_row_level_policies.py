"""The second lock, and check-ins that stay with their case's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("check_ins", "0001_check_ins_and_answers")]

    operations = [
        row_level_policy("check_ins_checkin", "provider_id"),
        row_level_policy("check_ins_checkinanswer", "provider_id"),
        composite_key(
            name="check_in_of_same_provider",
            table="check_ins_checkin",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
        composite_key(
            name="check_in_answer_of_same_provider",
            table="check_ins_checkinanswer",
            columns="check_in_id, provider_id",
            references="check_ins_checkin (id, provider_id)",
        ),
    ]
