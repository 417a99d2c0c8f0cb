"""Sets foreign keys and plain indexes aside while millions of rows go in, and puts each back in the same transaction.

PostgreSQL checks a key over a whole table in one pass far more quickly than row by row. It checks all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

KEYS = """
    select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    from pg_constraint where contype = 'f' and conrelid = any(%s::regclass[]) order by 1, 2
"""
INDEXES = """
    select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
    where i.indrelid = any(%s::regclass[])
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid) order by 1
"""


@contextmanager
def set_aside(cursor: Any, tables: Sequence[str]) -> Iterator[Callable[[], None]]:
    """Drop the keys and plain indexes of these tables, and give what puts them back; that must be called."""
    cursor.execute(KEYS, [list(tables)])
    keys = cursor.fetchall()
    cursor.execute(INDEXES, [list(tables)])
    indexes = cursor.fetchall()
    for table, key, _ in keys:
        cursor.execute(f"alter table {table} drop constraint {key}")
    for index, _ in indexes:
        cursor.execute(f"drop index {index}")
    back: list[str] = []

    def put_back() -> None:
        cursor.execute("set constraints all immediate")
        for _, definition in indexes:
            cursor.execute(definition)
        for table, key, definition in keys:
            cursor.execute(f"alter table {table} add constraint {key} {definition}")
        back.append("all")

    yield put_back
    assert back, "the keys were not put back"
