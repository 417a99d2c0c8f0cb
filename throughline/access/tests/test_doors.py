"""Who may come in, and what is left behind when something goes wrong inside."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from throughline.access.headers import HeadersMiddleware
from throughline.accounts.scopes import acting_as
from throughline.drafts.models import Draft

pytestmark = pytest.mark.urls("throughline.access.tests.pages")


def drafts_of(service, name):
    with acting_as(service.actor(name)):
        return Draft.objects.count()


@pytest.fixture
def careless(client):
    """A browser whose faults end as a page, as they do in earnest."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("end", "status"), [("fault", 500), ("refusal", 403), ("absence", 404)])
def test_a_page_that_fails_after_writing_leaves_nothing_behind(careless, service, end, status):
    careless.force_login(service.staff["worker"])
    assert careless.get(f"/test/raise/{end}/").status_code == status
    assert drafts_of(service, "worker") == 0


def test_a_page_that_ends_well_is_kept(client, service):
    client.force_login(service.staff["worker"])
    assert client.get("/test/write/").status_code == 200
    assert drafts_of(service, "worker") == 1


def test_who_holds_the_permission_comes_in(client, service):
    client.force_login(service.staff["manager"])
    assert client.get("/test/team/").content == b"the team"


def test_who_does_not_hold_it_is_told_plainly(client, service):
    client.force_login(service.staff["worker"])
    page = client.get("/test/team/")
    assert page.status_code == 403
    assert "You cannot open this page" in page.content.decode()
    assert "Worker of Harbour Trust" in page.content.decode()


def test_who_is_not_signed_in_is_asked_to_be(client, service):
    page = client.get("/test/team/?page=2")
    assert (page.status_code, page.url) == (302, "/account/login/?next=/test/team/%3Fpage%3D2")


def test_an_open_page_needs_nobody(client, service):
    assert client.get("/test/open/").content == b"8"


def test_what_is_not_there_is_answered_in_the_same_words_as_what_is_anothers(client, service):
    client.force_login(service.staff["worker"])
    nowhere, anothers = client.get("/there/is/no/such/page/"), client.get("/test/raise/absence/")
    assert nowhere.status_code == anothers.status_code == 404
    assert "Page not found" in nowhere.content.decode()
    assert "Page not found" in anothers.content.decode()


def test_a_page_costs_the_session_the_account_and_the_scope_and_no_more(client, service):
    client.force_login(service.staff["manager"])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get("/permissions/")
    assert "Manager of Harbour Trust" in page.content.decode()
    statements = [q["sql"] for q in asked if "SAVEPOINT" not in q["sql"]]
    assert [s.split(" FROM ")[-1].split()[0] for s in statements[:2]] == ['"django_session"', '"accounts_user"']
    # The third opens the scope; the fourth closes it only because a test is a transaction itself.
    assert ["app.orgs" in s for s in statements[2:]] == [True, True]


@pytest.mark.parametrize("address", ["/permissions/", "/account/login/", "/there/is/no/such/page/"])
def test_every_answer_says_what_a_browser_may_run(client, service, address):
    client.force_login(service.staff["worker"])
    policy = client.get(address)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_pictures_come_from_nowhere_else_but_the_host_of_maps_where_one_is_named(rf, settings):
    settings.MAP_TILES = ""
    assert (
        "img-src 'self' data:;" in HeadersMiddleware(lambda _: HttpResponse())(rf.get("/"))["Content-Security-Policy"]
    )
    settings.MAP_TILES = "https://tiles.example/{z}/{x}/{y}.png"
    policy = HeadersMiddleware(lambda _: HttpResponse())(rf.get("/"))["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example;" in policy


def test_the_browser_keeps_no_copy_of_a_signed_in_persons_page(client, service):
    client.force_login(service.staff["worker"])
    page = client.get("/permissions/")
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Frame-Options"] == "DENY"
