"""A file is taken in: all of it or nothing, unless the good rows alone were asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

from django.db import IntegrityError, connection, transaction

from throughline.core import events
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed, Refused
from throughline.imports.columns import columns_of
from throughline.imports.commands.clients import ClientRows
from throughline.imports.commands.referrals import ReferralRows
from throughline.imports.events import RowsTaken
from throughline.imports.verdicts import Verdict
from throughline.sheets import Row, Table, open_table
from throughline.sheets.bad_rows import BadRows

CHUNK = 1000
"""Rows at a time. Far fewer would be slow in an empty database: PostgreSQL plans how it checks a foreign key when the
first of them come, and for a table that looks small plans to read much of it for every row, however large it grows."""


class Taker(Protocol):
    """Takes rows of one kind, and remembers what it has seen of the file."""

    def take(self, rows: list[Row]) -> list[Verdict]:
        """Take rows, and give what became of each."""
        ...


TAKERS: dict[str, Callable[[Actor, datetime], Taker]] = {"clients": ClientRows, "referrals": ReferralRows}


@dataclass(frozen=True)
class Outcome:
    """How many rows were taken, were here already, and could not be taken; and where those are."""

    taken: int
    again: int
    bad: int
    bad_file: Path | None


def take_file(
    *,
    kind: str,
    path: Path,
    dry_run: bool,
    partial: bool,
    progress: Callable[[int, int], None],
    by: Actor,
    at: datetime,
) -> Outcome:
    """Take a file in as one act. With a bad row nothing is taken, or with `partial` all the others are.

    A dry run does everything and takes it back, so that it counts what a real run with the same options would.
    Bad rows are written beside the file in every case. The same file again changes nothing.

    :raises NotAllowed: unless it is the operator who asks
    :raises Refused: if the file cannot be read at all, or another import is running
    """
    if not by.is_system:
        raise NotAllowed("only the operator may import files")
    if kind not in TAKERS:
        raise Refused(f"There is no import of “{kind}”. The kinds are: {', '.join(TAKERS)}.")
    table = open_table(path, columns_of(kind))
    try:
        with BadRows(table.path, table.headings.originals[table.headings.given_back :]) as bad, transaction.atomic():
            _require_alone()
            taken, again = _take(table, TAKERS[kind](by, at), bad, progress)
            kept = taken if partial or not bad.count else 0
            if dry_run or not kept:
                transaction.set_rollback(True)
            else:
                events.publish(RowsTaken(kind=kind, taken=kept, by=by, at=at))
    except IntegrityError as error:
        raise Refused("Records changed while the file was read, so nothing was taken. Run the import again.") from error
    return Outcome(kept, again, bad.count, bad.path)


def _take(table: Table, taker: Taker, bad: BadRows, progress: Callable[[int, int], None]) -> tuple[int, int]:
    taken = again = done = 0
    total = table.count()
    progress(0, total)
    for rows in _chunks(table.rows()):
        for row, verdict in zip(rows, taker.take(rows), strict=True):
            if verdict.problems:
                bad.add(row, verdict.problems)
            taken += verdict.taken
            again += verdict.again
        done += len(rows)
        progress(done, total)
    return taken, again


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _require_alone() -> None:
    """Hold the right to import until the transaction ends: two at once could not see each other's people."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('imports.take_file'))")
        if not cursor.fetchone()[0]:
            raise Refused("Another import is running. Wait until it has ended, then run this one again.")
