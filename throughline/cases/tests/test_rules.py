"""The rules of cases, as tables that a manager can check."""

from datetime import date, datetime, timedelta

import pytest

from tests.support.tables import rows
from throughline.cases import rules
from throughline.cases.models import CloseReason, Level, PartOfDay, Way
from throughline.cases.rules import ClosingFacts, NextContact, PromiseFacts
from throughline.core.clock import LONDON
from throughline.core.decisions import Refused

MONDAY = date(2020, 3, 2)


def day(number):
    """Give a day of March 2020, or nothing for an empty cell."""
    return date(2020, 3, int(number)) if number else None


def at(day_of_march, hour, minute=0):
    return datetime(2020, 3, int(day_of_march), int(hour), minute, tzinfo=LONDON)


class TestWhatBecameOfAPromise:
    title = "What became of a promise made on 2 March 2020, as it is said on the 20th"
    TABLE = """
        due | kept on | tried on | next promise made on | closed on | said
        20  |         |          |                      |           | Due today
        23  |         |          |                      |           | To come
        19  |         |          |                      |           | 1 day late
        16  |         |          |                      |           | 4 days late
        16  | 16      |          | 16                   |           | Kept
        16  | 9       |          | 9                    |           | Kept
        16  | 17      |          | 17                   |           | Kept 1 day late
        16  | 19      |          | 19                   |           | Kept 3 days late
        16  | 19      | 16       | 19                   |           | Kept 3 days late
        16  |         | 16       | 16                   |           | Tried, not reached
        16  | 18      | 16       | 16                   |           | Tried, not reached
        16  |         | 18       | 18                   |           | Missed
        16  |         |          | 18                   |           | Missed
        16  |         |          | 10                   |           | Moved
        16  | 19      |          | 10                   |           | Moved
        16  |         |          |                      | 12        | The case was closed first
        16  |         |          |                      | 18        | Missed
        16  | 16      |          |                      | 16        | Kept
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_what_became_of_a_promise(self, row):
        facts = PromiseFacts(
            day(row["due"]), day(row["kept on"]), day(row["tried on"]), day(row["next promise made on"]),
            day(row["closed on"]),
        )  # fmt: skip
        assert rules.promise_outcome(facts, today=date(2020, 3, 20)).words == row["said"]


class TestWhenToTryAgain:
    title = "When to try again after no answer"
    TABLE = """
        tried at                       | today | try again on | part of the day
        2 at 10                        | 2     | 3            | AFTERNOON
        2 at 14                        | 2     | 3            | MORNING
        2 at 18                        | 2     | 3            | MORNING
        6 at 10                        | 6     | 9            | AFTERNOON
        2 at 10, 3 at 10               | 3     | 4            | AFTERNOON
        2 at 10, 3 at 14               | 3     | 4            | EVENING
        2 at 10, 3 at 14, 4 at 18      | 4     | 5            | MORNING
        2 at 14, 3 at 10, 4 at 10      | 4     | 5            | EVENING
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_the_next_try_is_on_the_next_working_day_at_another_part(self, row):
        tried = [at(*one.split(" at ")) for one in row["tried at"].split(", ")]
        assert rules.next_try(tried, on=day(row["today"])) == (
            day(row["try again on"]), PartOfDay[row["part of the day"]],
        )  # fmt: skip

    def test_two_missed_calls_at_ten_lead_to_another_part_of_the_day(self):
        _, part = rules.next_try([at(2, 10), at(3, 10)], on=day(3))
        assert part != PartOfDay.MORNING

    def test_a_bank_holiday_is_skipped(self):
        on, _ = rules.next_try([datetime(2020, 4, 9, 10, tzinfo=LONDON)], on=date(2020, 4, 9))
        assert on == date(2020, 4, 14)


