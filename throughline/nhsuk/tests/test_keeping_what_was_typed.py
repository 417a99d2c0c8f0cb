"""A note that was typed is never lost: drafts, lost networks, faults of ours, and impatient fingers."""

import pytest

from throughline.nhsuk.tests.living_page import EveryQuestion, living_page

pytestmark = pytest.mark.journey
DRAFT = "/drafts/every/"


@pytest.fixture
def typing(page, site):
    site.answers[DRAFT] = (204, "")
    page.goto("/")
    page.get_by_label("What happened?").fill("Rang three times")
    page.get_by_label("Password", exact=True).fill("swordfish")
    return page


def send(page):
    page.get_by_role("button", name="Close this case").click()


def status(page):
    return page.locator("[data-draft-status]")


def test_a_draft_is_kept_once_typing_rests(typing, site):
    status(typing).get_by_text("Kept as a draft at").wait_for()
    (kept,) = site.posted_to(DRAFT)
    assert kept["note"] == ["Rang three times"]
    assert kept["csrfmiddlewaretoken"] == ["token"]
    assert "secret" not in kept


def test_a_draft_is_kept_when_the_page_is_left(typing, site):
    typing.goto("/errors/")
    typing.wait_for_timeout(300)
    assert site.posted_to(DRAFT)[0]["note"] == ["Rang three times"]


def test_a_draft_that_could_not_be_kept_is_kept_when_the_network_is_back(typing, site):
    typing.context.set_offline(True)
    status(typing).get_by_text("Not kept as a draft yet").wait_for()
    typing.context.set_offline(False)
    status(typing).get_by_text("Kept as a draft at").wait_for()
    assert len(site.posted_to(DRAFT)) == 1


def test_a_sign_in_page_is_not_taken_for_a_kept_draft(typing, site):
    site.answers[DRAFT] = (302, "/errors/")
    status(typing).get_by_text("Not kept as a draft yet").wait_for()


def test_without_a_network_nothing_typed_is_lost(typing, site):
    site.pages["/done/"] = living_page(template=DONE)
    site.answers["/"] = (302, "/done/")
    typing.context.set_offline(True)
    send(typing)
    typing.get_by_role("alert").get_by_text("We could not reach Throughline. What you typed is still here.").wait_for()
    assert typing.get_by_label("What happened?").input_value() == "Rang three times"
    assert typing.get_by_role("button", name="Close this case").get_attribute("aria-disabled") is None
    typing.context.set_offline(False)
    send(typing)
    typing.get_by_role("heading", name="Case closed").wait_for()


def test_a_fault_of_ours_leaves_what_was_typed(typing, site):
    site.answers["/"] = (500, "<main><h1>Sorry, something went wrong</h1></main>")
    send(typing)
    typing.get_by_text("Sorry, something went wrong. What you typed is still here.").wait_for()
    assert typing.get_by_label("What happened?").input_value() == "Rang three times"


def test_errors_come_back_on_the_page_with_the_focus_on_them(typing, site):
    site.answers["/"] = (200, living_page(EveryQuestion({"reason": "OTHER", "note": "Rang three times"})))
    send(typing)
    typing.get_by_text("There is a problem").wait_for()
    assert typing.title() == "Error: Every part - Throughline"
    assert typing.evaluate("document.activeElement.className") == "nhsuk-error-summary"
    assert typing.get_by_label("What happened?").input_value() == "Rang three times"
    assert typing.get_by_label("What reason?").is_visible()
    typing.get_by_label("They reached their goals").check()
    assert not typing.get_by_label("What reason?").is_visible()


DONE = """{% extends "nhsuk/layouts/page.jinja" %}{% block title %}Done{% endblock %}
{% block content %}<h1 class="nhsuk-heading-l">Case closed</h1>{% endblock %}"""


def test_success_goes_on_to_the_next_page_and_back_works(typing, site):
    site.pages["/done/"] = living_page(template=DONE)
    site.answers["/"] = (302, "/done/")
    send(typing)
    typing.get_by_role("heading", name="Case closed").wait_for()
    assert typing.url == f"{site.address}/done/"
    assert typing.title() == "Done - Throughline"
    assert typing.evaluate("document.activeElement.tagName") == "H1"
    assert site.posted_to("/")[0]["note"] == ["Rang three times"]
    assert site.asked.count("/done/") == 1  # a second look would use up its message
    typing.go_back()
    typing.get_by_label("What happened?").wait_for()
    assert site.posted_to(DRAFT) == []  # what was saved is not kept as a draft again


def test_a_form_is_sent_once_however_often_it_is_pressed(typing, site):
    site.answers["/"] = (200, living_page(EveryQuestion({})))
    typing.evaluate(
        "const b = document.querySelector('form[data-draft-url] > button'); b.click(); b.click(); b.click()"
    )
    typing.get_by_text("There is a problem").wait_for()
    assert len(site.posted_to("/")) == 1


def test_a_plain_form_is_sent_once_too(page, site):
    site.answers["/sign-out/"] = (204, "")
    page.goto("/")
    page.evaluate("const b = document.querySelector('.nhsuk-header__account-button'); b.click(); b.click(); b.click()")
    page.wait_for_timeout(300)
    assert len(site.posted_to("/sign-out/")) == 1
