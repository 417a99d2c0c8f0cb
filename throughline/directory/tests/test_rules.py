"""What a status means, as tables that a manager can check."""

from datetime import date

import pytest

from tests.support.tables import rows
from throughline.directory import rules
from throughline.directory.kinds import Mode, Status
from throughline.directory.rules import Needs


class TestTheHeadline:
    title = "A service's status in one line"
    TABLE = """
        in person | by phone | online  | says
        OPEN      |          |         | Open
        OPEN      | PAUSED   |         | Open
        PAUSED    | OPEN     |         | Open remotely (by phone)
        CLOSED    | OPEN     | OPEN    | Open remotely (by phone, online)
        PAUSED    | REDUCED  |         | Reduced remotely (by phone)
        REDUCED   | OPEN     |         | Open remotely (by phone)
                  | OPEN     |         | Open
        PAUSED    | PAUSED   |         | Paused
        PAUSED    | UNKNOWN  |         | Not known
        CLOSED    |          |         | Closed for good
        WAITING_LIST_CLOSED | |        | Waiting list closed
                  |          |         | Not known
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_it_says_the_best_there_is_and_how(self, row):
        names = {"in person": Mode.IN_PERSON, "by phone": Mode.PHONE, "online": Mode.ONLINE}
        ways = [(mode, Status(row[name])) for name, mode in names.items() if row[name]]
        assert rules.headline(ways).words == row["says"]


class TestStoppingAndStarting:
    title = "Which changes of a status matter to a plan that leans on the service"
    TABLE = """
        before              | after               | stops | starts again
        OPEN                | PAUSED              | yes   | no
        REDUCED             | CLOSED              | yes   | no
        WAITING_LIST_CLOSED | PAUSED              | yes   | no
        UNKNOWN             | PAUSED              | yes   | no
        OPEN                | REDUCED             | no    | no
        OPEN                | WAITING_LIST_CLOSED | no    | no
        OPEN                | UNKNOWN             | no    | no
        PAUSED              | CLOSED              | no    | no
        PAUSED              | UNKNOWN             | no    | no
        PAUSED              | OPEN                | no    | yes
        UNKNOWN             | REDUCED             | no    | yes
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_stops_and_starts(self, row):
        before, after = Status(row["before"]), Status(row["after"])
        assert rules.stops(before, after) == (row["stops"] == "yes")
        assert rules.starts_again(before, after) == (row["starts again"] == "yes")

    def test_nobody_new_can_join_where_the_list_is_closed(self):
        assert rules.is_running(Status.WAITING_LIST_CLOSED)
        assert not rules.can_be_joined(Status.WAITING_LIST_CLOSED)


class TestAge:
    @pytest.mark.parametrize(
        ("on", "after", "days", "stale"),
        [
            (date(2020, 4, 15), 14, 14, False),
            (date(2020, 4, 16), 14, 15, True),
            (date(2020, 4, 16), 90, 15, False),
            (date(2020, 6, 30), 90, 90, False),
            (date(2020, 7, 1), 90, 91, True),
        ],
    )
    def test_a_status_goes_stale_after_its_days(self, on, after, days, stale):
        age = rules.staleness(verified_on=date(2020, 4, 1), on=on, after=after)
        assert (age.days, age.is_stale) == (days, stale)


class TestNeeds:
    def test_what_is_online_needs_internet_by_default_and_nothing_else_does(self):
        assert {mode for mode in Mode if rules.needs_by_default(mode).internet} == {Mode.ONLINE}

    def test_one_has_to_go_there_only_in_person_and_what_comes_by_post_is_to_be_read(self):
        assert {mode for mode in Mode if rules.needs_by_default(mode).travel} == {Mode.IN_PERSON}
        assert {mode for mode in Mode if rules.needs_by_default(mode).reading} == {Mode.POST}

    def test_nobody_knows_of_its_fitness(self):
        assert {rules.needs_by_default(mode).fitness for mode in Mode} == {None}

    def test_in_words(self):
        assert rules.needs_in_words(Needs(internet=True, travel=False)) == ["needs internet"]


class TestAges:
    @pytest.mark.parametrize(
        ("youngest", "oldest", "why"),
        [
            (18, 64, ""),
            (None, 64, ""),
            (65, None, ""),
            (65, 18, "the other way round"),
            (-1, None, "between 0 and 130"),
        ],
    )
    def test_which_ages_bound_whom_it_is_for(self, youngest, oldest, why):
        decision = rules.may_be_for_ages(youngest, oldest)
        assert bool(decision) == (not why)
        assert why in decision.reason
