"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import datetime, timedelta

from throughline.core.clock import LONDON

START = datetime(2020, 3, 2, 10, 0, tzinfo=LONDON)
_now = [START]


def test_time() -> datetime:
    """Tell the time that the test has set."""
    return _now[0]


def move_to(moment: datetime) -> None:
    """Let it be another time."""
    _now[0] = moment


def in_days(days: int) -> datetime:
    """Give the same time of day, so many days on."""
    return _now[0] + timedelta(days=days)
