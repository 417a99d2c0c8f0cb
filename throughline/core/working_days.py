"""Working days in England: Monday to Friday without bank holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Say whether offices are open in England on this day."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """Give the date `count` working days after `day` (SET1, SET6, SET13, SET15, SET17)."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def on_or_after(day: date) -> date:
    """Give this day if it is a working day, else the next one."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
