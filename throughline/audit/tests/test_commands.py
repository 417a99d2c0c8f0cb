"""What can happen to the trail: added to, sealed, and nothing else."""

import threading

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.support.service import SYSTEM, build_service
from throughline.accounts.scopes import acting_as
from throughline.audit import commands, queries
from throughline.audit.models import AuditEntry, Seal, Unsealed


def record(service, now, act="LOOKED", **changes):
    given = {"about": service.places["Elm Street"], "by": SYSTEM, "at": now, **changes}
    commands.record(act, **given)


def acts():
    return list(AuditEntry.objects.order_by("id").values_list("act", flat=True))


@pytest.fixture
def trail(service):
    """Look at everything that is there."""
    with acting_as(SYSTEM):
        yield service


def test_an_act_is_kept_with_who_when_why_and_about_what(trail, now):
    record(trail, now, details={"ways": 2})
    entry = AuditEntry.objects.latest("id")
    assert (entry.act, entry.at, entry.user_id, entry.purpose) == ("LOOKED", now, SYSTEM.user_id, "test")
    assert (entry.about_table, entry.about_id) == ("organisations_organisation", trail.places["Elm Street"].id)
    assert entry.details == {"ways": 2}
    assert Unsealed.objects.filter(entry_id=entry.id).exists()


def test_an_act_that_is_undone_leaves_no_entry(trail, now):
    before = acts()
    with pytest.raises(ValueError, match="undone"), transaction.atomic():
        record(trail, now)
        raise ValueError("undone")
    assert acts() == before


def test_many_acts_are_kept_in_one_statement_in_their_order(trail, now):
    places = [trail.places[name].id for name in ("Hilltop", "Elm Street", "CCG")]
    before = AuditEntry.objects.count()
    commands.record_many(
        "LISTED", about=type(trail.places["CCG"]), entries={i: {"place": n} for n, i in enumerate(places)},
        provider_id=trail.places["Harbour Trust"].id, by=SYSTEM, at=now,
    )  # fmt: skip
    found = AuditEntry.objects.filter(act="LISTED").order_by("id")
    assert [entry.about_id for entry in found] == places
    assert AuditEntry.objects.count() == before + 3 == Unsealed.objects.count()


@pytest.mark.parametrize(
    "sql",
    [
        "update audit_auditentry set act = 'NOTHING'",
        "delete from audit_auditentry",
        "truncate audit_auditentry",
        "update audit_seal set digest = ''",
        "delete from audit_seal",
        "truncate audit_seal",
    ],
)
def test_the_programs_role_cannot_change_what_is_written(trail, now, sql):
    commands.seal(at=now)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), connection.cursor() as c:
        c.execute(sql)
    assert list(queries.faults()) == []


def test_another_providers_entries_are_not_seen(service, now):
    with acting_as(service.actor("worker")) as worker:
        commands.record_about(
            "LOOKED", table="clients_client", about_id=worker.user_id, provider_id=worker.organisation_id,
            by=worker, at=now,
        )  # fmt: skip
        assert AuditEntry.objects.filter(act="LOOKED").count() == 1
    with acting_as(service.actor("stranger")):
        assert AuditEntry.objects.filter(act="LOOKED").count() == 0


def test_sealing_covers_what_is_written_and_leaves_the_queue_empty(trail, now):
    written = AuditEntry.objects.count()
    assert commands.seal(at=now) == written
    assert not Unsealed.objects.exists()
    seal = Seal.objects.get()
    assert seal.entry_ids == sorted(AuditEntry.objects.values_list("id", flat=True))
    assert seal.sealed_at == now


def test_each_block_follows_the_one_before(trail, now, monkeypatch):
    monkeypatch.setattr(commands, "BLOCK", 5)
    commands.seal(at=now)
    record(trail, now)
    commands.seal(at=now)
    seals = list(Seal.objects.order_by("number"))
    assert len(seals) > 3
    assert [seal.number for seal in seals] == list(range(1, len(seals) + 1))
    assert [seal.previous for seal in seals[1:]] == [seal.digest for seal in seals[:-1]]


def test_with_nothing_new_there_is_no_new_block(trail, now):
    commands.seal(at=now)
    assert commands.seal(at=now) == 0
    assert Seal.objects.count() == 1


def test_a_second_sealer_does_nothing_while_the_first_is_at_work(own_database, now):
    build_service()
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('audit.seal'))")
        assert in_another_thread(lambda: commands.seal(at=now)) == 0
    assert in_another_thread(lambda: commands.seal(at=now)) > 0


def in_another_thread(work):
    """Do it with a connection of its own, as another process would."""
    given = []

    def do():
        try:
            with acting_as(SYSTEM):
                given.append(work())
        finally:
            connection.close()

    thread = threading.Thread(target=do)
    thread.start()
    thread.join()
    return given[0]
