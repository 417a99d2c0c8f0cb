"""A moment as the schedules of a directory tell it, in iCalendar's words."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def told(moment: datetime) -> dict[str, str | list[str]]:
    """Tell a local moment: TH every week; 2TH, or -1TH where it is the last, of a month."""
    weekday, day = WEEKDAYS[moment.weekday()], moment.day
    weeks_to_end = (monthrange(moment.year, moment.month)[1] - day) // 7 + 1
    in_month = [weekday, f"{(day - 1) // 7 + 1}{weekday}", f"-{weeks_to_end}{weekday}"]
    return {
        "day": moment.date().isoformat(),
        "time": f"{moment:%H:%M:%S}",
        "weekday": [weekday],
        "in_month": in_month,
        "day_of_month": str(day),
    }
