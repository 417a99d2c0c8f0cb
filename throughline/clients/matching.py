"""Which record is whose, for many people at once: the rule of `commands.same_person`, asked of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.core.names import sort_key


@dataclass(frozen=True)
class KnownPerson:
    """What tells one person from another."""

    id: UUID
    full_name: str
    date_of_birth: date
    nhs_number: str
    merged: bool = False
    """These are the particulars of a record that was merged into the one named."""


class Register:
    """People who are known, and room for those who become so."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        self._by_number: dict[str, KnownPerson] = {}
        self._alike: dict[tuple[str, date], list[KnownPerson]] = {}
        for person in sorted(known, key=lambda p: (p.merged, p.id)):
            self.add(person)

    def add(self, person: KnownPerson) -> None:
        """Let a person be known."""
        if person.nhs_number:
            self._by_number.setdefault(person.nhs_number, person)
        self._alike.setdefault(_alike(person.full_name, person.date_of_birth), []).append(person)

    def same_person(self, *, full_name: str, date_of_birth: date, nhs_number: str) -> KnownPerson | None:
        """Find a person by NHS number, or by name and date of birth where either side has no number."""
        if nhs_number in self._by_number:
            return self._by_number[nhs_number]
        for person in self._alike.get(_alike(full_name, date_of_birth), ()):
            if not (nhs_number and person.nhs_number):
                return person
        return None


def _alike(full_name: str, date_of_birth: date) -> tuple[str, date]:
    return sort_key(full_name), date_of_birth
