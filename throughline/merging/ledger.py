"""Rows changed one after another, with what they were, so that every change can be taken back in the other order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from throughline.core.decisions import Refused
from throughline.merging.keys import Key

Change = dict[str, Any]
"""Rows that moved: table, column, ids, from, to. Or one row: table, id, before, after; `worked_out` where a package
that knows the history keeps it. Or `settled`: what a package wrote to make a choice hold, for it to take back."""


class Ledger:
    """What one act changes. The database reads and writes each value itself, so nothing is lost on the way."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def change(self, table: str, id_: UUID, **values: object) -> None:
        """Set columns of one row."""
        before = _row(table, id_)
        columns = ", ".join(f"{_quoted(column)} = %s" for column in values)
        with connection.cursor() as cursor:
            cursor.execute(f"update {_quoted(table)} set {columns} where id = %s", cast(Any, [*values.values(), id_]))
        after = _row(table, id_)
        different = sorted(column for column in values if before[column] != after[column])
        if different:
            self.changes.append({
                "table": table, "id": str(id_),
                "before": {column: before[column] for column in different},
                "after": {column: after[column] for column in different},
            })  # fmt: skip

    @contextmanager
    def watch(self, table: str, id_: UUID) -> Iterator[None]:
        """Note what others change on one row, which they work out from other rows and will work out anew."""
        before = _row(table, id_)
        yield
        after = _row(table, id_)
        different = sorted(column for column in after if before[column] != after[column])
        if different:
            self.changes.append({
                "table": table, "id": str(id_), "worked_out": True,
                "before": {column: before[column] for column in different},
                "after": {column: after[column] for column in different},
            })  # fmt: skip

    def move(self, key: Key, *, from_id: UUID, to_id: UUID) -> None:
        """Let the rows of one table point at another client: all in one statement, since they may name each other."""
        ids = self._move_all(key, from_id, to_id) if not key.has_room_for_one else self._move_each(key, from_id, to_id)
        if ids:
            self.changes.append({
                "table": key.table, "column": key.column, "key": key.name, "ids": ids,
                "from": str(from_id), "to": str(to_id),
            })  # fmt: skip

    @staticmethod
    def _move_all(key: Key, from_id: UUID, to_id: UUID) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"update {_quoted(key.table)} set {_quoted(key.column)} = %s where {_quoted(key.column)} = %s"
                " returning id::text",
                [to_id, from_id],
            )
            return sorted(id_ for (id_,) in cursor.fetchall())

    @staticmethod
    def _move_each(key: Key, from_id: UUID, to_id: UUID) -> list[str]:
        """Move row by row those for which there is room."""
        table, column = _quoted(key.table), _quoted(key.column)
        moved = []
        with connection.cursor() as cursor:
            cursor.execute(f"select id::text from {table} where {column} = %s order by id", [from_id])
            for (id_,) in cursor.fetchall():
                try:
                    with transaction.atomic():
                        cursor.execute(f"update {table} set {column} = %s where id::text = %s", [to_id, id_])
                except IntegrityError:
                    continue  # The one that is there stands, and this one stays where it can be read.
                moved.append(id_)
        return moved


def take_back(changes: Sequence[Change]) -> None:
    """Undo changes in the other order.

    :raises Refused: if a row is not any more as the changes left it
    """
    for change in reversed(changes):
        if "ids" in change:
            _move_back(change)
        elif change.get("worked_out"):
            _restore_what_stands(change)
        elif "table" in change:
            _change_back(change)


def _move_back(change: Change) -> None:
    table, column = _quoted(change["table"]), _quoted(change["column"])
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {table} set {column} = %s where id::text = any(%s) and {column} = %s",
            [change["from"], change["ids"], change["to"]],
        )
        if cursor.rowcount != len(change["ids"]):
            raise Refused(changed_since(change["table"]))


def _restore_what_stands(change: Change) -> None:
    """Give the row back what it held, but for what was worked out anew since: its owner works that out again."""
    now = _row(change["table"], change["id"])
    before = {column: value for column, value in change["before"].items() if now[column] == change["after"][column]}
    if before:
        _set_back(change["table"], change["id"], before)


def _change_back(change: Change) -> None:
    table, now = change["table"], _row(change["table"], change["id"])
    if {column: now.get(column) for column in change["after"]} != change["after"]:
        raise Refused(changed_since(table))
    _set_back(table, change["id"], change["before"])


def _set_back(table: str, id_: str, before: Mapping[str, object]) -> None:
    columns = ", ".join(_quoted(column) for column in before)
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {_quoted(table)} t set ({columns}) ="
            f" (select {columns} from jsonb_populate_record(null::{_quoted(table)}, %s)) where t.id = %s",
            [json.dumps(before), id_],
        )


def changed_since(table: str) -> str:
    """Say why a merge cannot be undone any more."""
    return (
        f"This cannot be undone any more: {WHAT.get(table, 'something that belongs to them')} changed since the records"
        " were merged. Put right by hand what is wrong on the record."
    )


WHAT: Mapping[str, str] = {
    "clients_client": "their name, numbers, address or what stands beside their name",
    "clients_waytoreach": "a phone number or an email address of theirs",
    "cases_case": "one of their cases",
    "referrals_referral": "one of their referrals",
}


def _row(table: str, id_: UUID | str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"select to_jsonb(t)::text from {_quoted(table)} t where id = %s", [id_])
        found = cursor.fetchone()
    return dict(json.loads(found[0])) if found else {}


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
