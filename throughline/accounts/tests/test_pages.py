"""Signing in and out, locking out, closing accounts: by the pages themselves."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.actor import Actor

PASSWORD = "three unlikely words"
WRONG = "The email address or the password is not right. Check both and try again."
LOCKED = "Too many wrong tries. Wait 15 minutes, or ask your manager."


@pytest.fixture
def worker(service):
    cache.clear()
    user = service.staff["worker"]
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def acts():
    with acting_as(Actor.system("test")):
        return list(AuditEntry.objects.order_by("id").values_list("act", "about_id"))


def test_the_right_password_opens_the_door(client, worker):
    page = sign_in(client, "Worker@Example.org ")
    assert (page.status_code, page.url) == (302, "/")
    assert ("SIGNED_IN", worker.id) in acts()


def test_one_comes_back_to_the_page_one_wanted(client, worker):
    wanted = client.get("/permissions/")
    page = client.get(wanted.url)
    assert b'name="next" value="/permissions/"' in page.content
    assert sign_in(client, worker.email, next="/permissions/").url == "/permissions/"
    assert sign_in(client, worker.email, next="https://elsewhere.example/").url == "/"


@pytest.mark.parametrize("email", ["worker@example.org", "nobody@example.org"])
def test_a_wrong_try_does_not_say_whether_the_address_has_an_account(client, worker, email):
    page = sign_in(client, email, "a wrong guess")
    assert page.status_code == 200
    assert WRONG in page.content.decode()
    assert "Error: Sign in" in page.content.decode()


@pytest.mark.parametrize("email", ["worker@example.org", "nobody@example.org"])
def test_after_ten_wrong_tries_the_right_password_is_refused_too(client, worker, email):
    for _ in range(10):
        assert WRONG in sign_in(client, email, "a wrong guess").content.decode()
    page = sign_in(client, email)
    assert page.status_code == 200
    assert LOCKED in page.content.decode()
    assert acts()[-1][0] == "SIGN_IN_LOCKED_OUT"


def test_naming_another_port_gives_no_more_tries(client, worker):
    for port in range(8000, 8010):
        client.post(
            reverse("account_login"), {"login": worker.email, "password": "x"}, headers={"host": f"localhost:{port}"}
        )
    page = client.post(
        reverse("account_login"), {"login": worker.email, "password": PASSWORD}, headers={"host": "localhost:9"}
    )
    assert LOCKED in page.content.decode()


def test_the_head_of_the_page_says_who_one_is_and_where_one_may_go(client, worker):
    sign_in(client, worker.email)
    page = client.get("/permissions/").content.decode()
    assert "Worker of Harbour Trust" in page
    assert "Link worker, Harbour Trust" in page
    assert 'href="/permissions/"' in page
