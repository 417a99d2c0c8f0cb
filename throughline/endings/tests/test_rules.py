"""By which policy a case may end, as tables that a manager could check (R57, R58)."""

from datetime import date

import pytest

from tests.support.tables import rows
from throughline.cases.models import CloseReason
from throughline.endings import rules
from throughline.endings.models import Agreed
from throughline.organisations.models import Discharge

TODAY = date(2020, 4, 30)


class TestByPolicy:
    title = "Whether a case may close on 30 April 2020, where a review contact is one of the last 28 days"
    TABLE = """
        policy           | reason          | last spoke | every route tried | manager says | may close
        ORDINARY         | COMPLETED       |            | no                |              | yes
        ORDINARY         | COULD_NOT_REACH |            | no                |              | yes
        HOLD_OPEN        | COMPLETED       | 2020-04-30 | yes               |              | open since 20 March 2020
        HOLD_OPEN        | COULD_NOT_REACH |            | yes               |              | on the held-open list
        HOLD_OPEN        | COMPLETED       | 2020-04-30 | no                | She asked me | yes
        HOLD_OPEN        | CLIENT_WISH     |            | no                |              | yes
        HOLD_OPEN        | DIED            |            | no                |              | yes
        HOLD_OPEN        | MOVED_AWAY      |            | no                |              | yes
        REVIEW_AND_CLOSE | COMPLETED       | 2020-04-02 | no                |              | yes
        REVIEW_AND_CLOSE | COMPLETED       | 2020-04-01 | no                |              | last 28 days
        REVIEW_AND_CLOSE | COMPLETED       |            | no                |              | You never spoke
        REVIEW_AND_CLOSE | COMPLETED       | 2020-04-01 | no                | Enough       | last 28 days
        REVIEW_AND_CLOSE | COULD_NOT_REACH | 2020-03-01 | no                | Enough       | try every route first
        REVIEW_AND_CLOSE | COULD_NOT_REACH | 2020-03-01 | yes               |              | A manager has to agree
        REVIEW_AND_CLOSE | COULD_NOT_REACH | 2020-03-01 | yes               | Agreed       | yes
        REVIEW_AND_CLOSE | CLIENT_WISH     |            | no                |              | yes
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_by_policy(self, row):
        facts = rules.PolicyFacts(
            policy=Discharge[row["policy"]],
            since=date(2020, 3, 20),
            reason=CloseReason[row["reason"]],
            on=TODAY,
            last_reached_on=date.fromisoformat(row["last spoke"]) if row["last spoke"] else None,
            review_days=28,
            every_route_tried=row["every route tried"] == "yes",
            managers_reason=row["manager says"],
        )
        assert row["may close"] in (rules.may_end_under(facts).reason or "yes")


class TestWithSomethingOpen:
    title = "Whether a case may close while a hold stands open"
    TABLE = """
        reason          | may close
        COMPLETED       | no
        COULD_NOT_REACH | no
        MOVED_AWAY      | no
        CLIENT_WISH     | yes
        DIED            | yes
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_what_is_open_is_named(self, row):
        decision = rules.may_leave_open(CloseReason[row["reason"]], blocking=["On hold: Riverside gym"])
        assert bool(decision) is (row["may close"] == "yes")
        assert decision or "On hold: Riverside gym" in decision.reason

    def test_nothing_open_is_no_hindrance(self):
        assert rules.may_leave_open(CloseReason.COMPLETED, blocking=[])


class TestTheKinderRule:
    title = "Which rule keeps somebody who moves, until they are told"
    TABLE = """
        from             | to               | kept
        HOLD_OPEN        | REVIEW_AND_CLOSE | HOLD_OPEN
        HOLD_OPEN        | ORDINARY         | HOLD_OPEN
        ORDINARY         | REVIEW_AND_CLOSE | ORDINARY
        REVIEW_AND_CLOSE | HOLD_OPEN        | HOLD_OPEN
        REVIEW_AND_CLOSE | ORDINARY         | ORDINARY
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_the_kinder_rule(self, row):
        assert rules.kinder(Discharge[row["from"]], Discharge[row["to"]]) == Discharge[row["kept"]]


@pytest.mark.parametrize(
    ("reason", "spoke", "agreed"),
    [
        (CloseReason.CLIENT_WISH, False, Agreed.OWN_WISH),
        (CloseReason.COULD_NOT_REACH, False, Agreed.NOT_REACHED),
        (CloseReason.COMPLETED, True, Agreed.AGREED),
        (CloseReason.MOVED_AWAY, True, Agreed.AGREED),
        (CloseReason.MOVED_AWAY, False, Agreed.NOT_ASKED),
        (CloseReason.DIED, False, Agreed.NOT_ASKED),
    ],
)
def test_how_they_stand_to_it(reason, spoke, agreed):
    assert rules.agreed_how(reason, spoke=spoke) == agreed


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (rules.may_hold_open(Discharge.ORDINARY, is_held=False, words="Well"), "not “hold open”"),
        (rules.may_hold_open(Discharge.HOLD_OPEN, is_held=True, words="Well"), "already"),
        (rules.may_hold_open(Discharge.HOLD_OPEN, is_held=False, words=" "), "Say why"),
        (rules.may_be_told(told=True, died=False), "already"),
        (rules.may_be_told(told=False, died=True), "They died"),
        (rules.may_settle_left_open(left=["A hold"], settled=True, words="Done"), "Nothing is left"),
        (rules.may_settle_left_open(left=["A hold"], settled=False, words=""), "Say what was done"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(decision, why):
    assert why in decision.reason
