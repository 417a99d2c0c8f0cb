"""Rows that came from a feed, found again by their ids there: new ones added, different ones changed, all seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from throughline.directory.fed import FedRow
from throughline.directory.shapes import FromAFeed

Row = TypeVar("Row", bound=FromAFeed)
SAYS_NOTHING: tuple[object, ...] = ("", None, [], {})


@dataclass
class KeptRows(Generic[Row]):
    """The rows of a feed by their ids there, and which of them are new or were changed."""

    rows: dict[str, Row]
    new: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)

    def __getitem__(self, external_id: str) -> Row:
        return self.rows[external_id]

    @property
    def touched(self) -> set[str]:
        return self.new | self.changed


def keep_rows(model: type[Row], told: Iterable[FedRow], *, source: str, at: datetime) -> KeptRows[Row]:
    """Bring a feed's rows up to date with what it tells now. Rows that are as told are not written, only seen."""
    wanted = {row.external_id: row for row in told}
    rows = model._default_manager
    found = rows.filter(source=source, external_id__in=wanted).order_by("id").select_for_update(no_key=True)
    kept = KeptRows({row.external_id: row for row in found})
    changes = {one: _changes(row, wanted[one]) for one, row in kept.rows.items()}
    kept.changed = {one for one, columns in changes.items() if columns}
    for one in kept.changed:
        for column, value in changes[one].items():
            setattr(kept[one], column, value)
    if kept.changed:
        columns = {column for one in kept.changed for column in changes[one]}
        rows.bulk_update([kept[one] for one in sorted(kept.changed)], sorted(columns))
    if kept.rows:
        rows.filter(id__in=[row.id for row in kept.rows.values()]).update(last_seen_at=at)
    new = [
        model(source=source, external_id=one, last_seen_at=at, **row.columns)
        for one, row in wanted.items()
        if one not in kept.rows
    ]
    kept.new = {row.external_id for row in rows.bulk_create(new)}
    kept.rows |= {row.external_id: row for row in new}
    return kept


def _changes(row: FromAFeed, told: FedRow) -> Mapping[str, Any]:
    """List what a feed tells of a row that we hold otherwise."""
    changes = {}
    for column, value in told.columns.items():
        if column in told.once or (value in SAYS_NOTHING and column not in told.emptied):
            continue
        held = getattr(row, column)
        wanted = held | value if column == "details" and column not in told.emptied else value
        if held != wanted:
            changes[column] = wanted
    return changes
