"""What can happen to the trail: an act is recorded, and finished entries are sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, models, transaction

from throughline.audit import queries, rules
from throughline.audit.models import Seal
from throughline.core.actor import Actor
from throughline.core.scope import NOBODY

BLOCK = 1000


def record(
    act: str, *, about: models.Model, by: Actor, at: datetime, details: Mapping[str, object] | None = None
) -> None:
    """Write one entry and its place in the queue for sealing, in the caller's transaction and in one statement."""
    provider = getattr(about, "provider_id", None) or NOBODY
    record_about(
        act, table=about._meta.db_table, about_id=about.pk, provider_id=provider, by=by, at=at, details=details
    )


def record_about(
    act: str,
    *,
    table: str,
    about_id: UUID,
    provider_id: UUID,
    by: Actor,
    at: datetime,
    details: Mapping[str, object] | None = None,
) -> None:
    """Write one entry about a record that the caller holds only by its id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with entry as (insert into audit_auditentry"
            " (at, user_id, purpose, provider_id, act, about_table, about_id, details)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s) returning id)"
            " insert into audit_unsealed (entry_id) select id from entry",
            [at, by.user_id, by.purpose, provider_id, act, table, about_id, json.dumps(details or {}, default=str)],
        )


def record_many(
    act: str,
    *,
    about: type[models.Model],
    entries: Mapping[UUID, Mapping[str, object]],
    provider_id: UUID,
    by: Actor,
    at: datetime,
) -> None:
    """Write one entry for each record, given by id with its details, and their places in the queue: one statement."""
    written = json.dumps([{"about_id": id_, "details": details} for id_, details in entries.items()], default=str)
    with connection.cursor() as cursor:
        cursor.execute(
            "with entry as (insert into audit_auditentry"
            " (at, user_id, purpose, provider_id, act, about_table, about_id, details)"
            " select %s, %s, %s, %s, %s, %s, about_id, details"
            " from rows from (jsonb_to_recordset(%s) as (about_id uuid, details jsonb)) with ordinality"
            " order by ordinality"
            " returning id)"
            " insert into audit_unsealed (entry_id) select id from entry",
            [at, by.user_id, by.purpose, provider_id, act, about._meta.db_table, written],
        )


@transaction.atomic
def seal(*, at: datetime) -> int:
    """Seal what is in the queue, oldest first, in blocks; give how many entries were sealed.

    One sealer at a time: a second finds the lock taken and does nothing.
    """
    sealed = 0
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('audit.seal'))")
        if not cursor.fetchone()[0]:
            return 0
    while taken := _take_from_queue():
        _seal_block(taken, at=at)
        sealed += len(taken)
    return sealed


def _take_from_queue() -> list[int]:
    with connection.cursor() as cursor:
        # A plain sub-select may be run again for each row and then takes more than a block.
        cursor.execute(
            "with taken as materialized"
            " (select entry_id from audit_unsealed order by entry_id limit %s for update skip locked)"
            " delete from audit_unsealed u using taken where u.entry_id = taken.entry_id returning u.entry_id",
            [BLOCK],
        )
        return sorted(row[0] for row in cursor.fetchall())


def _seal_block(entry_ids: list[int], *, at: datetime) -> None:
    digests = queries.digests(entry_ids)
    last = Seal.objects.order_by("-number").first()
    previous = last.digest if last else rules.FIRST
    ordered = [digests[i] for i in entry_ids]
    Seal.objects.create(
        number=last.number + 1 if last else 1,
        entry_ids=entry_ids,
        digests=ordered,
        previous=previous,
        digest=rules.block_digest(previous, entry_ids, ordered),
        sealed_at=at,
    )
