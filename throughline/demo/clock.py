"""The demo's clock: a day that somebody chooses, at the real time of day (R148). Live settings have no such thing."""

from __future__ import annotations

from datetime import date, datetime

from throughline.core import clock
from throughline.demo.models import DemoClock

FIRST_DAY = date(2020, 3, 20)
"""The day the paper's service switched to remote work; the demo opens on it."""


def today() -> date:
    """Give the demo's day."""
    row = DemoClock.objects.first()
    return row.today if row else FIRST_DAY


def demo_time() -> datetime:
    """Tell the demo's time: its own day, at the real time of day in England."""
    real = clock.system_time().astimezone(clock.LONDON)
    return datetime.combine(today(), real.timetz())


def set_today(day: date) -> None:
    """Move the demo to another day; every list follows."""
    DemoClock.objects.update_or_create(defaults={"today": day})
