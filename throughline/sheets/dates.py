"""Dates as they stand in people's files: day first, as is written here, or year-month-day."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from throughline.core.decisions import Refused

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{2}|\d{4})")
IN_WORDS = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[-/. ]*(?P<month>[A-Za-z]{3,9})[-/., ]*(?P<year>\d{2}|\d{4})")
DAY_COUNT = re.compile(r"\d{5}(\.0+)?")


@lru_cache(maxsize=4096)
def day(text: str) -> date:
    """Give the day that a text means.

    :raises Refused: if it means none, or the century cannot be known
    """
    bare = MIDNIGHT.sub("", text.strip())
    if DAY_COUNT.fullmatch(bare):
        raise Refused(f"“{bare}” is a date that a spreadsheet shows as a number. Format the column as a date.")
    found = YEAR_FIRST.fullmatch(bare) or DAY_FIRST.fullmatch(bare) or IN_WORDS.fullmatch(bare)
    if not found:
        raise Refused(_not_a_date(bare))
    if len(found["year"]) == 2:
        raise Refused(f"“{bare}” could be 19{found['year']} or 20{found['year']}. Write the year with four digits.")
    try:
        return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    except ValueError as error:
        raise Refused(_not_a_date(bare)) from error


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS.index(text[:3].casefold()) + 1


def _not_a_date(text: str) -> str:
    return f"“{text[:40]}” is not a date. Write the day first, like 01/02/1950, or like 1950-02-01."
