"""A service as another directory's feed tells it, read and cleaned: what `bulk_commands` keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from throughline.directory.kinds import Mode

UNNAMED = "Not named by the feed"
"""Stands for an organisation of which a feed gives no name. It is not published."""


@dataclass(frozen=True)
class FedRow:
    """One record of a feed: its id there, and what our columns are to hold.

    What a feed leaves empty, it says nothing about, except in the columns that may be `emptied`. What is said `once` is
    for a new row only: our workers may since have put it right.
    """

    external_id: str
    columns: Mapping[str, Any]
    emptied: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FedTerm:
    """That a term, of some list, says something of a service."""

    taxonomy: FedRow
    row: FedRow
    parent_id: str = ""


@dataclass(frozen=True)
class FedSchedule:
    """When a service takes place, with the feed's id of the place where, if it is of one place alone."""

    row: FedRow
    place: str | None = None


@dataclass(frozen=True)
class FedWay:
    """A way of joining, with the feed's id of its place. One that the feed does not tell is not known to run."""

    mode: Mode
    place: str | None
    is_known: bool = True


@dataclass(frozen=True)
class FedService:
    """One service. What is not `whole` is a feed's list entry alone: it says nothing of schedules, terms and places."""

    row: FedRow
    whole: bool
    organisation: FedRow
    locations: tuple[FedRow, ...] = ()
    schedules: tuple[FedSchedule, ...] = ()
    terms: tuple[FedTerm, ...] = ()
    ways: tuple[FedWay, ...] = ()
    status: str = ""
    assured_on: str = ""
    wait_weeks: int | None = None

    @property
    def external_id(self) -> str:
        return self.row.external_id


@dataclass
class SeenInFeed:
    """What a feed has told so far of records that many services share. The first telling stands for the whole import:

    feeds tell of one organisation differently in every service, and would never come to rest.
    """

    told: set[tuple[str, str]] = field(default_factory=set)

    def first(self, kind: str, row: FedRow) -> bool:
        """Say whether this record was not told of before, and remember that it was."""
        known = (kind, row.external_id) in self.told
        self.told.add((kind, row.external_id))
        return not known
