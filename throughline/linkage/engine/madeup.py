"""People who are nobody, listed with the slips that real lists have, and the truth about who is whom.

What the model is trained and judged on. Real lists tell no truth to judge by, so that these figures flatter any model:
what a real list comes to is seen in how often people say "not the same".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from throughline.linkage.engine import names
from throughline.linkage.engine.records import Record

SLIPS: dict[str, float] = {
    "typo in the first name": 0.05,
    "typo in the surname": 0.05,
    "short name": 0.04,
    "names swapped": 0.02,
    "surname changed": 0.03,
    "day and month swapped": 0.015,
    "one digit of the date wrong": 0.02,
    "no date of birth": 0.01,
    "old address": 0.12,
    "no postcode": 0.02,
    "no NHS number": 0.15,
    "no telephone number": 0.30,
    "other telephone number": 0.10,
    "a middle name more": 0.06,
}
"""How often each happens to a row about a client; several can happen to one."""
CLEAN = "no slip"
TWIN, SON, SHARES, SAME_NAME = "twin", "father or son of one name", "shares a telephone", "same name and year"
NEAR_TWIN = "twin of nearly the same name"
TRAPS: dict[str, float] = {TWIN: 0.03, NEAR_TWIN: 0.002, SON: 0.03, SHARES: 0.06, SAME_NAME: 0.02}
"""How many clients have, on the list, somebody who looks like them and is not; often without an NHS number."""
NO_NUMBER, TRAP_HAS_NO_NUMBER = 0.2, 0.5
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Labelled:
    """A list and clients, and for each person on the list: which client it is, if any, and what is odd about it."""

    clients: list[Record] = field(default_factory=list)
    listed: list[Record] = field(default_factory=list)
    truth: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, record: Record, *kinds: str, client_id: str = "") -> None:
        """List somebody."""
        self.listed.append(record)
        self.kinds[record.unique_id] = kinds
        if client_id:
            self.truth[record.unique_id] = client_id


def made_up(*, seed: int, clients: int, listed: int, share_known: float = 0.4) -> Labelled:
    """Make clients and a list on which a share of them stands, with people who only look like them among the rest."""
    maker, found = _Maker(Random(seed)), Labelled()
    for n in range(clients):
        person = replace(maker.person(f"c{n}"), nhs_number=maker.number())
        found.clients.append(replace(person, nhs_number="" if maker.random.random() < 0.05 else person.nhs_number))
        if maker.random.random() < share_known and len(found.listed) < listed:
            slipped, kinds = maker.slip(replace(person, unique_id=f"l{len(found.listed)}"))
            found.add(slipped, *kinds, client_id=person.unique_id)
        for trap, share in TRAPS.items():
            if maker.random.random() < share and len(found.listed) < listed:
                found.add(maker.alike(person, trap, f"l{len(found.listed)}"), trap)
    while len(found.listed) < listed:
        stranger = maker.person(f"l{len(found.listed)}")
        found.add(replace(stranger, nhs_number="" if maker.random.random() < NO_NUMBER else maker.number()), "stranger")
    return found


class _Maker:
    """Makes people one after the other, the same ones for the same seed."""

    def __init__(self, random: Random) -> None:
        self.random, self._numbers, self._start = random, 0, random.randrange(1_000_000)

    def number(self) -> str:
        """Give the next NHS number of the range that is nobody's, or none when all are given."""
        while self._numbers < 1_000_000:
            nine = f"999{(self._start + self._numbers * 387_421) % 1_000_000:06d}"
            self._numbers += 1
            check = (11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
            if check != 10:
                return f"{nine}{check}"
        return ""

    def person(self, unique_id: str) -> Record:
        """Make somebody up, without an NHS number."""
        pick = self.random
        first, surname = names.first_name(pick), names.surname(pick)
        born = date(1925, 1, 1) + timedelta(days=pick.randrange(29_000))
        return Record(unique_id, f"{first} {surname}", born, "", self.postcode(), self.address(), self.phones())

    def postcode(self) -> str:
        pick = self.random
        return f"TS{pick.randrange(1, 100)} {pick.randrange(10)}{pick.choice('ABDEFGHJ')}{pick.choice('ABDEFGHJ')}"

    def address(self) -> str:
        return f"{self.random.randrange(1, 200)} {names.street(self.random)}"

    def phones(self) -> tuple[str, ...]:
        return (f"+4477009{self.random.randrange(100_000):05d}",)

    def slip(self, record: Record) -> tuple[Record, tuple[str, ...]]:
        """Write somebody down with slips, and say which."""
        kinds = []
        for kind, share in SLIPS.items():
            if self.random.random() < share:
                changed = WRITTEN[kind](self, record)
                if changed != record:
                    record = changed
                    kinds.append(kind)
        return record, tuple(kinds) or (CLEAN,)

    def alike(self, person: Record, trap: str, unique_id: str) -> Record:
        """Make somebody who looks like a client and is another."""
        pick = self.random
        first, surname = person.name.split(" ", 1)
        other = next(f for f in iter(lambda: names.first_name(pick), "") if f != first)
        number = "" if pick.random() < TRAP_HAS_NO_NUMBER else self.number()
        somebody = replace(person, unique_id=unique_id, nhs_number=number)
        if trap in (TWIN, NEAR_TWIN):
            near = f"{first[:-1]}{pick.choice('aeiny')}"
            return replace(somebody, name=f"{other if trap == TWIN else near} {surname}")
        if trap == SON:
            years = pick.choice((-1, 1)) * timedelta(days=pick.randrange(18 * 365, 42 * 365))
            return replace(somebody, born_on=(person.born_on or date(1950, 1, 1)) + years)
        if trap == SHARES:
            stranger = self.person(unique_id)
            return replace(stranger, nhs_number=number, phones=person.phones,
                           postcode=person.postcode if pick.random() < 0.5 else stranger.postcode)  # fmt: skip
        born = (person.born_on or date(1950, 1, 1)).replace(month=pick.randrange(1, 13), day=pick.randrange(1, 29))
        return replace(self.person(unique_id), name=person.name, born_on=born, nhs_number=number)


def _typo(pick: Random, word: str) -> str:
    place = pick.randrange(len(word))
    kind = pick.randrange(4)
    if kind == 0 and len(word) > 3:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + pick.choice(LETTERS) + word[place:]
    if kind == 2 and place + 1 < len(word):
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + pick.choice(LETTERS) + word[place + 1 :]


def _first(record: Record) -> str:
    return record.name.split(" ")[0]


def _last(record: Record) -> str:
    return record.name.split(" ")[-1]


def _day_and_month(maker: _Maker, r: Record) -> Record:
    if r.born_on and r.born_on.day <= 12:
        return replace(r, born_on=r.born_on.replace(month=r.born_on.day, day=r.born_on.month))
    return r


def _digit(maker: _Maker, r: Record) -> Record:
    """Change one digit of the date, so that it is a date still."""
    for _ in range(20):
        digits = f"{r.born_on}" if r.born_on else ""
        place = maker.random.choice((3, 6, 8, 9))
        try:
            return replace(
                r, born_on=date.fromisoformat(f"{digits[:place]}{maker.random.randrange(10)}{digits[place + 1 :]}")
            )
        except ValueError:
            continue
    return r


Slip = Callable[[_Maker, Record], Record]
WRITTEN: dict[str, Slip] = {
    "typo in the first name": lambda m, r: replace(r, name=f"{_typo(m.random, _first(r))} {_last(r)}"),
    "typo in the surname": lambda m, r: replace(r, name=f"{_first(r)} {_typo(m.random, _last(r))}"),
    "short name": lambda m, r: replace(r, name=f"{names.SHORT.get(_first(r), _first(r))} {_last(r)}"),
    "names swapped": lambda m, r: replace(r, name=f"{_last(r)} {_first(r)}"),
    "surname changed": lambda m, r: replace(r, name=f"{_first(r)} {names.surname(m.random)}"),
    "day and month swapped": _day_and_month,
    "one digit of the date wrong": _digit,
    "no date of birth": lambda m, r: replace(r, born_on=None),
    "old address": lambda m, r: replace(r, postcode=m.postcode(), address=m.address()),
    "no postcode": lambda m, r: replace(r, postcode=""),
    "no NHS number": lambda m, r: replace(r, nhs_number=""),
    "no telephone number": lambda m, r: replace(r, phones=()),
    "other telephone number": lambda m, r: replace(r, phones=m.phones()),
    "a middle name more": lambda m, r: replace(r, name=f"{_first(r)} {names.first_name(m.random)} {_last(r)}"),
}
