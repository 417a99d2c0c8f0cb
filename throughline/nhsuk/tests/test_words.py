"""Dates, times and counts as people say them."""

from datetime import UTC, date, datetime, time

import pytest

from throughline.nhsuk import words


def test_dates():
    assert words.short_date(date(2020, 3, 9)) == "9 March 2020"
    assert words.long_date(date(2020, 3, 9)) == "Monday 9 March 2020"


def test_a_moment_is_told_by_the_clock_in_london():
    just_before_midnight = datetime(2020, 6, 30, 23, 15, tzinfo=UTC)
    assert words.moment(just_before_midnight) == "1 July 2020 at 12:15am"
    assert words.long_moment(datetime(2020, 3, 9, 14, 15, tzinfo=UTC)) == "Monday 9 March 2020 at 2:15pm"
    assert words.short_date(just_before_midnight) == "1 July 2020"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(9), "9am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(12, 5), "12:05pm"),
        (time(0, 5), "12:05am"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_times(at, said):
    assert words.clock_time(at) == said


def test_counts():
    assert words.plural(1, "day") == "1 day"
    assert words.plural(0, "day") == "0 days"
    assert words.plural(1200, "person", "people") == "1,200 people"
