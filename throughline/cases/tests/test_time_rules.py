"""Time in the service: a guide and never an end, as a table that a manager can check (R9, AM19, SET2)."""

from datetime import date

import pytest

from tests.support.tables import rows
from throughline.cases import time_rules as rules
from throughline.cases.time_rules import Guide, Stage

GUIDE = Guide(first_warning=36, last_warning=39, length=42)


def at(today, *, assessed_on=date(2017, 1, 1), days_before=0, days_given_back=0):
    return rules.time_in_service(
        assessed_on=assessed_on, opened_on=date(2016, 12, 1), days_before=days_before,
        days_given_back=days_given_back, guide=GUIDE, today=today,
    )  # fmt: skip


class TestTheGuide:
    title = "Somebody assessed on 1 January 2017 (R9)"
    TABLE = """
        on         | stage         | months
        2019-12-31 | EARLY         | 35
        2020-01-01 | FIRST_WARNING | 36
        2020-03-31 | FIRST_WARNING | 38
        2020-04-01 | LAST_WARNING  | 39
        2020-07-01 | LAST_WARNING  | 42
        2020-07-02 | PAST_GUIDE    | 42
        2025-01-01 | PAST_GUIDE    | 96
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_how_far_they_are(self, row):
        found = at(date.fromisoformat(row["on"]))
        assert (found.stage, found.months) == (row["stage"], int(row["months"]))


def test_somebody_not_assessed_yet_counts_from_the_day_the_case_opened():
    found = at(date(2019, 12, 1), assessed_on=None)
    assert (found.stage, found.assessed, found.since) == (Stage.FIRST_WARNING, False, date(2016, 12, 1))


def test_spells_add_up():
    assert at(date(2019, 1, 1)).stage == Stage.EARLY
    assert at(date(2019, 1, 1), days_before=366).stage == Stage.FIRST_WARNING


def test_a_service_may_give_back_the_time_of_a_disruption():
    assert at(date(2020, 7, 2), days_given_back=100).stage == Stage.FIRST_WARNING


@pytest.mark.parametrize(
    ("start", "months", "then"),
    [("2016-02-29", 12, "2017-02-28"), ("2016-02-29", 48, "2020-02-29"), ("2019-01-31", 1, "2019-02-28"),
     ("2020-03-31", -1, "2020-02-29"), ("2019-12-15", 1, "2020-01-15")],
)  # fmt: skip
def test_months_go_by_the_calendar(start, months, then):
    assert rules.add_months(date.fromisoformat(start), months) == date.fromisoformat(then)


def test_only_days_that_lie_in_the_spell_are_counted():
    spans = [(date(2020, 3, 1), date(2020, 3, 11)), (date(2020, 5, 1), None)]
    assert rules.days_within(spans, since=date(2020, 3, 6), today=date(2020, 5, 4)) == 5 + 3
