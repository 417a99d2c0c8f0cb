"""How the values of a caseload are read that only a caseload has. Pure, and quick."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID

from throughline.cases.models import Level, Way
from throughline.cases.rules import LONGEST_GAP_DAYS
from throughline.clients.models import Answer
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.sheets import dates
from throughline.sheets.problems import Problem
from throughline.sheets.values import LONGEST_NAME, Value

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


def _one_of(choices: Mapping[str, Value], text: str, remedy: str) -> Value:
    found = choices.get(" ".join(text.casefold().split()))
    if found is None:
        raise Refused(f"“{text[:LONGEST_NAME]}” is not one of the answers. {remedy}")
    return found
