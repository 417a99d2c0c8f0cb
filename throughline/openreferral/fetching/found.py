"""What was found in a feed, and what went wrong on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Found:
    """One record, where it stood, and whether it is more than a list entry."""

    record: object
    place: str
    whole: bool


@dataclass
class Troubles:
    """What could not be fetched. Nothing follows from it for the directory: only the report says it."""

    pages: list[str] = field(default_factory=list)
    without_details: list[str] = field(default_factory=list)
    details_failed: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class Feed(Protocol):
    """Something that holds records. Its name says where records came from, for years: no secrets, no day."""

    name: str
    troubles: Troubles

    def batches(self, progress: Callable[[int, int], None]) -> Iterator[list[Found]]:
        """Give its records, some at a time, and say how far that is."""


class Seen:
    """The records that a feed has given so far, by their ids. One without an id cannot be known again."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def is_new(self, record: object) -> bool:
        """Say whether a record was not given before, and remember it."""
        key = id_of(record)
        if key and key in self._ids:
            return False
        self._ids.add(key)
        return True


def id_of(record: object) -> str:
    """Give a record's id, in one spelling; none is empty."""
    found = record.get("id") if isinstance(record, Mapping) else None
    return found.strip().lower() if isinstance(found, str) else ""
