"""Noting what was done in somebody's name, and what came of it."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from throughline.accounts.scopes import acting_as
from throughline.advocacy.models import Act
from throughline.agreements.models import Agreement


@pytest.fixture
def jude(service):
    return service.open_case("Jude Stone")


def page(service, name, *arguments, by="worker", sent=None):
    browser = Browser()
    browser.force_login(service.staff[by])
    answer = browser.get(reverse(name, args=arguments))
    if sent is not None:
        answer = browser.post(reverse(name, args=arguments), sent, follow=True)
    return " ".join(answer.content.decode().split())


CALL = {"kind": "CALL", "to_whom": "Benefits office", "how": "SPOKEN", "purpose": "His tribunal", "minutes": "40"}


def test_a_first_act_asks_for_authority_and_the_next_offers_what_was_said(service, jude):
    told = page(service, "advocacy:speak_for", jude.client_id, sent=CALL)
    assert "Noted, with their authority" in told
    assert "Call: Benefits office" in told
    assert "No result yet" in told
    with acting_as(service.actor("worker")):
        held = Agreement.objects.get(about="SPEAKING_FOR").id
    assert "Benefits office: spoken, " in page(service, "advocacy:speak_for", jude.client_id)
    again = {"kind": "LETTER", "held": str(held), "purpose": "His papers", "minutes": "30"}
    assert "Letter: Benefits office" in page(service, "advocacy:speak_for", jude.client_id, sent=again)
    other = CALL | {"held": "SOMEBODY_ELSE", "to_whom": "Landlord", "how": "WRITTEN"}
    assert "Call: Landlord" in page(service, "advocacy:speak_for", jude.client_id, sent=other)


def test_who_was_not_asked_is_not_spoken_for_and_nothing_typed_is_lost(service, jude):
    told = page(service, "advocacy:speak_for", jude.client_id, sent=CALL | {"how": "NOT_YET"})
    assert "Ask them first whether you may speak for them" in told
    assert "His tribunal" in told
    with acting_as(service.actor("worker")):
        assert not Act.objects.exists()


def test_authority_stands_among_their_agreements(service, jude):
    page(service, "advocacy:speak_for", jude.client_id, sent=CALL)
    told = page(service, "agreements:list", jude.client_id)
    assert "Speaking for them to an office or service" in told
    assert "Benefits office" in told


@pytest.mark.parametrize(
    ("left_out", "why"),
    [
        ("kind", "Select what you did"),
        ("to_whom", "Enter to whom you spoke or wrote"),
        ("how", "Select how they said that you may speak for them"),
        ("purpose", "Enter what it was for"),
        ("minutes", "Enter how many minutes it took"),
    ],
)
def test_what_is_missing_is_said(service, jude, left_out, why):
    sent = {name: answer for name, answer in CALL.items() if name != left_out}
    assert why in page(service, "advocacy:speak_for", jude.client_id, sent=sent)


def test_what_came_of_it(service, jude):
    page(service, "advocacy:speak_for", jude.client_id, sent=CALL)
    with acting_as(service.actor("worker")):
        act_id = Act.objects.get().id
    assert "They look at it again" in page(service, "advocacy:act", act_id, sent={"words": "They look at it again"})
    assert "Enter what came of it" not in page(service, "advocacy:act", act_id)
