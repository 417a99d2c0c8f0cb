"""Dates, times, counts and telephone numbers as people say them. The pages’ filters, and for presenters to import."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

import phonenumbers

from throughline.core.clock import LONDON


def short_date(day: date) -> str:
    """Give "9 March 2020"."""
    day = _in_london(day)
    return f"{day.day} {day:%B} {day.year}"


def long_date(day: date) -> str:
    """Give "Monday 9 March 2020"."""
    day = _in_london(day)
    return f"{day:%A} {short_date(day)}"


def clock_time(moment: datetime | time) -> str:
    """Give "2:15pm", "2pm", "midday" or "midnight"."""
    at = moment.astimezone(LONDON).time() if isinstance(moment, datetime) else moment
    if (at.hour, at.minute) in {(12, 0), (0, 0)}:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'pm' if at.hour >= 12 else 'am'}"


def moment(at: datetime) -> str:
    """Give "9 March 2020 at 2:15pm"."""
    return f"{short_date(at)} at {clock_time(at)}"


def long_moment(at: datetime) -> str:
    """Give "Monday 9 March 2020 at 2:15pm"."""
    return f"{long_date(at)} at {clock_time(at)}"


def plural(count: int, one: str, many: str = "") -> str:
    """Give "1 day", "3 days"; for words that do not take an s: plural(2, "person", "people")."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """Give words with a capital first, as a sentence or a table cell begins: "age 59, COPD" -> "Age 59, COPD"."""
    return text[:1].upper() + text[1:]


def _in_london(day: date) -> date:
    return day.astimezone(LONDON).date() if isinstance(day, datetime) else day


@lru_cache(maxsize=5000)  # A day shows a hundred numbers, many times a day, and each takes the library a tenth of a ms.
def phone_for_reading(number: str) -> str:
    """Give a kept telephone number as people write it here: 0191 498 0123."""
    parsed = phonenumbers.parse(number, "GB")
    here = parsed.country_code == phonenumbers.country_code_for_region("GB")
    form = phonenumbers.PhoneNumberFormat.NATIONAL if here else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)
