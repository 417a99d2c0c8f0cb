"""A promise in words: who will be in touch, how and when. Every page that names a next contact says it like this."""

from __future__ import annotations

from datetime import date, time

from throughline.cases.models import PartOfDay, Way
from throughline.nhsuk.words import clock_time, long_date

WILL = {
    Way.PHONE: "phone",
    Way.AT_SURGERY: "meet them at the surgery",
    Way.OTHER_PLACE: "meet them in person",
    Way.POST: "write by post",
    Way.TEXT: "send a text message",
    Way.EMAIL: "send an email",
    Way.VIDEO: "call by video",
    Way.DOORSTEP: "come to their doorstep",
}
IN_PART = {
    PartOfDay.MORNING: "in the morning",
    PartOfDay.AFTERNOON: "in the afternoon",
    PartOfDay.EVENING: "in the evening",
}
BY_WAY = {
    Way.PHONE: "by phone",
    Way.AT_SURGERY: "in person at the surgery",
    Way.OTHER_PLACE: "in person",
    Way.POST: "by post",
    Way.TEXT: "by text message",
    Way.EMAIL: "by email",
    Way.VIDEO: "by video",
    Way.DOORSTEP: "on the doorstep",
}


def when(on: date, part: PartOfDay | None, at: time | None = None) -> str:
    """Give "Monday 6 April 2020, in the evening", or "Monday 6 April 2020 at 2:15pm" for an appointment."""
    if at is not None:
        return f"{long_date(on)} at {clock_time(at)}"
    return f"{long_date(on)}, {IN_PART[part]}" if part else long_date(on)


def promise(*, by: str, way: Way, on: date, part: PartOfDay | None, at: time | None = None, place: str = "") -> str:
    """Give "Priya will phone on Monday 6 April 2020, in the evening", with the time and place of an appointment."""
    where = f" ({place})" if place else ""
    return f"{by} will {WILL[way]} on {when(on, part, at)}{where}"
