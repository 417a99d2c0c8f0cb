"""The second lock, and plans that stay with their client's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy

OF_A_CLIENT = {"goal": "goal", "gain": "gain", "setback": "set_back", "leaning": "leaning"}
OF_A_GOAL = {"goalturn": "goal_turn", "target": "target"}
OF_A_GAIN = {"gainturn": "gain_turn", "risk": "risk"}
ALL = (*OF_A_CLIENT, *OF_A_GOAL, *OF_A_GAIN, "reframing")


def _key(table: str, name: str, column: str, references: str) -> migrations.RunSQL:
    return composite_key(
        name=f"{name}_of_same_provider",
        table=f"support_plans_{table}",
        columns=f"{column}, provider_id",
        references=f"{references} (id, provider_id)",
    )


class Migration(migrations.Migration):
    dependencies = [("support_plans", "0001_goals_gains_and_what_they_lean_on")]

    operations = [
        *(row_level_policy(f"support_plans_{table}", "provider_id") for table in ALL),
        *(_key(table, name, "client_id", "clients_client") for table, name in OF_A_CLIENT.items()),
        *(_key(table, name, "goal_id", "support_plans_goal") for table, name in OF_A_GOAL.items()),
        *(_key(table, name, "gain_id", "support_plans_gain") for table, name in OF_A_GAIN.items()),
        _key("reframing", "reframing_original", "original_id", "support_plans_goal"),
        _key("reframing", "reframing_instead", "instead_id", "support_plans_goal"),
        _key("setback", "set_back_gain", "gain_id", "support_plans_gain"),
        _key("leaning", "leaning_goal", "goal_id", "support_plans_goal"),
        _key("leaning", "leaning_gain", "gain_id", "support_plans_gain"),
    ]
