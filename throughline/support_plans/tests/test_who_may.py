"""Plans are written by those who work with people: every command says no to somebody who does not."""

from uuid import uuid4

import pytest

from throughline.core.decisions import NotAllowed
from throughline.support_plans import gain_commands, goal_commands, leaning_commands, ripple_commands, risk_commands
from throughline.support_plans.tests.saying import do

ANY = uuid4()


@pytest.mark.parametrize(
    ("command", "given"),
    [
        (goal_commands.add_goal, {"client_id": ANY, "said": None}),
        (goal_commands.add_target, {"goal_id": ANY, "words": "To the gate"}),
        (goal_commands.mark_targets, {"goal_id": ANY, "done": []}),
        (goal_commands.review_goal, {"goal_id": ANY, "to": "MET", "note": "", "review_on": None}),
        (goal_commands.reframe_goal, {"goal_id": ANY, "said": None, "why": "", "note": "", "waits_for": None}),
        (goal_commands.go_back_to_goal, {"goal_id": ANY, "review_on": None, "keep_other": True}),
        (gain_commands.record_gain, {"client_id": ANY, "said": None}),
        (gain_commands.tell_gain, {"gain_id": ANY, "to": "HELD", "words": ""}),
        (gain_commands.record_set_back, {"client_id": ANY, "said": None}),
        (gain_commands.review_set_back, {"set_back_id": ANY, "words": "", "regained": False}),
        (leaning_commands.record_leaning, {"client_id": ANY, "said": None}),
        (leaning_commands.settle_need, {"leaning_id": ANY, "to": "MET", "words": ""}),
        (leaning_commands.keep_looking, {"leaning_id": ANY}),
        (risk_commands.flag_at_risk, {"gain_ids": [], "why": "PERSON", "since_on": None}),
        (risk_commands.unflag, {"flagged": {}}),
        (risk_commands.end_risk_of_staying_in, {"provider_id": ANY}),
        (risk_commands.end_risk_of_way, {"service_id": ANY, "mode": "PHONE", "client_ids": [ANY]}),
        (ripple_commands.hold_goals, {"goal_ids": [], "review_on": None, "note": ""}),
        (ripple_commands.restart_goals, {"goal_ids": [], "review_on": None, "note": ""}),
        (ripple_commands.put_goals_back, {"before": [], "note": ""}),
        (ripple_commands.mark_unmet, {"leaning_ids": [], "since_on": None}),
        (ripple_commands.lean_again, {"leaning_ids": []}),
        (ripple_commands.have_again, {"before": []}),
    ],
)
def test_it_is_not_for_everybody(service, command, given):
    with pytest.raises(NotAllowed):
        do(service, command, "administrator", **given)
