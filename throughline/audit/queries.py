"""What can be asked of the trail: is it whole, and who looked at a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from throughline.audit import rules
from throughline.audit.models import Seal

FIELDS = ("id", "at", "user_id", "purpose", "provider_id", "act", "about_table", "about_id", "details")
AS_TEXT = ", ".join(f"extract(epoch from {name})::text" if name == "at" else f"{name}::text" for name in FIELDS)


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the trail, and which entry or block it is."""

    entry_id: int | None
    seal: int | None
    why: str


def digests(entry_ids: Iterable[int]) -> dict[int, str]:
    """Give each entry's digest as its row stands now; an entry that is not there is left out."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {AS_TEXT} from audit_auditentry where id = any(%s)", [list(entry_ids)])
        rows = [dict(zip(FIELDS, row, strict=True)) for row in cursor.fetchall()]
    return {int(fields["id"]): rules.entry_digest(fields) for fields in rows}


def faults() -> Iterator[Fault]:
    """Go through the whole trail and name every changed, missing or unsealed-and-unqueued entry, and broken link."""
    previous, expected = rules.FIRST, 1
    for seal in Seal.objects.order_by("number").iterator(chunk_size=50):
        if seal.number != expected:
            yield Fault(None, expected, f"block {expected} is missing")
        if seal.previous != previous:
            yield Fault(None, seal.number, f"block {seal.number} does not follow the block before it")
        if rules.block_digest(seal.previous, seal.entry_ids, seal.digests) != seal.digest:
            yield Fault(None, seal.number, f"block {seal.number} was changed")
        yield from _entry_faults(seal)
        previous, expected = seal.digest, seal.number + 1
    yield from _outside_the_chain()


def entries_checked() -> int:
    """Count the entries that `faults` goes through."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_auditentry")
        return int(cursor.fetchone()[0])


def _entry_faults(seal: Seal) -> Iterator[Fault]:
    found = digests(seal.entry_ids)
    for entry_id, digest in zip(seal.entry_ids, seal.digests, strict=False):  # A changed block may have lost some.
        if entry_id not in found:
            yield Fault(entry_id, seal.number, f"entry {entry_id} is missing")
        elif found[entry_id] != digest:
            yield Fault(entry_id, seal.number, f"entry {entry_id} was changed after it was sealed")


def _outside_the_chain() -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(
            # Joined, so that it stays one pass over each: "not in" would look through every block for every entry.
            "select e.id from audit_auditentry e"
            " left join (select i::bigint as entry_id from audit_seal, jsonb_array_elements_text(entry_ids) i) s"
            " on s.entry_id = e.id left join audit_unsealed u on u.entry_id = e.id"
            " where s.entry_id is null and u.entry_id is null order by e.id"
        )
        for (entry_id,) in cursor.fetchall():
            yield Fault(entry_id, None, f"entry {entry_id} is neither sealed nor waiting to be")
        cursor.execute(
            "select u.entry_id from audit_unsealed u left join audit_auditentry e on e.id = u.entry_id"
            " where e.id is null order by 1"
        )
        for (entry_id,) in cursor.fetchall():
            yield Fault(entry_id, None, f"entry {entry_id} is missing before it was sealed")
