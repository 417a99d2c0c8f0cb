"""The demo's doors: one press signs in, and another day is another list; and none of it in a live service."""

import os
import subprocess
import sys
from datetime import date

import pytest
from django.urls import reverse

from tests.support.service import SYSTEM
from throughline.accounts import commands as accounts
from throughline.accounts.models import RoleCode
from throughline.accounts.scopes import acting_as
from throughline.accounts.tests.signing_in import PASSWORD, door_acts, sign_in
from throughline.demo import clock as demo_clock
from throughline.demo.personas import BY_KEY, PERSONAS


def day(on):
    return {"day-day": on.day, "day-month": on.month, "day-year": on.year}


@pytest.fixture
def priya(service, now):
    with acting_as(SYSTEM):
        return accounts.open_account(
            name=BY_KEY["priya"].name, email=BY_KEY["priya"].email, organisation=service.places["Harbour Trust"],
            role=RoleCode.LINK_WORKER, by=SYSTEM, at=now,
        )  # fmt: skip


def test_the_sign_in_page_offers_everybody_with_what_they_do(client, db):
    page = client.get(reverse("account_login")).content.decode()
    assert "Try the demo service" in page
    for persona in PERSONAS:
        assert f'action="/demo/sign-in/{persona.key}/"' in page
        assert persona.name in page


def test_one_press_signs_in(client, priya):
    page = client.post(reverse("demo:sign_in", args=["priya"]))
    assert (page.status_code, page.url) == (302, "/")
    assert "Priya Nair" in client.get("/permissions/").content.decode()
    assert door_acts() == [("SIGNED_IN", priya.id)]


def test_and_comes_back_to_the_page_one_wanted_and_to_no_other_site(client, priya):
    page = client.post(reverse("demo:sign_in", args=["priya"]), {"next": "/permissions/"})
    assert page.url == "/permissions/"
    page = client.post(reverse("demo:sign_in", args=["priya"]), {"next": "//elsewhere.example/"})
    assert page.url == "/"


def test_a_link_alone_signs_nobody_in(client, priya):
    assert client.get(reverse("demo:sign_in", args=["priya"])).status_code == 405
    assert client.get("/permissions/").status_code == 302


def test_nobody_else_can_be_signed_in_so(client, service):
    assert client.post(reverse("demo:sign_in", args=["worker"])).status_code == 404


def test_somebody_who_has_left_is_said_to_have_left(client, service):
    page = client.post(reverse("demo:sign_in", args=["tom"]), follow=True)
    assert "Tom Aldridge has no account here" in page.content.decode()


def test_one_persona_may_follow_another(client, service, priya):
    worker = service.staff["worker"]
    worker.set_password(PASSWORD)
    worker.save(update_fields=["password"])
    sign_in(client, worker.email)
    client.post(reverse("demo:sign_in", args=["priya"]))
    assert "Priya Nair" in client.get("/permissions/").content.decode()


def test_the_page_says_which_day_it_is_and_leads_to_another(client, db):
    page = client.get(reverse("account_login")).content.decode()
    assert "Today is Monday 2 March 2020" in page
    assert 'href="/demo/date/"' in page


def test_another_day_can_be_chosen(client, db):
    page = client.get(reverse("demo:date")).content.decode()
    assert "Tuesday 3 March 2020" in page, "the next working day"
    assert client.post(reverse("demo:date"), day(date(2020, 5, 18))).status_code == 302
    assert demo_clock.today() == date(2020, 5, 18)
    assert demo_clock.demo_time().date() == date(2020, 5, 18)


def test_the_demo_opens_on_the_day_work_went_remote(db):
    assert demo_clock.today() == date(2020, 3, 20)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Enter the day"),
        ({"day-day": "31", "day-month": "2", "day-year": "2020"}, "must be a real date"),
        ({"day-day": "1", "day-month": "2", "day-year": "1999"}, "must be 1 January 2018 or later"),
    ],
)
def test_a_day_that_is_none_is_refused(client, db, answers, said):
    page = client.post(reverse("demo:date"), {"day-day": "", **answers})
    assert said in page.content.decode()
    assert demo_clock.today() == demo_clock.FIRST_DAY


LOOK = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
assert not apps.is_installed("throughline.demo"), "installed"
assert settings.CLOCK == "throughline.core.clock.system_time", settings.CLOCK
assert not any("demo" in name for name in settings.TEMPLATES[0]["OPTIONS"]["context_processors"])
for name, arguments in [("demo:date", []), ("demo:sign_in", ["priya"])]:
    try:
        raise SystemExit(f"there is {reverse(name, args=arguments)}")
    except NoReverseMatch:
        pass
for address in ["/demo/date/", "/demo/sign-in/priya/"]:
    try:
        raise SystemExit(f"there is {resolve(address)}")
    except Resolver404:
        pass
"""


def test_a_live_service_has_no_demo_at_all():
    live = {**os.environ, "DJANGO_SETTINGS_MODULE": "throughline.config.settings.live"}
    looked = subprocess.run([sys.executable, "-c", LOOK], env=live, capture_output=True, text=True, check=False)
    assert looked.returncode == 0, looked.stderr or looked.stdout
