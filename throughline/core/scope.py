"""The second lock's key: which organisations' rows this transaction may touch. Set at the door, gone at commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

NOBODY = UUID(int=0)
"""Stands for "no organisation" where a row belongs to the installation as a whole."""


@contextmanager
def within(organisation_ids: Iterable[UUID]) -> Iterator[None]:
    """Open a transaction (or a part of one) that sees these organisations' rows and no others.

    The database compares each row with them in the order given: those with the most rows go first.
    """
    wanted = ",".join(dict.fromkeys(str(i) for i in organisation_ids))
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        before = _set(wanted)
        yield
        # The setting ends with its transaction, and a rollback restores it: only a part of one must put it back.
        if not (outermost or connection.needs_rollback):
            _set(before)


@contextmanager
def also_within(organisation_id: UUID) -> Iterator[None]:
    """Widen the scope by one organisation, for an act that crosses to it by design (a surgery refers)."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.orgs', true), '')")
        (now,) = cursor.fetchone()
    with within([*(UUID(i) for i in now.split(",") if i), organisation_id]):
        yield


def _set(value: str) -> str:
    """Set the scope for this transaction only and give what it was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with before as materialized (select coalesce(current_setting('app.orgs', true), '') as was)"
            " select was, set_config('app.orgs', %s, true) from before",
            [value],
        )
        return str(cursor.fetchone()[0])
