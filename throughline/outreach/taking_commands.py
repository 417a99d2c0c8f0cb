"""A list is taken in as one act: killed at any moment, it was never here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.clients.models import Client
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows
from throughline.core.decisions import Refused
from throughline.core.ids import new_id
from throughline.core.working_days import add_working_days
from throughline.organisations import queries as organisations
from throughline.organisations.numbers import LISTED_FIRST_TRY
from throughline.outreach import mapping, queries, rules
from throughline.outreach.models import BadRow, ListKind, VulnerableList
from throughline.outreach.rules import ListedRow, RowReader
from throughline.outreach.staging import Counted, Staging, copy_line
from throughline.sheets import Problem, Row, joined
from throughline.sheets.bad_rows import BadRows
from throughline.sheets.loose import open_loose

CHUNK = 5000
BLOCK = 1 << 20


@dataclass(frozen=True)
class Coming:
    """What must be said of a list before it can come in."""

    provider_id: UUID
    source_id: UUID
    kind: ListKind
    received_on: date
    legal_basis: str
    delete_by: date
    meanings: Mapping[str, str] = field(default_factory=dict)
    """Headings and what they mean, where nobody has said it yet; remembered for this source."""


@dataclass(frozen=True)
class TakenIn:
    """What a list came to. Of one that is here already, or has nothing to take, there is no new list."""

    list_id: UUID | None
    listed: int = 0
    joined: int = 0
    flagged: int = 0
    former: int = 0
    died: int = 0
    opted_out: int = 0
    repeated: int = 0
    bad: int = 0
    bad_file: Path | None = None
    here_already: bool = False


@transaction.atomic
def take_list(
    *, path: Path, coming: Coming, dry_run: bool, progress: Callable[[int, int], None], by: Actor, at: datetime
) -> TakenIn:
    """Take a list in: read, check, join the same people, flag who is a client, split by surgery and worker.

    A dry run does all of it and takes it back. The same file again changes nothing.

    :raises NotAllowed: if `by` may not take lists in
    :raises Refused: if it cannot be read, comes without what a list must have, or another is being taken in
    """
    policy.require(Permission.TAKE_IN_LISTS, actor=by)
    today = clock.local_date(at)
    rules.may_come_in(
        legal_basis=coming.legal_basis, received_on=coming.received_on, delete_by=coming.delete_by, on=today
    ).require()
    source = queries.source_of_lists(coming.source_id, provider_id=coming.provider_id, on=today, viewer=by)
    _require_alone(coming.provider_id)
    checksum = _checksum(path)
    before = queries.list_taken(checksum, source_id=source.id, provider_id=coming.provider_id, viewer=by)
    if before:
        return TakenIn(before, here_already=True)
    kept = transaction.savepoint()
    mapping.remember_columns(
        meanings=coming.meanings, provider_id=coming.provider_id, source_id=source.id, by=by, at=at
    )
    taking = _Taking(path, coming, by=by, at=at)
    found = taking.take(checksum, progress)
    if dry_run or found.list_id is None:
        transaction.savepoint_rollback(kept)
        return TakenIn(**{**vars(found), "list_id": None})
    transaction.savepoint_commit(kept)
    return found


class _Taking:
    """One list on its way in."""

    def __init__(self, path: Path, coming: Coming, *, by: Actor, at: datetime) -> None:
        self._coming, self._by, self._at, self._today = coming, by, at, clock.local_date(at)
        self._meanings = queries.meanings_of(coming.source_id, provider_id=coming.provider_id, viewer=by)
        self._table = open_loose(path, lambda heading: bool(mapping.meaning(heading, self._meanings)))
        self._places = mapping.places_of(self._table.headings, self._meanings)
        self._kept = sorted({place for where in self._places.values() for place in where})
        self._list_id = new_id()
        surgeries = organisations.surgeries_of(coming.provider_id, on=self._today)
        self._surgeries = {surgery.name.casefold(): surgery.id for surgery in surgeries}
        self._bad = 0
        self._bad_rows: list[dict[str, object]] = []

    def take(self, checksum: str, progress: Callable[[int, int], None]) -> TakenIn:
        staging = Staging()
        self._write_list(checksum)
        with BadRows(self._table.path, self._table.headings) as file:
            self._read(staging, file, progress)
            clashes = dict(staging.compare(self._coming.provider_id))
            if clashes:
                self._return_clashes(clashes, file)
            counted = staging.counted()
            if counted.good_rows:
                self._keep(staging, counted)
            return TakenIn(
                self._list_id if counted.good_rows else None, counted.new, counted.joined, counted.clients,
                counted.former, counted.died, counted.opted_out, counted.repeated, self._bad, file.path,
            )  # fmt: skip

    def _read(self, staging: Staging, file: BadRows, progress: Callable[[int, int], None]) -> None:
        reader = RowReader(self._places, surgeries=self._surgeries, on=self._today)
        lines: list[str] = []
        for done, (number, cells) in enumerate(self._table.rows(), start=1):
            read = reader.read(cells)
            if isinstance(read, ListedRow):
                lines.append(copy_line(number, read, [cells[place] for place in self._kept]))
            else:
                self._return(number, cells, read, file)
            if done % CHUNK == 0:
                self._write(staging, lines)
                progress(done, 0)
        self._write(staging, lines)

    def _write(self, staging: Staging, lines: list[str]) -> None:
        """Let go of what was read: a file's size does not matter to the memory."""
        staging.add(lines)
        lines.clear()
        self._write_bad()

    def _write_bad(self) -> None:
        insert_rows(BadRow, self._bad_rows)
        self._bad_rows.clear()

    def _return(self, number: int, cells: list[str], problems: list[Problem], file: BadRows) -> None:
        self._bad += 1
        file.add(Row(number, tuple(cells), {}), problems)
        where, why = joined(problems)
        kept = [cells[place].replace("\0", "") for place in self._kept]
        self._bad_rows.append(
            {"id": new_id(), "provider_id": self._coming.provider_id, "on_list_id": self._list_id, "line": number,
             "field": where, "reason": why.replace("\0", ""), "cells": kept}
        )  # fmt: skip

    def _return_clashes(self, clashes: Mapping[int, int], file: BadRows) -> None:
        for number, cells in self._table.rows():
            if number in clashes:
                said = (
                    f"Row {clashes[number]} has this NHS number with another name and date of birth. Check whose it is."
                )
                self._return(number, cells, [Problem("nhs_number", said)], file)
        self._write_bad()

    def _write_list(self, checksum: str) -> None:
        coming = self._coming
        disruption = organisations.disruption_of(coming.provider_id)
        source = organisations.organisation(coming.source_id)
        self._list = VulnerableList.objects.create(
            id=self._list_id, provider_id=coming.provider_id, source_id=coming.source_id, kind=coming.kind,
            name=f"{source.name}: {ListKind(coming.kind).label.lower()}", disruption=disruption,
            received_on=coming.received_on, legal_basis=coming.legal_basis.strip(), delete_by=coming.delete_by,
            checksum=checksum, headings=[self._table.headings[place] for place in self._kept],
            taken_at=self._at, taken_by_id=self._by.user_id,
        )  # fmt: skip

    def _keep(self, staging: Staging, counted: Counted) -> None:
        coming = self._coming
        days = organisations.number_in_force(LISTED_FIRST_TRY, provider_id=coming.provider_id, on=self._today)
        surgery = coming.source_id if coming.source_id in self._surgeries.values() else None
        staging.keep(
            list_id=self._list_id, provider_id=coming.provider_id, surgery_id=surgery,
            workers=queries.workers_of_surgeries(coming.provider_id, on=self._today, viewer=self._by),
            first_try_by=add_working_days(self._today, days), at=self._at, by_id=self._by.user_id,
        )  # fmt: skip
        VulnerableList.objects.filter(id=self._list_id).update(
            rows_read=counted.good_rows + self._bad, people_new=counted.new, people_joined=counted.joined,
            clients_flagged=counted.clients, former_flagged=counted.former, repeated=counted.repeated, bad=self._bad,
            left_out_died=counted.died, left_out_opted_out=counted.opted_out,
        )  # fmt: skip
        flagged = staging.flagged()
        for start in range(0, len(flagged), CHUNK):
            audit.record_many(
                "CLIENT_NAMED_ON_LIST", about=Client, provider_id=coming.provider_id, by=self._by, at=self._at,
                entries={id_: {"list": self._list_id} for id_ in flagged[start : start + CHUNK]},
            )  # fmt: skip
        audit.record("LIST_TAKEN_IN", about=self._list, by=self._by, at=self._at, details={"listed": counted.new})


def _require_alone(provider_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('outreach.take_list ' || %s))", [str(provider_id)])
        if not cursor.fetchone()[0]:
            raise Refused("Another list is being taken in. Wait until it has ended, then take this one in again.")


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
