"""The one clock (R148). Views, jobs and the command line read it; everything below them is given the time.

`settings.CLOCK` names the function that tells the time. Only the demo service and tests have one that can be set.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

LONDON = ZoneInfo("Europe/London")


def system_time() -> datetime:
    """Tell the real time."""
    return timezone.now()  # noqa: TID251  (the one place)


def now() -> datetime:
    """Tell the time by the service's clock, with its zone."""
    moment: datetime = import_string(settings.CLOCK)()
    return moment


def local_date(moment: datetime) -> date:
    """Give the date in the service's own zone at a moment."""
    return moment.astimezone(LONDON).date()
