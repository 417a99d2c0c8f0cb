"""The states of an onward referral as a table, and what a wait and an ending ask for."""

from datetime import date

import pytest

from throughline.onward_referrals import rules
from throughline.onward_referrals.models import CLOSED, State, Strength, WhyNot

TODAY = date(2020, 1, 1)
S = State
FOLLOWS = {
    S.SUGGESTED: "SUGGESTED AGREED SENT ACKNOWLEDGED WAITING STARTED DECLINED DID_NOT_START",
    S.AGREED: "AGREED SENT ACKNOWLEDGED WAITING STARTED DECLINED DID_NOT_START",
    S.SENT: "SENT ACKNOWLEDGED WAITING STARTED DECLINED DID_NOT_START",
    S.ACKNOWLEDGED: "ACKNOWLEDGED WAITING STARTED DECLINED DID_NOT_START",
    S.WAITING: "WAITING STARTED DECLINED DID_NOT_START",
    S.STARTED: "STARTED ENOUGH NOT_ENOUGH STOPPED DECLINED DID_NOT_START",
    S.ON_HOLD: "DECLINED DID_NOT_START",
    S.ENOUGH: "", S.NOT_ENOUGH: "", S.STOPPED: "", S.DECLINED: "", S.DID_NOT_START: "",
}  # fmt: skip


@pytest.mark.parametrize("state", State)
def test_what_may_follow_is_what_section_7_2_says(state):
    assert list(rules.follows(state, Strength.REFERRED)) == [State(name) for name in FOLLOWS[state].split()]


@pytest.mark.parametrize("state", State)
def test_what_may_not_follow_is_refused_with_what_to_do(state):
    for to in State:
        decision = rules.may_follow(to, state, Strength.REFERRED)
        assert bool(decision) == (to.value in FOLLOWS[state].split())
        assert decision or decision.reason.endswith(".")


def test_of_a_signpost_no_details_are_ever_sent():
    assert not set(rules.DETAILS_LEAVE) & set(rules.follows(S.SUGGESTED, Strength.SIGNPOSTED))
    assert "no details are sent" in rules.may_follow(S.SENT, S.AGREED, Strength.SIGNPOSTED).reason
    assert S.SENT not in rules.first_states(Strength.SIGNPOSTED)


def test_what_had_started_before_the_hold_can_end_from_it():
    assert S.NOT_ENOUGH in rules.follows(S.ON_HOLD, Strength.REFERRED, before_hold=S.STARTED)
    assert S.NOT_ENOUGH not in rules.follows(S.ON_HOLD, Strength.REFERRED, before_hold=S.WAITING)


@pytest.mark.parametrize(("on", "waits", "said"), [
    (None, False, "Say when you will check back"),
    (date(2019, 12, 31), False, "in the past"),
    (date(2020, 1, 1), False, ""),
    (date(2020, 2, 3), False, ""),
    (date(2020, 1, 29), True, ""),
    (date(2020, 1, 30), True, "within 28 days. Choose 29 January 2020 or earlier"),
    (date(2021, 2, 1), False, "more than a year"),
])  # fmt: skip
def test_every_open_referral_has_a_day_to_check_back(on, waits, said):
    reason = rules.may_check_back(on, waits=waits, today=TODAY, touch_days=28).reason
    assert said in reason
    assert bool(reason) == bool(said)


def test_a_step_is_not_of_a_day_to_come_nor_before_the_last():
    assert "in the future" in rules.may_happen_on(date(2020, 1, 2), last_on=None, today=TODAY).reason
    assert "27 December 2019" in rules.may_happen_on(date(2019, 12, 26), last_on=date(2019, 12, 27), today=TODAY).reason
    assert rules.may_happen_on(date(2019, 12, 27), last_on=date(2019, 12, 27), today=TODAY)


def test_a_wait_from_1_january_has_grown_long_on_day_84():
    assert rules.escalates_on(TODAY, after_days=84) == date(2020, 3, 25)


def test_nobody_checks_back_past_the_day_on_which_the_wait_grows_long():
    grows_long = date(2020, 3, 25)
    assert rules.next_check_back(date(2020, 4, 2), escalates=grows_long, today=date(2020, 3, 9)) == grows_long
    assert rules.next_check_back(date(2020, 4, 20), escalates=grows_long, today=grows_long) == date(2020, 4, 20)


@pytest.mark.parametrize(("long", "looked", "may"), [(False, False, True), (True, False, False), (True, True, True)])
def test_a_long_wait_does_not_go_on_unless_something_else_was_looked_for(long, looked, may):
    assert bool(rules.may_go_on_waiting(has_waited_long=long, looked_for_more=looked)) == may


@pytest.mark.parametrize(("day", "within", "expected"), [
    (date(2020, 1, 1), 28, date(2020, 1, 29)),
    (date(2020, 2, 28), 14, date(2020, 3, 13)),
    (date(2020, 2, 29), 14, date(2020, 3, 13)),  # the fourteenth day is a Saturday
])  # fmt: skip
def test_the_contact_within_so_many_days_is_on_a_working_day(day, within, expected):
    assert rules.working_day_within(day, days=within) == expected


def test_going_along_is_proposed_to_who_was_too_shy_to_go_alone():
    assert rules.proposes_going_along(WhyNot.TOO_SHY, Strength.SIGNPOSTED)
    assert rules.proposes_going_along(WhyNot.TOO_SHY, Strength.REFERRED)
    assert not rules.proposes_going_along(WhyNot.TOO_SHY, Strength.SUPPORTED)
    assert not rules.proposes_going_along(WhyNot.COST, Strength.REFERRED)


def test_an_ending_says_why_or_what_is_still_needed():
    assert "why they did not start" in rules.may_end_so(rules.Told(S.DID_NOT_START, False, False)).reason
    assert "still need" in rules.may_end_so(rules.Told(S.NOT_ENOUGH, False, False)).reason
    assert rules.may_end_so(rules.Told(S.ENOUGH, False, False))


@pytest.mark.parametrize(("limit", "need"), [
    (6, "counselling beyond 6 sessions"), (1, "counselling beyond 1 session"), (None, "more counselling"),
])  # fmt: skip
def test_what_was_not_enough_is_named_by_the_services_limit(limit, need):
    assert rules.unmet_need("Counselling", session_limit=limit) == need


def test_each_closed_state_is_one_that_nothing_follows():
    assert {state for state in State if not rules.follows(state, Strength.REFERRED)} == set(CLOSED)
