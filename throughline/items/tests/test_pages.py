"""Giving something in a few presses, and one item's page."""

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.items import commands
from throughline.items.commands import Giving
from throughline.items.models import AskAbout, Delivery, Item, ItemKind, Liked, WhyUnused


@pytest.fixture
def eddie(service):
    return service.open_case("Eddie Stone")


def page(service, name, *arguments, by="worker", sent=None):
    browser = Browser()
    browser.force_login(service.staff[by])
    address = reverse(f"items:{name}", args=arguments)
    answer = browser.get(address) if sent is None else browser.post(address, sent, follow=True)
    return " ".join(answer.content.decode().split())


def the_item(service):
    with acting_as(service.actor("worker")):
        return Item.objects.get().id


GIVEN = {"kind": ItemKind.VOUCHER, "quantity": "3", "where": Delivery.HAND}


def test_from_given_to_talked_about(service, eddie):
    told = page(service, "give", eddie.client_id, sent=GIVEN | {"numbers": "FB 0417\nFB 0418"})
    assert "3 foodbank vouchers" in told
    assert "FB 0417, FB 0418" in told
    item_id = the_item(service)
    sent = {"used": "2", "unused": "1", "why": WhyUnused.NOT_UP_FOR_GOING, "became": "yes"}
    told = page(service, "item", item_id, sent=sent)
    assert "3 given, 2 used, 1 not used: was not up for going" in told
    for topic in AskAbout:
        assert topic.label in told
    told = page(service, "item", item_id, sent={"asked_about": [AskAbout.TRAVEL], "words": "No money", "talk": "yes"})
    assert "Asked about: getting there" in told
    assert "Closed: nothing more to ask." in told


def test_a_parcel_brought_to_the_door_closes_as_delivered_and_asks_whether_it_helped(service, eddie):
    sent = {"kind": ItemKind.FOOD_PARCEL, "quantity": "1", "where": "NOT_YET", "supplied_by": "St Hilda’s"}
    assert "Asked for" in page(service, "give", eddie.client_id, sent=sent)
    item_id = the_item(service)
    told = page(service, "item", item_id, sent={"delivery": Delivery.DOOR, "arrived": "yes"})
    assert "Closed: delivered. Ask whether it helped." in told
    told = page(service, "item", item_id, sent={"liked": Liked.YES, "became": "yes"})
    assert "Yes, it helped" in told


def test_one_thing_is_used_or_not(service, eddie):
    page(service, "give", eddie.client_id, sent={"kind": ItemKind.PACK, "quantity": "1", "where": Delivery.POST})
    told = page(service, "item", the_item(service), sent={"outcome": "UNUSED", "why": WhyUnused.DID_NOT_SUIT,
                                                          "became": "yes"})  # fmt: skip
    assert "1 given, 0 used, 1 not used: it did not suit them" in told


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"quantity": "3", "where": Delivery.HAND}, "Select what it is"),
        ({"kind": ItemKind.OTHER, "quantity": "1", "where": Delivery.HAND}, "Enter what it is"),
        ({"kind": ItemKind.VOUCHER, "quantity": "", "where": Delivery.HAND}, "Enter how many"),
        ({"kind": ItemKind.VOUCHER, "quantity": "1"}, "Select whether they have it now"),
        (GIVEN | {"numbers": "A, B, C, D"}, "more voucher numbers than vouchers"),
    ],
)
def test_what_is_missing_is_said(service, eddie, sent, why):
    assert why in page(service, "give", eddie.client_id, sent=sent)


def test_what_was_not_used_has_its_reason(service, eddie):
    page(service, "give", eddie.client_id, sent=GIVEN)
    told = page(service, "item", the_item(service), sent={"used": "2", "unused": "1", "became": "yes"})
    assert "Select why it was not used" in told


def test_giving_costs_the_same_however_much_was_given(service, eddie):
    def statements():
        with CaptureQueriesContext(connection) as caught:
            page(service, "give", eddie.client_id)
        return len(caught)

    before = statements()
    for name in ("Foodbank", "Church", "Library"):
        giving = Giving(kind=ItemKind.PACK, on=clock.test_time().date(), supplied_by=name)
        with acting_as(service.actor("worker")) as by:
            commands.give_item(giving, client_id=eddie.client_id, by=by, at=clock.test_time())
    assert statements() == before
