"""What can be asked of guidance: which version holds on a day, and every version with what superseded it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Window
from django.db.models.functions import Lead

from throughline.core.decisions import NotFound
from throughline.guidance import rules
from throughline.guidance.models import Version

COLUMNS = (
    "id", "note__area", "note__title", "number", "from_on", "next_from", "source", "summary", "can", "cannot",
    "shielding", "ring", "easy_read", "script", "published_at", "published_by__name",
)  # fmt: skip


@dataclass(frozen=True)
class Guidance:
    """One version, with the day on which the next superseded it, or will."""

    version_id: UUID
    area: str
    title: str
    number: int
    from_on: date
    superseded_on: date | None
    source: str
    summary: str
    can: tuple[str, ...]
    cannot: tuple[str, ...]
    shielding: str
    ring: str
    easy_read: tuple[str, ...]
    script: str
    published_at: datetime
    published_by: str

    def holds(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return rules.holds(on, from_on=self.from_on, superseded_on=self.superseded_on)

    @property
    def called(self) -> str:
        """Name it in a line: "England, version 1 of 23 March 2020"."""
        return f"{self.area}, version {self.number} of {self.from_on:%-d %B %Y}"


def current_guidance(*, on: date, area: str = "") -> Guidance | None:
    """Give the version that holds in an area on a day; without an area, of the one whose guidance is oldest."""
    found = [one for one in every_version() if one.holds(on) and (not area or one.area.casefold() == area.casefold())]
    return found[0] if found else None


def all_current(*, on: date) -> tuple[Guidance, ...]:
    """List what holds on a day, one version for each area that has guidance, in one statement."""
    return tuple(one for one in every_version() if one.holds(on))


def version(version_id: UUID) -> Guidance:
    """Give one version, whether or not it holds today.

    :raises NotFound: if there is none
    """
    found = next((one for one in every_version() if one.version_id == version_id), None)
    if found is None:
        raise NotFound("no such guidance")
    return found


def every_version() -> tuple[Guidance, ...]:
    """List every version of every area, the first area and its latest version at the top, in one statement."""
    following = Window(Lead("from_on"), partition_by="note_id", order_by="number")
    found = Version.objects.annotate(next_from=following).order_by("note__made_at", "note__area", "-number")
    return tuple(_row(row) for row in found.values_list(*COLUMNS))


def _row(row: tuple[Any, ...]) -> Guidance:
    (id_, area, title, number, from_on, next_from, source, summary, can, cannot, shielding, ring, easy, script, at,
     by) = row  # fmt: skip
    return Guidance(
        id_, area, title, number, from_on, next_from, source, summary, _lines(can), _lines(cannot), shielding, ring,
        _lines(easy), script, at, by,
    )  # fmt: skip


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())
