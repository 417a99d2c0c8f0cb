"""Time in the service: counted from the first assessment, a guide and never an end (R9, AM19, SET2)."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = 12


class Stage(StrEnum):
    """How far somebody's time in the service has gone."""

    EARLY = "EARLY"
    FIRST_WARNING = "FIRST_WARNING"
    LAST_WARNING = "LAST_WARNING"
    PAST_GUIDE = "PAST_GUIDE"


@dataclass(frozen=True)
class Guide:
    """The numbers in force, in months (SET2)."""

    first_warning: int
    last_warning: int
    length: int


@dataclass(frozen=True)
class TimeInService:
    """How long somebody has been in the service. `since` is moved back by earlier spells, so that spells add up."""

    stage: Stage
    since: date
    months: int
    guide_on: date
    assessed: bool


def time_in_service(
    *, assessed_on: date | None, opened_on: date, days_before: int, days_given_back: int, guide: Guide, today: date
) -> TimeInService:
    """Count somebody's time from their first assessment, or from when the case opened where they had none yet.

    `days_before`: the days of earlier spells, which add up. `days_given_back`: days of disruptions, where the service
    gives them back. Whatever it comes to, nothing ends by itself.
    """
    since = (assessed_on or opened_on) - timedelta(days=days_before) + timedelta(days=days_given_back)
    guide_on = add_months(since, guide.length)
    if today > guide_on:
        stage = Stage.PAST_GUIDE
    elif today >= add_months(since, guide.last_warning):
        stage = Stage.LAST_WARNING
    else:
        stage = Stage.FIRST_WARNING if today >= add_months(since, guide.first_warning) else Stage.EARLY
    return TimeInService(stage, since, months_between(since, today), guide_on, assessed_on is not None)


def days_within(spans: Sequence[tuple[date, date | None]], *, since: date, today: date) -> int:
    """Count the days of some spans that lie between two days; a span without an end is still on."""
    return sum(max((min(end or today, today) - max(start, since)).days, 0) for start, end in spans)


def add_months(day: date, months: int) -> date:
    """Give the same day so many months on; the last of a month that has no such day."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def months_between(start: date, end: date) -> int:
    """Count the whole months from one day to a later one."""
    months = (end.year - start.year) * MONTHS + end.month - start.month
    return months - (add_months(start, months) > end)
