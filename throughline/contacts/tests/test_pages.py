"""Recording a contact, as the worker meets it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case, CloseReason, PartOfDay, Promise, Way
from throughline.clients.models import Client
from throughline.contacts.models import Contact, Outcome
from throughline.core.decisions import NotAllowed
from throughline.drafts.models import Draft

NAUGHTY = "<script>alert(1)</script>{{ 7*7 }}\" onmouseover=\"x"


@pytest.fixture
def case(service):
    return service.open_case()


@pytest.fixture
def worker(client, service):
    client.force_login(service.staff["worker"])
    return client


def seen(service, find):
    with acting_as(service.actor("worker")):
        return find()


def answers(service, case, **changes):
    """Give what the page sends for an ordinary "spoke, all well": what it was opened with, and one choice."""
    return {
        "contact_id": str(uuid4()), "promise_seen": str(last_promise(service, case).sequence), "outcome": "SPOKE",
        "way": "PHONE", "note": "All well.", "started_by": "WORKER", "then": "PROPOSED", "next_part": "",
        "next_way": "PHONE", "next_by": str(service.staff["worker"].id),
        "happened_on-day": "", "happened_on-month": "", "happened_on-year": "", "happened_time": "", **changes,
    }  # fmt: skip


def last_promise(service, case):
    return seen(service, lambda: Promise.objects.filter(case=case).order_by("-sequence").first())


def send(page, case, sent):
    return page.post(reverse("contacts:record", args=[case.id]), sent)


def test_the_page_opens_with_everything_but_the_outcome_answered(worker, case):
    page = worker.get(reverse("contacts:record", args=[case.id])).content.decode()
    assert "Record a contact with Amina Begum" in page
    assert page.count("<h1") == 1
    assert 'value="SPOKE" autofocus' in page.replace("\n", " ")
    assert '<option value="PHONE" selected>' in page
    assert "If you spoke: in 6 weeks, Tuesday 14 April 2020." in page
    assert "If not: try again on Tuesday 3 March 2020, in the afternoon." in page


def test_an_ordinary_call_is_saved_and_says_what_was_promised(worker, service, case):
    answer = send(worker, case, answers(service, case))
    assert answer.status_code == 302
    kept = seen(service, lambda: Case.objects.get(id=case.id))
    assert kept.next_contact_on == date(2020, 4, 14)
    assert kept.last_reached_at == clock.START
    said = worker.get(reverse("caseload:my_day")).content.decode()
    assert "Next for Amina Begum: Worker of Harbour Trust will phone on Tuesday 14 April 2020." in said
    assert "Amina" not in str(answer.cookies)
