"""A promise as one says it."""

from __future__ import annotations

from throughline.cases.models import PartOfDay, Promise
from throughline.cases.presenters import when


def when_promised(promise: Promise) -> str:
    """Give "Monday 6 April 2020 at 2:15pm"."""
    return when(promise.due_on, PartOfDay(promise.part) if promise.part else None, promise.time)
