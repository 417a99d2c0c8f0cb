"""How one row is read: each value by its rule, every problem of the row named at once. Pure, and quick."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from throughline.clients import rules as clients
from throughline.core.decisions import Refused
from throughline.core.spreadsheets import COULD_RUN
from throughline.sheets import dates
from throughline.sheets.problems import Problem

Value = TypeVar("Value")
LONGEST_NAME = 200
LONGEST_EMAIL = 254
ROUNDED = re.compile(r"\d+(?:\.\d+)?[eE]\+?\d+")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Reading:
    """One row being read: a value that cannot be right becomes a problem, and the rest is read on."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self._values = values

    def of(self, column: str, rule: Callable[[str], Value]) -> Value:
        """Read one value. After a problem what comes back is nothing, and the row must not be used."""
        try:
            return rule(self._values.get(column, ""))
        except Refused as refusal:
            self.problems.append(Problem(column, str(refusal)))
            return None  # type: ignore[return-value]

    def text(self, column: str) -> str:
        """Read a value that may be anything."""
        return self._values.get(column, "")


def name(text: str) -> str:
    """Give a name.

    :raises Refused: if it is empty, a formula, or no name for its length
    """
    if COULD_RUN.match(text):
        raise Refused(f"A name cannot begin with “{text.lstrip(chr(39))[:1]}”: it looks like a formula. Type the name.")
    if len(text) > LONGEST_NAME:
        raise Refused(f"The name is longer than {LONGEST_NAME} characters. Check that the columns have not shifted.")
    return clients.full_name(text)


def born_on(text: str, *, on: date) -> date:
    """Give a date of birth.

    :raises Refused: if it is missing, not a date, or not possible
    """
    if not text:
        raise Refused("Give the date of birth.")
    return clients.date_of_birth(dates.day(text), on=on)


def nhs_number(text: str) -> str:
    """Give an NHS number or nothing; the “.0” that a spreadsheet adds is taken off.

    :raises Refused: if it is not an NHS number
    """
    return clients.nhs_number(_whole(text)) or ""


def phones(text: str) -> tuple[str, ...]:
    """Give the telephone numbers of a cell.

    :raises Refused: if one of them cannot be a telephone number
    """
    return tuple(dict.fromkeys(_phone(part) for part in text.split(";") if part.strip()))


def listed(text: str) -> tuple[str, ...]:
    """Give what a cell lists, separated by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def email(text: str) -> str:
    """Give an e-mail address or nothing.

    :raises Refused: if it cannot be one
    """
    if text and (len(text) > LONGEST_EMAIL or not EMAIL.fullmatch(text)):
        raise Refused(f"“{text[:LONGEST_EMAIL]}” is not an e-mail address. Give one, or leave it empty.")
    return text


def _phone(text: str) -> str:
    if ROUNDED.fullmatch(text.strip()):
        raise Refused("A spreadsheet has rounded this number. Format the column as text, and export it again.")
    return clients.phone_number(_whole(text))


def _whole(text: str) -> str:
    """Give a number without the “.0” that a spreadsheet adds to one that it takes for a quantity."""
    return re.sub(r"\.0+$", "", text.strip())
