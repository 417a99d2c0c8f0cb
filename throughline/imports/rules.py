"""How one row is read: each value by its rule, every problem of the row named at once. Pure, and quick."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from throughline.cases.models import Level, Way
from throughline.cases.rules import LONGEST_GAP_DAYS
from throughline.clients import rules as clients
from throughline.clients.models import Answer
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.core.spreadsheets import COULD_RUN
from throughline.imports import dates

Value = TypeVar("Value")
LONGEST_NAME = 200
LONGEST_EMAIL = 254
ROUNDED = re.compile(r"\d+(?:\.\d+)?[eE]\+?\d+")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ANSWERS = {
    "": Answer.NOT_ASKED, "not asked": Answer.NOT_ASKED, "unknown": Answer.NOT_ASKED,
    "yes": Answer.YES, "y": Answer.YES, "true": Answer.YES,
    "no": Answer.NO, "n": Answer.NO, "false": Answer.NO,
}  # fmt: skip
WAYS = {
    **{way.label.casefold(): way for way in Way},
    "telephone": Way.PHONE, "surgery": Way.AT_SURGERY, "at surgery": Way.AT_SURGERY, "at the surgery": Way.AT_SURGERY,
    "other place": Way.OTHER_PLACE, "letter": Way.POST, "text": Way.TEXT, "e-mail": Way.EMAIL,
}  # fmt: skip
LEVELS = {level.label.casefold(): level for level in Level}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row, in which column, and how to put it right."""

    field: str
    reason: str


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


def answer(text: str) -> Answer:
    """Give yes, no or not asked.

    :raises Refused: for another word
    """
    return _one_of(ANSWERS, text, "Write yes or no, or leave it empty where nobody asked.")


def yes_or_no(text: str) -> bool:
    """Give whether it is a yes; an empty cell is not.

    :raises Refused: for another word
    """
    return _one_of(ANSWERS, text, "Write yes or no.") == Answer.YES


def level(text: str) -> Level:
    """Give how often the two speak: regular where nothing is said.

    :raises Refused: for another word
    """
    return _one_of(LEVELS, text or "regular", "Write intensive, regular or light.")


def way(text: str, *, can_be_phoned: Answer) -> Way:
    """Give how the next contact is made: by phone where nothing is said, by post to who cannot be phoned.

    :raises Refused: for another word
    """
    if not text:
        return Way.POST if can_be_phoned == Answer.NO else Way.PHONE
    return _one_of(WAYS, text, "Write phone, surgery, other place, post, text, email or video.")


def spoken_on(text: str, *, on: date) -> date | None:
    """Give the day on which the two last spoke, or nothing.

    :raises Refused: if it is not a date, or still to come
    """
    if not text:
        return None
    day = dates.day(text)
    if day > on:
        raise Refused("The day on which they last spoke is in the future. Check the date.")
    return day


def next_contact_on(text: str, *, on: date) -> date:
    """Give the day of the next contact. One that has passed stands: it was promised, and is now late.

    :raises Refused: if there is none, or it is more than a year away or ago
    """
    if not text:
        raise Refused("Say when the next contact is. Nobody is taken in without a date.")
    day = dates.day(text)
    if (day - on).days > LONGEST_GAP_DAYS:
        raise Refused("The next contact is more than a year away. Choose an earlier day.")
    if (on - day).days > LONGEST_GAP_DAYS:
        raise Refused("The next contact is more than a year ago. Check the year, or give the day to call them now.")
    return day


def moment_of(day: date, *, at: datetime) -> datetime:
    """Give a moment to stand for a day of which the time is not known: noon, or now if that is still to come."""
    return min(datetime.combine(day, time(12), clock.LONDON), at)


def same_person_as(row: int) -> Problem:
    """Say that a row is about a person whom an earlier row was about."""
    return Problem("name", f"This is the same person as row {row}. Keep one of the two rows.")


def surgery_id(text: str, *, known: Mapping[str, UUID], whose: str) -> UUID | None:
    """Give the surgery that a name stands for, or nothing. A surgery sees its patients, so it must be the right one.

    :raises Refused: if no such surgery refers to this service
    """
    if not text:
        return None
    if text.casefold() not in known:
        raise Refused(f"No surgery called “{text}” refers to {whose}. Check its name, or leave it empty.")
    return known[text.casefold()]


def _phone(text: str) -> str:
    if ROUNDED.fullmatch(text.strip()):
        raise Refused("A spreadsheet has rounded this number. Format the column as text, and export it again.")
    return clients.phone_number(_whole(text))


def _whole(text: str) -> str:
    """Give a number without the “.0” that a spreadsheet adds to one that it takes for a quantity."""
    return re.sub(r"\.0+$", "", text.strip())


def _one_of(choices: Mapping[str, Value], text: str, remedy: str) -> Value:
    found = choices.get(" ".join(text.casefold().split()))
    if found is None:
        raise Refused(f"“{text[:LONGEST_NAME]}” is not one of the answers. {remedy}")
    return found


def joined(problems: Sequence[Problem]) -> tuple[str, str]:
    """Give a row's problems as the two cells that stand before it in the file that comes back."""
    fields = dict.fromkeys(problem.field for problem in problems if problem.field)
    return "; ".join(fields), " ".join(problem.reason for problem in problems)
