"""Asking for somebody, and one question's page from asked to closed."""

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from throughline.accounts.scopes import acting_as
from throughline.enquiries.models import Enquiry


@pytest.fixture
def derrick(service):
    return service.open_case("Derrick Dale")


def page(service, name, *arguments, by="worker", sent=None):
    browser = Browser()
    browser.force_login(service.staff[by])
    address = reverse(f"enquiries:{name}", args=arguments)
    answer = browser.get(address) if sent is None else browser.post(address, sent, follow=True)
    return " ".join(answer.content.decode().split())


ASKED = {"question": "When will they see to the damp?", "asked_of": "Housing office"}


@pytest.fixture
def enquiry_id(service, derrick):
    page(service, "ask", derrick.client_id, sent=ASKED)
    with acting_as(service.actor("worker")):
        return Enquiry.objects.get().id


def test_from_asked_to_closed(service, enquiry_id):
    told = page(service, "enquiry", enquiry_id)
    assert "Told them that we are still waiting" in told
    assert "Told them the answer" not in told
    assert "Tell them by" in told
    told = page(service, "enquiry", enquiry_id, sent={"words": "He is glad we rang", "waiting": "yes"})
    assert "You will be reminded again." in told
    told = page(service, "enquiry", enquiry_id, sent={"words": "The duty officer", "chase": "yes"})
    assert "Asked again" in told
    told = page(service, "enquiry", enquiry_id, sent={"words": "", "pass_on": "yes"})
    assert "With a manager" in told
    told = page(service, "enquiry", enquiry_id, sent={"answer": "On Friday", "answered": "yes"})
    assert "Tell them by the end of the next working day." in told
    told = page(service, "enquiry", enquiry_id, sent={"words": "At last", "tell": "yes"})
    assert "They know the answer" in told
    assert "Closed" in page(service, "enquiry", enquiry_id, sent={"close": "yes"})


@pytest.mark.parametrize(
    ("sent", "why"),
    [({"asked_of": "Housing"}, "Enter what they want to know"), ({"question": "When?"}, "Enter who was asked")],
)
def test_what_is_missing_is_said(service, derrick, sent, why):
    assert why in page(service, "ask", derrick.client_id, sent=sent)


def test_a_worker_sees_their_own_questions_and_a_manager_all(service, enquiry_id):
    assert "Housing office" in page(service, "open")
    assert "Housing office" not in page(service, "open", by="colleague")
    assert "Housing office" in page(service, "open", by="manager")


def test_the_list_costs_the_same_however_long(service, enquiry_id):
    def statements():
        with CaptureQueriesContext(connection) as caught:
            page(service, "open", by="manager")
        return len(caught)

    before = statements()
    for number in range(4):
        page(service, "ask", service.open_case(f"Person {number}").client_id, sent=ASKED)
    assert statements() == before
