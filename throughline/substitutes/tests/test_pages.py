"""The library's pages: write up, review, use with somebody."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from throughline.substitutes.models import Substitute


@pytest.fixture
def margaret(service):
    return service.open_case("Margaret Lowe", conditions=["COPD"])


def page(service, name, *arguments, by="worker", sent=None):
    browser = Browser()
    browser.force_login(service.staff[by])
    address = reverse(f"substitutes:{name}", args=arguments)
    answer = browser.get(address) if sent is None else browser.post(address, sent, follow=True)
    return " ".join(answer.content.decode().split())


WRITTEN = {
    "title": "Breathing activity by phone", "stands_in_for": "CONDITION_CLASS", "mode": "PHONE", "for_whom": "COPD",
    "steps": "Sit down together\nBreathe out slowly", "cautions": "heart failure",
    "caution_words": "Stop if they feel dizzy.",
}  # fmt: skip


@pytest.fixture
def method_id(service):
    page(service, "write_up", sent=WRITTEN)
    return Substitute.objects.get().id


def test_written_up_it_is_marked_and_a_senior_reviews_it(service, method_id):
    told = page(service, "substitute", method_id)
    assert "Not reviewed" in told
    assert "Save the review" not in told
    assert "Save the review" in page(service, "substitute", method_id, by="senior")
    told = page(service, "substitute", method_id, by="senior", sent={"verdict": "GOOD", "words": "Tried with three"})
    assert "Reviewed" in told
    assert "Tried with three" in told


def test_used_with_somebody_and_counted(service, margaret, method_id):
    told = page(service, "offered", margaret.client_id)
    assert "for a condition of theirs" in told
    told = page(service, "use", margaret.client_id, method_id)
    assert "Stop if they feel dizzy." in told
    told = page(service, "use", margaret.client_id, method_id, sent={"went": "WELL", "words": "Slept better"})
    assert "Slept better" in told
    assert "1 use: 1 well" in page(service, "library")


def test_with_whom_it_may_not_be_used_says_why_and_what_to_do(service, method_id):
    tom = service.open_case("Tom Reay", conditions=["heart failure"])
    assert "Not with them now:" in page(service, "offered", tom.client_id)
    told = page(service, "use", tom.client_id, method_id)
    assert "Ask a senior link worker or manager to review it" in told
    assert "How it went" not in told


def test_changed_it_is_to_be_reviewed_again_and_another_provider_is_not_offered_to(service, method_id):
    assert "Breathe out slowly" in page(service, "change", method_id)
    assert "to be reviewed again" in page(service, "change", method_id, sent=WRITTEN | {"title": "Breathing"})
    told = page(service, "substitute", method_id, by="stranger")
    assert "Change what it says" not in told
    told = page(service, "change", method_id, by="stranger", sent=WRITTEN)
    assert "Another provider wrote this" in told


@pytest.mark.parametrize(
    ("left_out", "why"),
    [
        ("title", "Enter what it is called"),
        ("stands_in_for", "Select what it stands in for"),
        ("mode", "Select how it is done"),
        ("steps", "Enter what to do"),
    ],
)
def test_what_is_missing_is_said(service, left_out, why):
    sent = {name: answer for name, answer in WRITTEN.items() if name != left_out}
    assert why in page(service, "write_up", sent=sent)


def test_the_library_is_narrowed_by_category(service, method_id):
    browser = Browser()
    browser.force_login(service.staff["worker"])
    for category, is_there in (("ARTS", False), ("CONDITION_CLASS", True), ("NONSENSE", True)):
        told = browser.get(reverse("substitutes:library"), {"category": category}).content.decode()
        assert ("Breathing activity by phone" in told) is is_there
