"""Questions on the command line have the pages' answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connections

from tests.support import clock, databases
from tests.support.service import SYSTEM, build_service
from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.audit.models import AuditEntry
from throughline.caseload import day_queries as caseload
from throughline.cli.problems import COULD_NOT, FOUND_PROBLEMS
from throughline.referrals import commands as referrals
from throughline.support_plans.tests.saying import goal


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


def test_silent_people_are_listed_by_ids_with_their_reasons(ask, service):
    case = service.open_case(at=clock.START - timedelta(days=70))

    found = ask("silent", "--json").json
    words = ask("silent").out

    assert found["silent"] == 1
    assert found["cases"][0]["case_id"] == str(case.id)
    assert found["cases"][0]["days"] == 70
    assert "never spoken to" in found["cases"][0]["reasons"]
    assert "Amina" not in words
    assert words.endswith("1 silent.\n")


def test_the_gap_is_told_by_ids_and_need(ask, service):
    case = service.open_case("Ann Reed")
    goal(service, case, "Paint again")
    found = ask("gap", "--provider", "Harbour Trust", "--json").json
    assert (found["people"], found["without"], found["unknown"]) == (1, 1, 0)
    assert found["needs"] == [{"need": "ARTS", "people": 1, "without": 1, "digitally_excluded": 0}]
    assert found["clients"] == [{"client_id": str(case.client_id), "needs": ["ARTS"]}]
    words = ask("gap").out
    assert "1 of 1 people have a need that nothing meets now." in words
    assert "Ann" not in words


def test_goals_are_counted_by_how_they_stand(ask, service):
    case = service.open_case()
    goal(service, case)

    [ours, theirs] = ask("goals", "--json").json["providers"]

    assert (ours["name"], ours["goals"]["OPEN"], ours["goals"]["MET"]) == ("Harbour Trust", 1, 0)
    assert set(theirs["goals"].values()) == {0}
    assert "Walk" not in ask("goals").out


def test_silent_may_be_asked_of_one_provider_and_of_every_case(ask, service):
    service.open_case(at=clock.START - timedelta(days=70))
    service.open_case("Brian Tait")

    assert ask("silent", "--provider", "Northgate Wellbeing", "--json").json["silent"] == 0
    every = ask("silent", "--provider", "Harbour Trust", "--every", "--json").json["cases"]
    assert [(case["days"], case["is_silent"]) for case in every] == [(70, True), (0, False)]
    assert ask("silent", "--provider", "Elm Street").code == COULD_NOT


def test_counts_read_as_the_page_does(ask, service):
    case = service.open_case()
    service.contact(case)

    found = ask("counts", "--from", "2020-03-01", "--to", "2020-03-31", "--json").json

    assert found["total"] == 1
    assert list(found["counts"].values()) == [1, 0, 0, 0, 0]
    assert {provider["name"]: provider["total"] for provider in found["providers"]} == {
        "Harbour Trust": 1,
        "Northgate Wellbeing": 0,
    }
    assert ask("counts", "--from", "2020-03-31", "--to", "2020-03-01").code == COULD_NOT


def test_exceptions_are_listed_and_counted(ask, service):
    received = service.refer("Young Person", date_of_birth=date(1982, 1, 1), conditions=["asthma"])
    with acting_as(service.actor("manager")) as manager:
        referrals.decide_referral(
            referral_id=received.referral_id, admit=True, reason="Cares for two", by=manager, at=clock.START
        )

    assert ask("exceptions", "--json").json["exceptions"] == 1
    assert ask("exceptions").out.endswith("1 exceptions.\n")
    with acting_as(SYSTEM):
        told = AuditEntry.objects.filter(act="EXPORTED").values_list("details", flat=True)
        assert list(told) == [{"what": "exceptions", "rows": 1}] * 2


def test_a_printed_worklist_is_written_down_as_an_export(ask, service):
    service.open_case("Amina Begum", at=clock.START - timedelta(days=30))
    ask("worklist", "--worker", "worker@example.org")
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(act="EXPORTED")
    assert (entry.user_id, entry.details) == (service.staff["worker"].id, {"what": "worklist", "rows": 1})


def test_who_looked_at_a_client_is_told_to_their_manager_and_to_no_other(ask, service, client):
    case = service.open_case("Amina Begum")
    client.force_login(service.staff["worker"])
    client.get(f"/clients/{case.client_id}/")

    rows = ask("audit", "looked", case.client_id, "--as", "manager@example.org", "--json").json
    assert ("Worker of Harbour Trust", "RECORD_VIEWED") in [(row["who"], row["act"]) for row in rows]
    assert ask("audit", "looked", case.client_id).code == 0
    with acting_as(SYSTEM):
        told = AuditEntry.objects.filter(act="EXPORTED", details__what="audit looked").order_by("id")
        assert list(told.values_list("user_id", "purpose")) == [
            (service.staff["manager"].id, "audit looked on the command line"),
            (SYSTEM.user_id, "audit looked on the command line"),
        ]
    assert ask("audit", "looked", case.client_id, "--as", "strange.manager@example.org").code == COULD_NOT
    assert ask("audit", "looked", case.client_id, "--as", "nobody@example.org").code == COULD_NOT
    refused = ask("audit", "looked", case.client_id, "--as", "worker@example.org")
    assert (refused.code, refused.out) == (COULD_NOT, "")
    assert "may not: See who looked" in refused.err
