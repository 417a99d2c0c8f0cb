"""Questions on the command line have the pages' answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections

from tests.support import clock, databases
from tests.support.service import SYSTEM, build_service
from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.caseload import queries as caseload
from throughline.cli.problems import COULD_NOT, FOUND_PROBLEMS


def test_a_worklist_has_the_rows_of_my_day_in_its_order(ask, service):
    service.open_case("Amina Begum", at=clock.START - timedelta(days=30))
    service.open_case("Brian Tait", at=clock.START - timedelta(days=60))
    worker = service.actor("worker")
    with acting_as(worker):
        page = caseload.my_day(viewer=worker, worker_id=worker.user_id, on=clock.START.date())

    rows = ask("worklist", "--worker", "worker@example.org", "--json").json

    assert [row["name"] for row in rows] == ["Brian Tait", "Amina Begum"]
    assert [(row["client_id"], row["due_on"], row["late_days"], row["why"]) for row in rows] == [
        (str(row.client_id), row.due_on.isoformat(), row.late_days, "; ".join(row.why)) for row in page
    ]
    assert set(rows[0]) == {"client_id", "name", "due_on", "late_days", "ways", "why"}
    assert "phone 0191 498 0123" in rows[0]["ways"]


def test_a_worklist_says_who_cannot_be_phoned(ask, service):
    service.open_case("Amina Begum", at=clock.START - timedelta(days=30), can_be_phoned="NO")

    row = ask("worklist", "--worker", "worker@example.org", "--json").json[0]

    assert row["ways"][0] == "cannot be phoned"


def test_a_worklist_may_be_asked_for_another_day_and_in_words(ask, service):
    case = service.open_case("Amina Begum")

    today = ask("worklist", "--worker", "worker@example.org")
    on_the_day = ask("worklist", "--worker", "WORKER@example.org", "--on", case.next_contact_on.isoformat())

    assert today.out == "Nobody is to be contacted.\n"
    assert "Amina Begum" in on_the_day.out
    assert "first contact due today" in on_the_day.out


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nobody@example.org", "No active account has that e-mail address: check its spelling.\n"),
        ("practice@example.org", "That account has no worklist: give the e-mail address of a link worker.\n"),
    ],
)
def test_who_has_no_worklist_is_told_so(ask, service, email, sentence):
    answer = ask("worklist", "--worker", email, "--json")

    assert (answer.code, answer.out, answer.err) == (COULD_NOT, "", sentence)


def test_integrity_of_a_sound_service_finds_nothing(ask, service):
    service.open_case()

    answer = ask("integrity", "--json")

    assert answer.code == 0
    assert answer.json == {"checked": 2, "problems": []}


def test_integrity_names_the_rule_and_the_record(ask, own_database):
    service = build_service()
    case = service.open_case()
    with databases.owner_of(own_database) as owner:
        owner.execute("update cases_promise set due_on = due_on + 1 where case_id = %s", [case.id])

    answer = ask("integrity", "--json")

    assert answer.code == FOUND_PROBLEMS
    assert answer.json["problems"] == [
        {
            "rule": "case_and_promise_disagree",
            "about": str(case.id),
            "why": "the next contact on the case is not the one last promised",
        }
    ]


def _sealed_trail() -> None:
    build_service().open_case()
    with acting_as(SYSTEM):
        audit.seal(at=clock.START)


def test_a_whole_audit_trail_has_no_faults(ask, own_database):
    _sealed_trail()

    answer = ask("audit", "verify", "--json")

    assert answer.code == 0
    assert answer.json["checked"] > 10
    assert answer.json["faults"] == []


@pytest.mark.parametrize(
    ("tampering", "why"),
    [
        ("update audit_auditentry set act = 'NOTHING' where id = 7", "entry 7 was changed after it was sealed"),
        ("delete from audit_auditentry where id = 7", "entry 7 is missing"),
        ("update audit_seal set digests = digests - 0 where number = 1", "block 1 was changed"),
        ("delete from audit_seal where number = 1", "entry 7 is neither sealed nor waiting to be"),
    ],
)
def test_tampering_with_the_audit_trail_is_found_and_named(ask, own_database, tampering, why):
    _sealed_trail()
    connections["default"].close()
    with databases.owner_of(own_database) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(tampering)

    answer = ask("audit", "verify", "--json")

    assert answer.code == FOUND_PROBLEMS
    assert why in [fault["why"] for fault in answer.json["faults"]]
