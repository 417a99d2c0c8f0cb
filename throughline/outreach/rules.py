"""How one row of a list is read, who is the same person without anybody being asked, and what a list must come with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar
from uuid import UUID

from throughline.clients import rules as clients
from throughline.core.decisions import YES, Decision, Refused
from throughline.core.names import sort_key
from throughline.outreach.columns import YES_WORDS
from throughline.outreach.models import WhyLeftOut
from throughline.sheets import values
from throughline.sheets.problems import Problem

Value = TypeVar("Value")
ANY_DIGIT = re.compile(r"\d")
SEPARATORS = re.compile(r"[;/|]| or ")


@dataclass(frozen=True)
class ListedRow:
    """A row that can be used: who it names, or that they are to be left out and why."""

    full_name: str
    sort_name: str
    name_key: int
    born_on: date | None
    nhs_number: str | None
    address: str
    postcode: str
    phones: tuple[str, ...]
    email: str
    surgery_id: UUID | None
    reason: str
    left_out: str


def may_come_in(*, legal_basis: str, received_on: date, delete_by: date, on: date) -> Decision:
    """Decide whether a list comes with what it must: a legal basis, and a day by which it is gone again."""
    if not legal_basis.strip():
        return Decision("Say on what legal basis the list may be held, for example a data sharing agreement.")
    if received_on > on:
        return Decision("The day on which the list was received is in the future. Check the date.")
    if delete_by <= max(received_on, on):
        return Decision("Give a day still to come by which the list is deleted.")
    return YES


def name_key(sort_name: str, born_on: date | None, postcode: str, rest: str) -> int:
    """Give a number that is equal where name, date of birth and postcode are the same.

    Where one of them is missing, the whole home and number must be the same too: then it is the same row sent again.
    """
    said = f"{sort_name}|{born_on}|{postcode}" + ("" if born_on and postcode else f"|{rest}")
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big", signed=True)


class RowReader:
    """Reads rows of one list. Every problem of a row is named at once."""

    def __init__(self, places: Mapping[str, Sequence[int]], *, surgeries: Mapping[str, UUID], on: date) -> None:
        self._places = {name: tuple(where) for name, where in places.items()}
        self._surgeries, self._on = surgeries, on
        self._born = lru_cache(maxsize=4096)(self._read_birth)
        self._problems: list[Problem] = []

    def read(self, cells: Sequence[str]) -> ListedRow | list[Problem]:
        """Give who a row names, or what is wrong with it."""
        self._problems = []
        left_out = self._left_out(cells)
        full_name = self._one("name", self._words("name", cells) or self._name_of_parts(cells), values.name)
        born_on = self._one("date_of_birth", self._words("date_of_birth", cells), self._born)
        nhs_number = self._one("nhs_number", self._words("nhs_number", cells), values.nhs_number) or None
        postcode = self._one("postcode", self._words("postcode", cells), clients.postcode) or ""
        phones = self._one("phone", self._joined("phone", cells, ";"), _phones) or ()
        email = self._one("email", self._words("email", cells), values.email) or ""
        address = self._joined("address", cells, ", ")
        if not self._problems and not left_out and not (phones or email or address or postcode):
            self._problems.append(Problem("phone", "There is no telephone number and no address. Give one of them."))
        if self._problems:
            return self._problems
        sort_name = sort_key(full_name or "")
        rest = f"{address.casefold()}|{phones[0] if phones else ''}"
        return ListedRow(
            full_name or "", sort_name, name_key(sort_name, born_on, postcode, rest), born_on, nhs_number, address,
            postcode, phones, email, self._surgeries.get(self._words("surgery", cells).casefold()),
            self._joined("reason", cells, "; "), left_out,
        )  # fmt: skip

    def _one(self, column: str, text: str, rule: Callable[[str], Value]) -> Value | None:
        try:
            return rule(text)
        except Refused as refusal:
            self._problems.append(Problem(column, str(refusal)))
            return None

    def _read_birth(self, text: str) -> date | None:
        return values.born_on(text, on=self._on) if text else None

    def _words(self, column: str, cells: Sequence[str]) -> str:
        for place in self._places.get(column, ()):
            if found := cells[place].strip():
                return found
        return ""

    def _joined(self, column: str, cells: Sequence[str], between: str) -> str:
        found = (cells[place].strip() for place in self._places.get(column, ()))
        return between.join(dict.fromkeys(f for f in found if f))

    def _name_of_parts(self, cells: Sequence[str]) -> str:
        parts = (self._words(part, cells) for part in ("first_name", "other_name", "surname"))
        return " ".join(part for part in parts if part)

    def _left_out(self, cells: Sequence[str]) -> str:
        died = self._joined("died", cells, "; ")
        if died and (ANY_DIGIT.search(died.strip("0 ")) or died.casefold() in YES_WORDS):
            return WhyLeftOut.DIED.value
        said = self._words("opted_out", cells).casefold()
        return WhyLeftOut.OPTED_OUT.value if said in YES_WORDS else ""


def _phones(text: str) -> tuple[str, ...]:
    return values.phones(SEPARATORS.sub(";", text))
