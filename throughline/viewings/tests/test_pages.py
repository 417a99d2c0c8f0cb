"""Asked why, let in for the day, and seen by the manager."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.absences import commands as absences
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import Case, CloseReason
from throughline.contacts.commands import Ending
from throughline.drafts import commands as drafts
from throughline.drafts.models import Draft
from throughline.viewings import queries
from throughline.viewings.models import ReasonToLook


@pytest.fixture
def case(service):
    return service.open_case()


def signed_in(service, name):
    browser = Browser()
    browser.force_login(service.staff[name])
    return browser


def record_of(case):
    return reverse("desk:client", args=[case.client_id])


def is_asked(answer):
    return answer.status_code == 302 and "/why/?next=" in answer.url


def words_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_colleague_says_why_once_and_is_let_in_for_the_rest_of_the_day(service, case):
    colleague = signed_in(service, "colleague")
    turned = colleague.get(record_of(case))
    assert is_asked(turned)
    page = words_of(colleague.get(turned.url))
    assert "Worker of Harbour Trust is the link worker of Amina Begum." in page

    let_in = colleague.post(turned.url, {"why": "COVERING"})
    assert (let_in.status_code, let_in.url) == (302, record_of(case))
    assert "Amina Begum" in words_of(colleague.get(record_of(case)))
    assert colleague.get(reverse("contacts:record", args=[case.id])).status_code == 200

    clock.move_to(clock.in_days(1))
    assert is_asked(colleague.get(record_of(case)))


def test_the_reason_lets_in_nobody_else_and_to_nobody_else(service, case):
    other = service.open_case("Brian Tait")
    colleague = signed_in(service, "colleague")
    colleague.post(reverse("viewings:why", args=[case.client_id]), {"why": "ASKED"})
    assert is_asked(colleague.get(record_of(other)))


@pytest.mark.parametrize(("sent", "why"), [
    ({}, "Select why you open this record"),
    ({"why": "OTHER"}, "Say in a few words why you open this record"),
    ({"why": "NONSENSE"}, "Select why you open this record"),
])  # fmt: skip
def test_without_a_reason_the_record_stays_closed(service, case, sent, why):
    colleague = signed_in(service, "colleague")
    answer = colleague.post(reverse("viewings:why", args=[case.client_id]), sent)
    assert why in words_of(answer)
    assert is_asked(colleague.get(record_of(case)))


@pytest.mark.parametrize("who", ["worker", "senior", "manager"])
def test_their_own_people_the_team_and_the_provider_are_not_asked_about(service, case, who):
    assert signed_in(service, who).get(record_of(case)).status_code == 200


def test_whoever_makes_the_next_contact_is_not_asked(service, case):
    """Cover: the promise is theirs to keep."""
    service.contact(case, by="worker", in_days=3)
    with acting_as(service.actor("colleague")) as colleague:
        Case.objects.filter(id=case.id).update(next_contact_by_id=colleague.user_id)
    assert signed_in(service, "colleague").get(record_of(case)).status_code == 200


def test_whoever_covers_for_the_link_worker_is_not_asked(service, case, now):
    with acting_as(service.actor("manager")) as manager:
        absences.record_absence(
            worker_id=service.staff["worker"].id, cover_id=service.staff["colleague"].id, starts_on=now.date(),
            ends_on=None, by=manager, at=now,
        )  # fmt: skip
    assert signed_in(service, "colleague").get(record_of(case)).status_code == 200


def test_the_last_link_worker_still_reads_what_they_have_just_closed(service, case):
    service.contact(case, ending=Ending(CloseReason.COMPLETED, "Well again"))
    assert signed_in(service, "worker").get(record_of(case)).status_code == 200
    assert is_asked(signed_in(service, "colleague").get(record_of(case)))


def test_somebody_who_waits_at_their_surgery_is_theirs_to_read_of(service):
    received = service.refer("Wanda Waits")
    sheet = reverse("referrals:sheet", args=[received.referral_id])
    assert signed_in(service, "worker").get(sheet).status_code == 200


def test_a_page_sent_without_a_reason_is_not_taken_but_what_was_typed_is_kept(service, case):
    colleague = signed_in(service, "colleague")
    key = f"contact:{case.id}"
    with acting_as(service.actor("colleague")) as actor:
        ticket = drafts.ticket(writer=actor, page=key)
    sent = {"note": "She is well", "draft_ticket": ticket}
    assert is_asked(colleague.post(reverse("contacts:record", args=[case.id]), sent))
    with acting_as(service.actor("colleague")):
        assert Draft.objects.get(page=key).fields == {"note": "She is well"}
        assert not AuditEntry.objects.filter(act="CONTACT_RECORDED").exists()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"])
def test_nobody_is_sent_out_of_the_house(service, case, elsewhere):
    colleague = signed_in(service, "colleague")
    answer = colleague.post(f"{reverse('viewings:why', args=[case.client_id])}?next={elsewhere}", {"why": "ASKED"})
    assert answer.url == record_of(case)


def test_the_manager_sees_who_looked_and_why(service, case):
    colleague = signed_in(service, "colleague")
    address = f"{reverse('viewings:why', args=[case.client_id])}?next={record_of(case)}"
    colleague.post(address, {"why": "OTHER", "words": "Their <b>neighbour</b> rang"})
    colleague.get(record_of(case))
    manager = signed_in(service, "manager")
    page = words_of(manager.get(reverse("viewings:looked", args=[case.client_id])))
    assert "Who looked at Amina Begum" in page
    assert "Colleague of Harbour Trust" in page
    assert "Their &lt;b&gt;neighbour&lt;/b&gt; rang" in page
    assert "Show a client" in page


@pytest.mark.parametrize("who", ["worker", "senior", "administrator", "commissioner"])
def test_who_looked_is_for_managers(service, case, who):
    assert signed_in(service, who).get(reverse("viewings:looked", args=[case.client_id])).status_code == 403


def test_the_entrance_costs_one_statement_and_writing_the_look_down_another(service, case):
    with acting_as(service.actor("colleague")) as viewer, CaptureQueriesContext(connection) as caught:
        queries.entrance(Q(id=case.client_id), viewer=viewer, on=clock.START.date())
    assert len(caught) == 2, "the second asks whether they cover for somebody: only where the record is not theirs"


def test_who_looked_costs_the_same_for_forty_looks_as_for_one(service, case):
    worker, manager = signed_in(service, "worker"), service.actor("manager")

    def cost():
        with acting_as(manager) as viewer, CaptureQueriesContext(connection) as caught:
            queries.who_looked(case.client_id, viewer=viewer)
        return len(caught)

    worker.get(record_of(case))
    one = cost()
    for _ in range(40):
        worker.get(record_of(case))
    assert cost() == one <= 6


def test_a_reason_is_never_changed(service, case):
    signed_in(service, "colleague").post(reverse("viewings:why", args=[case.client_id]), {"why": "ASKED"})
    with acting_as(service.actor("manager")):
        assert ReasonToLook.append_only
        assert ReasonToLook.objects.get().given_at - clock.START < timedelta(seconds=1)
