"""What a person sees when something went wrong."""

import pytest
from django.test import Client

from throughline.accounts.scopes import acting_as
from throughline.drafts import commands as drafts
from throughline.drafts.queries import draft_of

PAGE = "contact:5f1c4a44-7c63-4f8e-9f5e-0a3c36e5a001"


@pytest.fixture
def strict():
    """A browser whose forms are checked, as in earnest."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def test_a_page_open_too_long_keeps_what_was_typed(strict, service):
    strict.force_login(service.staff["worker"])
    ticket = drafts.ticket(writer=service.actor("worker"), page=PAGE)
    page = strict.post("/drafts/refer/", {"note": "She sounded better", "draft_ticket": ticket})
    assert page.status_code == 403
    assert "What you typed is kept as a draft" in page.content.decode()
    with acting_as(service.actor("worker")) as worker:
        assert draft_of(PAGE, viewer=worker).fields == {"note": "She sounded better"}


def test_without_a_ticket_it_says_to_copy_it(strict, service):
    strict.force_login(service.staff["worker"])
    page = strict.post("/drafts/refer/", {"note": "x"})
    assert "copy anything you typed" in page.content.decode()


def test_a_request_that_makes_no_sense_is_answered_plainly(strict, service, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    page = strict.get("/", headers={"host": "elsewhere.example"})
    assert page.status_code == 400
    assert "We did not understand that" in page.content.decode()


@pytest.mark.urls("throughline.access.tests.pages")
def test_a_fault_of_ours_says_nothing_of_anybody(strict, service):
    strict.force_login(service.staff["worker"])
    page = strict.get("/test/raise/fault/")
    assert page.status_code == 500
    assert "Sorry, something went wrong" in page.content.decode()
    assert "after writing" not in page.content.decode()
