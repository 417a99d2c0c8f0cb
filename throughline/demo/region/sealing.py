"""Seals a trail of millions of entries that were written at once, without the queue in which entries usually wait."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from throughline.audit import queries, rules
from throughline.audit.commands import BLOCK
from throughline.audit.models import Seal


def seal_all(*, at: datetime) -> None:
    """Seal every entry, in the order of their numbers, as the nightly job would have."""
    with connection.cursor() as cursor:
        cursor.execute("select min(id), max(id) from audit_auditentry")
        first, last = cursor.fetchone()
    previous = rules.FIRST
    for number, start in enumerate(range(first, last + 1, BLOCK), start=1):
        digests = queries.digests(range(start, min(start + BLOCK, last + 1)))
        ids = sorted(digests)
        ordered = [digests[id_] for id_ in ids]
        digest = rules.block_digest(previous, ids, ordered)
        Seal.objects.create(
            number=number, entry_ids=ids, digests=ordered, previous=previous, digest=digest, sealed_at=at
        )
        previous = digest
