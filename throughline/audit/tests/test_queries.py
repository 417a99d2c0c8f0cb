"""Whether the trail is whole: what somebody with the owner's rights changed is found, and which entry it was."""

import json

import pytest
from django.db import connections

from tests.support.service import SYSTEM, build_service
from throughline.accounts.scopes import acting_as
from throughline.audit import commands, queries, rules
from throughline.audit.models import AuditEntry, Seal


@pytest.fixture
def sealed(own_database, now, monkeypatch):
    """A sealed trail of several blocks, with some entries after it that wait."""
    monkeypatch.setattr(commands, "BLOCK", 10)
    service = build_service()
    with acting_as(SYSTEM):
        commands.seal(at=now)
        for _ in range(3):
            commands.record("LOOKED", about=service.places["CCG"], by=SYSTEM, at=now)
    with acting_as(SYSTEM):
        yield service


def as_owner(sql, *values):
    """Do what the program cannot."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, values)


def whys():
    return [fault.why for fault in queries.faults()]


def test_a_whole_trail_has_no_fault(sealed):
    assert whys() == []
    assert queries.entries_checked() == AuditEntry.objects.count() > 20


def test_every_changed_field_is_found(sealed):
    ids = Seal.objects.get(number=1).entry_ids
    changes = ["at = at + interval '1 second'", "user_id = gen_random_uuid()", "purpose = 'other'", "act = 'OTHER'",
               "about_table = 'other'", "about_id = gen_random_uuid()", "details = '{\"a\": 1}'"]  # fmt: skip
    for entry_id, change in zip(ids, changes, strict=False):
        as_owner(f"update audit_auditentry set {change} where id = %s", entry_id)
    assert whys() == [f"entry {entry_id} was changed after it was sealed" for entry_id in ids[: len(changes)]]


def test_a_missing_entry_is_found(sealed):
    gone = Seal.objects.get(number=2).entry_ids[3]
    as_owner("delete from audit_auditentry where id = %s", gone)
    assert list(queries.faults()) == [queries.Fault(gone, 2, f"entry {gone} is missing")]


def test_an_entry_slipped_in_is_found(sealed):
    as_owner(
        "insert into audit_auditentry"
        " select (jsonb_populate_record(e, '{\"id\": 9999}')).* from audit_auditentry e limit 1"
    )
    assert whys() == ["entry 9999 is neither sealed nor waiting to be"]


def test_an_entry_taken_before_it_was_sealed_is_found(sealed):
    waiting = AuditEntry.objects.latest("id").id
    as_owner("delete from audit_auditentry where id = %s", waiting)
    assert whys() == [f"entry {waiting} is missing before it was sealed"]


def test_a_changed_block_and_the_broken_chain_are_found(sealed):
    as_owner("update audit_seal set digest = repeat('0', 64) where number = 1")
    assert whys() == ["block 1 was changed", "block 2 does not follow the block before it"]


def test_a_missing_block_is_found_and_so_are_the_entries_it_covered(sealed):
    covered = Seal.objects.get(number=2).entry_ids
    as_owner("delete from audit_seal where number = 2")
    found = whys()
    assert found[:2] == ["block 2 is missing", "block 3 does not follow the block before it"]
    assert [f"entry {entry_id} is neither sealed nor waiting to be" for entry_id in covered] == found[-len(covered) :]


def test_an_entry_changed_together_with_its_block_is_still_found(sealed):
    """Somebody who changes an entry, its digest and its block's digest has still to change every block after it."""
    first = Seal.objects.get(number=1)
    as_owner("update audit_auditentry set act = 'OTHER' where id = %s", first.entry_ids[0])
    now_stand = queries.digests(first.entry_ids)
    digests = [now_stand[entry_id] for entry_id in first.entry_ids]
    forged = rules.block_digest(first.previous, first.entry_ids, digests)
    as_owner("update audit_seal set digests = %s, digest = %s where number = 1", json.dumps(digests), forged)
    assert whys() == ["block 2 does not follow the block before it"]