class TestWhichPartOfTheDay:
    title = "Which part of the day a time is"
    TABLE = """
        time  | part
        08:00 | MORNING
        11:59 | MORNING
        12:00 | AFTERNOON
        16:59 | AFTERNOON
        17:00 | EVENING
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_parts_of_the_day(self, row):
        hour, minute = row["time"].split(":")
        assert rules.part_of_day(at(2, hour, int(minute))) == PartOfDay[row["part"]]

    def test_summer_time_counts(self):
        assert rules.part_of_day(datetime.fromisoformat("2020-07-01T16:30+00:00")) == PartOfDay.EVENING


class TestWhetherACaseMayBeClosed:
    title = "Whether a case may be closed, where three days of trying are needed"
    TABLE = """
        reason          | days tried | note | may close
        COMPLETED       | 0          | yes  | yes
        COMPLETED       | 0          | no   | Say what was agreed, or what happened. The person can ask to see it.
        CLIENT_WISH     | 0          | yes  | yes
        MOVED_AWAY      | 0          | yes  | yes
        DIED            | 0          | yes  | yes
        DIED            | 0          | no   | Say what was agreed, or what happened. The person can ask to see it.
        COULD_NOT_REACH | 0          | yes  | You have tried on 0 days. Try on 3 before you close.
        COULD_NOT_REACH | 1          | yes  | You have tried on 1 day. Try on 3 before you close.
        COULD_NOT_REACH | 2          | yes  | You have tried on 2 days. Try on 3 before you close.
        COULD_NOT_REACH | 3          | yes  | yes
        COULD_NOT_REACH | 3          | no   | Say what was agreed, or what happened. The person can ask to see it.
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_whether_a_case_may_be_closed(self, row):
        facts = ClosingFacts(CloseReason[row["reason"]], int(row["days tried"]), row["note"] == "yes")
        assert (rules.may_close(facts, tries_needed=3).reason or "yes") == row["may close"]


class TestWhichNextContactMayStand:
    title = "Which next contact may stand, on 2 March 2020"
    TABLE = """
        on         | may stand
        2020-03-01 | The next contact is in the past. Choose today or a later day.
        2020-03-02 | yes
        2020-04-13 | yes
        2021-03-03 | yes
        2021-03-04 | The next contact is more than a year away. Choose an earlier day.
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_a_next_contact_is_dated_and_near_enough(self, row):
        promised = NextContact(on=date.fromisoformat(row["on"]), by_id=None, way=Way.PHONE)
        assert (rules.may_promise(promised, on=MONDAY).reason or "yes") == row["may stand"]

    def test_none_at_all_is_refused(self):
        with pytest.raises(Refused, match="Nobody is left without a date"):
            rules.may_promise(None, on=MONDAY).require()


class TestWhenTheyLastSpoke:
    title = "When the two last spoke, from what an import brought and from our own contacts"
    TABLE = """
        brought | ours | last spoke
                |      |
                | 5    | 5
        3       |      | 3
        3       | 5    | 5
        5       | 3    | 5
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_it_is_the_later_of_both(self, row):
        brought, ours, spoke = (at(row[name], 10) if row[name] else None for name in ("brought", "ours", "last spoke"))
        assert rules.last_reached(brought=brought, ours=ours) == spoke


class TestSinceWhenAManagerHasIt:
    title = "Since when a manager has it in hand, on 20 March 2020"
    TABLE = """
        known | every route tried | since
              | no                |
              | yes               | 20
        9     | yes               | 9
        9     | no                |
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_from_the_last_route_until_somebody_answers(self, row):
        since = rules.with_manager_since(
            day(row["known"]), every_route_tried=row["every route tried"] == "yes", on=date(2020, 3, 20)
        )
        assert since == day(row["since"])


@pytest.mark.parametrize(
    ("level", "gap", "on"),
    [
        (Level.INTENSIVE, 14, date(2020, 3, 16)),
        (Level.REGULAR, 42, date(2020, 4, 14)),
        (Level.LIGHT, 91, date(2020, 6, 1)),
    ],
)
def test_the_usual_next_contact_is_a_working_day(level, gap, on):
    assert rules.usual_next_contact(level, on=MONDAY, gap_days=gap) == on
    assert on - MONDAY <= timedelta(days=gap + 4)


class TestTheEdgesOfTheCalendar:
    title = "The next contact that is proposed, at the calendar's edges"
    TABLE = """
        spoke on   | gap | proposed   | why
        2020-01-18 | 42  | 2020-03-02 | 29 February is a Saturday
        2024-01-18 | 42  | 2024-02-29 | 29 February is a working day
        2023-01-18 | 42  | 2023-03-01 | there is none that year
        2020-02-15 | 43  | 2020-03-30 | the day the clocks go forward is a Sunday
        2020-09-13 | 42  | 2020-10-26 | and so is the day they go back
        2020-12-11 | 14  | 2020-12-29 | Christmas, and Boxing Day on the Monday after
        2021-11-13 | 42  | 2021-12-29 | both on a weekend, and two days for them after it
        2020-11-20 | 42  | 2021-01-04 | New Year’s Day and the weekend after
        2020-03-27 | 14  | 2020-04-14 | Good Friday to Easter Monday
        2020-04-24 | 14  | 2020-05-11 | the bank holiday that moved to VE Day
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_the_edges_of_the_calendar(self, row):
        spoke_on, gap = date.fromisoformat(row["spoke on"]), int(row["gap"])
        found = rules.usual_next_contact(Level.REGULAR, on=spoke_on, gap_days=gap)
        assert found == date.fromisoformat(row["proposed"])
