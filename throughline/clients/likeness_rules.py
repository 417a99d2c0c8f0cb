"""How alike two people are, in points with reasons: a person decides, the points only say whom to ask about.

Two records are *the same* by the rule of `commands.same_person` alone (one NHS number; or one name and date of birth
where a number is missing). Below that, enough points ask a person. Nothing is joined by points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from throughline.clients.nicknames import may_be_one_name
from throughline.core.names import words_of

ASK_FROM = 45
CLOSE_ENOUGH = 0.88
"""Jaro-Winkler between two words of a name: Smyth and Smith are 0.89, Alice and Alan are 0.78."""


class Sign(StrEnum):
    """A thing that speaks for or against two records being one person, in the words of the page."""

    SAME_NUMBER = "the same NHS number"
    OTHER_NUMBER = "two different NHS numbers"
    SAME_NAME = "the same name"
    SWAPPED_NAME = "the same names in another order"
    NAME_FORMS = "forms of the same name"
    CLOSE_NAME = "names with a slip between them"
    PART_OF_NAME = "one name is part of the other"
    NEW_SURNAME = "the same first name with another surname"
    OTHER_NAME = "different names"
    SAME_BIRTH = "the same date of birth"
    SWAPPED_BIRTH = "dates of birth with day and month swapped"
    YEAR_OFF = "dates of birth one year apart"
    DIGIT_OFF = "dates of birth one digit apart"
    DIGITS_TURNED = "dates of birth with two digits turned round"
    OTHER_BIRTH = "different dates of birth"
    SAME_PHONE = "the same phone number"
    SAME_POSTCODE = "the same postcode"


POINTS: dict[Sign, int] = {
    Sign.SAME_NUMBER: 60,
    Sign.OTHER_NUMBER: -60,
    Sign.SAME_NAME: 30,
    Sign.SWAPPED_NAME: 27,
    Sign.NAME_FORMS: 24,
    Sign.CLOSE_NAME: 20,
    Sign.PART_OF_NAME: 20,
    Sign.NEW_SURNAME: 8,
    Sign.OTHER_NAME: -10,
    Sign.SAME_BIRTH: 25,
    Sign.SWAPPED_BIRTH: 18,
    Sign.YEAR_OFF: 15,
    Sign.DIGIT_OFF: 15,
    Sign.DIGITS_TURNED: 15,
    Sign.OTHER_BIRTH: -25,
    Sign.SAME_PHONE: 10,
    Sign.SAME_POSTCODE: 8,
}
"""A name and a date of birth that both fit, each with at most one slip, ask a person; a phone and a postcode that fit
as well can make up for one of them being further off. People of one household share both, so they never ask alone."""


@dataclass(frozen=True)
class Person:
    """What tells one person from another."""

    full_name: str
    date_of_birth: date
    nhs_number: str = ""
    postcode: str = ""
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Alike:
    """How alike two people are, and what speaks for and against it."""

    points: int
    signs: tuple[Sign, ...]

    @property
    def asks(self) -> bool:
        """Say whether a person should look at the two."""
        return self.points >= ASK_FROM

    @property
    def reasons(self) -> list[str]:
        return [sign.value for sign in self.signs]


def compare(one: Person, other: Person) -> Alike:
    """Weigh what speaks for and against two records being one person. It does not matter which comes first."""
    signs = tuple(_signs(one, other))
    return Alike(sum(POINTS[sign] for sign in signs), signs)


def near_dates(born_on: date) -> set[date]:
    """Give every date of birth that `compare` takes for this one with a slip, itself among them."""
    written = _written(born_on)
    digits = {written[:i] + d + written[i + 1 :] for i in range(len(written)) for d in "0123456789"}
    turned = {written[:i] + written[i + 1] + written[i] + written[i + 2 :] for i in range(len(written) - 1)}
    return likely_dates(born_on) | set(_real_dates({*digits, *turned}))


def likely_dates(born_on: date) -> set[date]:
    """Give the dates of birth that are most often written for this one: itself, swapped round, a year off."""
    written = _written(born_on)
    swapped = written[:4] + written[6:] + written[4:6]
    return {born_on, *_real_dates([swapped, *(f"{born_on.year + off:04}{written[4:]}" for off in (-1, 1))])}


def _written(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _real_dates(written: Iterable[str]) -> Iterator[date]:
    for text in written:
        try:
            yield date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            continue


def _signs(one: Person, other: Person) -> Iterator[Sign]:
    if one.nhs_number and other.nhs_number:
        yield Sign.SAME_NUMBER if one.nhs_number == other.nhs_number else Sign.OTHER_NUMBER
    yield _name_sign(one.full_name, other.full_name)
    yield _birth_sign(one.date_of_birth, other.date_of_birth)
    if one.phones & other.phones:
        yield Sign.SAME_PHONE
    if one.postcode and one.postcode == other.postcode:
        yield Sign.SAME_POSTCODE


def _name_sign(one: str, other: str) -> Sign:
    if words_of(one) == words_of(other):
        return Sign.SAME_NAME
    few, many = sorted((words_of(one), words_of(other)), key=lambda words: (len(words), words))
    if set(few) == set(many):
        return Sign.SWAPPED_NAME
    left, pairs = list(many), []
    for word in sorted(few, key=lambda w: (w not in many, w)):
        if not left:
            break
        closest = max(left, key=lambda w: (_closeness(word, w), w))
        left.remove(closest)
        pairs.append((word, closest))
    if all(_closeness(*pair) >= CLOSE_ENOUGH for pair in pairs):
        return _sign_of_close(few, many, pairs)
    return Sign.NEW_SURNAME if _first_names_fit(one, other) else Sign.OTHER_NAME


def _sign_of_close(few: Sequence[str], many: Sequence[str], pairs: list[tuple[str, str]]) -> Sign:
    if len(few) < 2:
        return Sign.OTHER_NAME  # One word, alone, is too little to know somebody by.
    if len(few) < len(many):
        return Sign.PART_OF_NAME
    only_forms = all(a == b or may_be_one_name(a, b) for a, b in pairs)
    return Sign.NAME_FORMS if only_forms else Sign.CLOSE_NAME


def _first_names_fit(one: str, other: str) -> bool:
    first, second = words_of(one)[:1], words_of(other)[:1]
    return bool(first and second) and (first == second or may_be_one_name(first[0], second[0]))


def _closeness(one: str, other: str) -> float:
    """Give how close two words are; whichever is asked first, the answer is the same."""
    if one == other:
        return 1.0
    if may_be_one_name(one, other):
        return 0.95
    return JaroWinkler.similarity(*sorted((one, other)))


def _birth_sign(one: date, other: date) -> Sign:
    if one == other:
        return Sign.SAME_BIRTH
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return Sign.SWAPPED_BIRTH
    if abs(one.year - other.year) == 1 and (one.month, one.day) == (other.month, other.day):
        return Sign.YEAR_OFF
    apart = [i for i, (a, b) in enumerate(zip(_written(one), _written(other), strict=True)) if a != b]
    if len(apart) == 1:
        return Sign.DIGIT_OFF
    return Sign.DIGITS_TURNED if _turned(_written(one), _written(other), apart) else Sign.OTHER_BIRTH


def _turned(one: str, other: str, apart: list[int]) -> bool:
    if len(apart) != 2 or apart[1] - apart[0] != 1:
        return False
    i, j = apart
    return one[i] == other[j] and one[j] == other[i]
