"""Help given, in numbers: by kind, with why things were not used, and nobody's name or voucher number."""

from django.test import Client as Browser
from django.urls import reverse

from tests.scenarios.story import words_of
from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.advocacy import commands as advocacy
from throughline.advocacy.models import ActKind
from throughline.agreements.models import How
from throughline.enquiries import commands as enquiries
from throughline.items import commands as items
from throughline.items.models import Delivery, ItemKind, WhyUnused


def told(service, by="manager", **query):
    browser = Browser()
    browser.force_login(service.staff[by])
    return words_of(browser.get(reverse("oversight:help"), query).content.decode())


def live(service):
    case, at = service.open_case("Eddie Stone"), clock.test_time()
    today = at.date()
    with acting_as(service.actor("worker")) as by:
        more = {"client_id": case.client_id, "by": by, "at": at}
        given = items.Giving(
            kind=ItemKind.VOUCHER, quantity=3, on=today, delivery=Delivery.HAND, numbers=["FB 0417"]
        )  # fmt: skip
        item = items.give_item(given, **more)
        items.note_use(
            items.Told(used=2, unused=1, why=WhyUnused.NOT_UP_FOR_GOING), item_id=item.id, by=by, at=at
        )  # fmt: skip
        enquiries.ask_on_behalf(enquiries.Asking(question="When?", asked_of="Housing", on=today), **more)
        advocacy.note_act(
            advocacy.Acting(kind=ActKind.CALL, to_whom="Benefits office", purpose="PIP", minutes=80, done_on=today,
                            authority=advocacy.Authority(how=How.SPOKEN, said_on=today)),
            **more,
        )  # fmt: skip


def test_three_given_two_used_one_not_and_why(service):
    live(service)
    page = told(service)
    assert "Foodbank voucher People 1 Given 3 Used 2 Not used 1 Why not was not up for going (1)" in page
    assert "1 question was asked for people" in page
    assert "1 hour 20 minutes" in page
    assert "Eddie" not in page
    assert "0417" not in page


def test_other_days_and_another_provider_count_nothing_of_it(service):
    live(service)
    earlier = {"since-day": "1", "since-month": "1", "since-year": "2019", "until-day": "2", "until-month": "1",
               "until-year": "2019"}  # fmt: skip
    for page in (told(service, **earlier), told(service, by="strange manager")):
        assert "Nothing was given in these days" in page
        assert "No question was asked" in page
