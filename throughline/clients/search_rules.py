"""How a search is read (a name, a date of birth, a postcode, a number, or several), and how close a word is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from throughline.clients import rules
from throughline.clients.nicknames import OTHER_FORMS
from throughline.core.decisions import Refused
from throughline.core.names import words_of

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERED_DAY = re.compile(r"(?<!\d)(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
NAMED_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?\s+(\d{4}|\d{2})(?!\d)", re.IGNORECASE)
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
DIGITS = re.compile(r"(?:\+|\(|\b)[0-9][0-9\s().\-]{5,}[0-9]\b")
MOST_WORDS = 6
MOST_FORMS = 40
"""So many words of the dictionary are tried for one that was typed."""
LONGEST = 200


@dataclass(frozen=True)
class Wanted:
    """What was looked for. Everything that is given must fit."""

    words: tuple[str, ...] = ()
    born_on: date | None = None
    nhs_number: str = ""
    phone: str = ""
    postcode: str = ""

    def __bool__(self) -> bool:
        return any((self.words, self.born_on, self.nhs_number, self.phone, self.postcode))


@dataclass(frozen=True)
class CloseWord:
    """A word of the dictionary that may be the one that was typed: 1 is the very word."""

    word: str
    closeness: float


def read(text: str, *, on: date) -> Wanted:
    """Tell what a search is for. Dates are read by the day it is: in 2020, 1/5/19 is in 2019 and 1/5/60 in 1960.

    :raises Refused: if nothing in it can be looked for, saying what can
    """
    left = "".join(str(unicodedata.decimal(c, c)) for c in text[:LONGEST])
    born_on, left = _taken(left, on=on)
    postcode, left = _cut(left, POSTCODE, rules.postcode)
    nhs_number, left = _cut(left, DIGITS, _nhs_number)
    phone, left = ("", left) if nhs_number else _cut(left, DIGITS, rules.phone_number)
    words = words_of(left)
    if len(words) > 1:
        words = tuple(word for word in words if len(word) > 1) or words
    wanted = Wanted(words[:MOST_WORDS], born_on, nhs_number, phone, postcode)
    if not wanted:
        raise Refused("Type a name, a date of birth, a postcode, a phone number or an NHS number.")
    return wanted


def close_words(typed: str, dictionary: Sequence[str]) -> list[CloseWord]:
    """List the words that a typed one may stand for: itself, what it begins, another form of the name, or a slip."""
    found = dict.fromkeys(OTHER_FORMS.get(typed, ()), 0.95)
    if len(typed) > 2:
        slips = _slips_allowed(typed)
        near = process.extract(typed, dictionary, scorer=OSA.distance, score_cutoff=slips, limit=MOST_FORMS)
        for word, distance, _ in near:
            found[word] = max(found.get(word, 0), 0.9 * JaroWinkler.similarity(typed, word) - 0.05 * distance)
    begun = sorted((word for word in dictionary if word.startswith(typed)), key=len)
    for word in begun[:MOST_FORMS]:
        found[word] = max(found.get(word, 0), 0.9)
    found[typed] = 1.0
    closest = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [CloseWord(word, closeness) for word, closeness in closest[:MOST_FORMS]]


def _slips_allowed(typed: str) -> int:
    return 1 if len(typed) < 6 else 2 if len(typed) < 10 else 3


def _taken(text: str, *, on: date) -> tuple[date | None, str]:
    """Take a date out of the text, if one that can be stands there."""
    orders: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, int, str]]], ...] = (
        (YEAR_FIRST, lambda m: (m[1], int(m[2]), m[3])),
        (NUMBERED_DAY, lambda m: (m[4], int(m[3]), m[1])),
        (NAMED_DAY, lambda m: (m[3], _month(m[2]), m[1])),
    )
    for pattern, parts in orders:
        if match := pattern.search(text):
            year, month, day = parts(match)
            try:
                return date(_full_year(year, on=on), month, int(day)), _without(text, match)
            except ValueError:
                continue
    return None, text


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in MONTHS else 0


def _full_year(year: str, *, on: date) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if 2000 + int(year) <= on.year else 1900)


def _cut(text: str, pattern: re.Pattern[str], read_as: Callable[[str], str]) -> tuple[str, str]:
    """Take what fits the pattern out of the text, unless it cannot be what it looks like."""
    for match in pattern.finditer(text):
        try:
            value = read_as(match[0])
        except Refused:
            continue
        return value, _without(text, match)
    return "", text


def _nhs_number(text: str) -> str:
    return rules.nhs_number(re.sub(r"[^0-9]", "", text)) or ""


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
