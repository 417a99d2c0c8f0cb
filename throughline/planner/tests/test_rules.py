"""What stops a proposed call from being accepted today."""

from dataclasses import replace
from datetime import date, time

import pytest

from throughline.planner import rules

TODAY, TOMORROW, LATER = date(2020, 3, 23), date(2020, 3, 24), date(2020, 3, 26)
FACTS = rules.CallFacts(
    call_on=LATER, is_appointment=False, plan_set_aside=False, campaign_over=False, accepted=False, declined=False,
    closed=False, spoken_since=False, moved_since=False, promised_since=False, worker_gone=False, worker_away=False,
    promised_on=None, promised_time=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"call_on": None}, "no day"),
        ({"plan_set_aside": True}, "set aside"),
        ({"campaign_over": True}, "complete"),
        ({"accepted": True}, "accepted already"),
        ({"declined": True}, "declined"),
        ({"closed": True}, "ended since"),
        ({"is_appointment": True}, "appointment"),
        ({"spoken_since": True}, "spoken with them since"),
        ({"moved_since": True}, "another link worker"),
        ({"promised_since": True}, "agreed with them since"),
        ({"call_on": date(2020, 3, 20)}, "day has passed"),
        ({"worker_gone": True}, "does not hold cases"),
        ({"worker_away": True}, "away on that day"),
        ({"promised_on": TOMORROW, "promised_time": time(9)}, "appointment before that day"),
        ({"promised_on": TOMORROW}, "promised a contact before"),
    ],
)
def test_stops(changed, why):
    decision = rules.may_accept(replace(FACTS, **changed), on=TODAY)
    assert not decision and why in decision.reason


@pytest.mark.parametrize("promised_on", [None, date(2020, 3, 2), LATER, date(2020, 4, 20)])
def test_goes_on_where_nothing_promised_is_put_off(promised_on):
    assert rules.may_accept(replace(FACTS, promised_on=promised_on), on=TODAY)


@pytest.mark.parametrize(
    "changed", [{"call_on": None}, {"plan_set_aside": True}, {"accepted": True}, {"declined": True}]
)
def test_declining_stops(changed):
    assert not rules.may_decline(replace(FACTS, **changed))
    assert rules.may_decline(FACTS)
