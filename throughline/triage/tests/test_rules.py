"""What a call may come to, when it may end, and what is to be expected. First class: the check of R52."""

from datetime import date, datetime, timedelta

import pytest

from tests.support import clock
from tests.support.tables import rows
from throughline.outreach.models import PersonState
from throughline.triage import rules
from throughline.triage.models import Point, Result, Stands
from throughline.triage.rules import FIVE, CallFacts

TODAY = clock.START.date()
FINE = dict.fromkeys(FIVE, Stands.FINE)


class TestWhatIsToBeExpected:
    def test_eighteen_of_a_hundred_and_thirty_to_forty_of_two_hundred(self):
        assert rules.share(18, 100) == 18
        assert rules.likely_to_need(200) == (30, 40)

    def test_of_nobody_there_is_no_share(self):
        assert rules.share(0, 0) is None
        assert rules.likely_to_need(0) == (0, 0)


class TestMayKeep:
    @pytest.mark.parametrize(("facts", "why"), [
        (CallFacts(Result.NOT_REACHED, {}), ""),
        (CallFacts(Result.DECLINED, {}), ""),
        (CallFacts(Result.CHECK_IN_ONLY, FINE, asked_about_another=True), ""),
        (CallFacts(Result.CHECK_IN_ONLY, FINE), "Ask whether they want another call"),
        (CallFacts(Result.CHECK_IN_ONLY, {Point.FOOD: Stands.FINE}, asked_about_another=True), "Not asked yet: medi"),
        (CallFacts(Result.CHECK_IN_ONLY, FINE, asked_about_another=True, again_on=TODAY), "a day after today"),
        (CallFacts(Result.CHECK_IN_ONLY, {**FINE, Point.FOOD: Stands.NEEDS}), "Choose “Needs support”"),
        (CallFacts(Result.ALREADY_HELPED, {Point.COPING: Stands.URGENT}), "Choose “Needs support”"),
        (CallFacts(Result.ALREADY_HELPED, FINE), ""),
        (CallFacts(Result.NEEDS_SUPPORT, FINE), "at one point at least"),
        (CallFacts(Result.NEEDS_SUPPORT, {Point.FOOD: Stands.NEEDS}, (Point.FOOD,)), "Say what is needed: food"),
        (CallFacts(Result.NEEDS_SUPPORT, {Point.FOOD: Stands.NEEDS}), ""),
    ])  # fmt: skip
    def test_nothing_that_somebody_needs_is_passed_over(self, facts, why):
        reason = rules.may_keep(facts, today=TODAY).reason
        assert why in reason and bool(why) == bool(reason)


class TestWhatFollows:
    title = "How it stands with a listed person after a call (R51)"
    TABLE = """
        result         | again | days tried | state
        CHECK_IN_ONLY  | no    | 1          | CLOSED
        CHECK_IN_ONLY  | yes   | 1          | CHECK_IN_ONLY
        NEEDS_SUPPORT  | no    | 1          | NEEDS_SUPPORT
        ALREADY_HELPED | no    | 1          | CLOSED
        DECLINED       | no    | 1          | CLOSED
        NOT_REACHED    | no    | 1          | TRIED
        NOT_REACHED    | no    | 3          | NOT_REACHED
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_from_its_result(self, row):
        after = rules.state_after(
            Result(row["result"]), again=row["again"] == "yes", days_tried=int(row["days tried"]), tries=3
        )
        assert after == row["state"]

    def test_what_is_urgent_is_due_the_same_day_and_the_rest_within_a_working_week(self):
        assert rules.need_due(Stands.URGENT, on=TODAY) == TODAY
        assert rules.need_due(Stands.NEEDS, on=TODAY) == date(2020, 3, 9)
        assert rules.need_due(Stands.FINE, on=TODAY) is None


class TestMayEnd:
    @pytest.mark.parametrize(("state", "open_needs", "may"), [
        (PersonState.LISTED, 0, True), (PersonState.SUPPORT_GIVEN, 0, True), (PersonState.NEEDS_SUPPORT, 1, False),
        (PersonState.NEEDS_SUPPORT, 2, False), (PersonState.CLOSED, 0, False), (PersonState.CONVERTED, 0, False),
    ])  # fmt: skip
    def test_not_while_something_is_open(self, state, open_needs, may):
        assert bool(rules.may_end(state, open_needs=open_needs)) is may


class TestDeletedBy:
    @pytest.mark.parametrize(("delete_by", "ended_on", "day"), [
        (date(2020, 12, 1), None, date(2020, 12, 1)),
        (date(2020, 12, 1), date(2020, 5, 13), date(2020, 11, 9)),
        (date(2020, 7, 1), date(2020, 5, 13), date(2020, 7, 1)),
    ])  # fmt: skip
    def test_so_long_after_the_event_or_earlier_on_its_own_day(self, delete_by, ended_on, day):
        assert rules.deleted_by(delete_by, disruption_ended_on=ended_on, days_kept=180) == day


def test_a_turn_ends_after_its_minutes():
    taken = datetime(2020, 3, 2, 10, tzinfo=clock.START.tzinfo)
    assert rules.turn_ends(taken, minutes=30) == taken + timedelta(minutes=30)
