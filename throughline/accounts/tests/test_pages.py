"""Signing in and out, locking out, closing accounts: by the pages themselves."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse

from throughline.accounts import commands
from throughline.accounts.scopes import acting_as
from throughline.accounts.tests.signing_in import PASSWORD, door_acts, sign_in
from throughline.audit.models import AuditEntry
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.scope import NOBODY

WRONG = "The email address or the password is not right. Check both and try again."
LOCKED = "Too many wrong tries. Wait 15 minutes, or ask your manager."


@pytest.fixture
def worker(service):
    cache.clear()
    user = service.staff["worker"]
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def close(service, user, now):
    with acting_as(service.actor("manager")) as manager:
        commands.deactivate_account(user_id=user.id, by=manager, at=now)


def test_the_right_password_opens_the_door(client, worker):
    page = sign_in(client, "Worker@Example.org ")
    assert (page.status_code, page.url) == (302, "/")
    assert door_acts() == [("SIGNED_IN", worker.id)]


def test_the_head_of_the_page_says_who_one_is(client, worker):
    sign_in(client, worker.email)
    page = client.get("/permissions/").content.decode()
    assert "Worker of Harbour Trust" in page
    assert "Link worker, Harbour Trust" in page


def test_one_comes_back_to_the_page_one_wanted_and_to_no_other_site(client, worker):
    wanted = client.get("/permissions/")
    assert b'name="next" value="/permissions/"' in client.get(wanted.url).content
    assert sign_in(client, worker.email, next="/permissions/").url == "/permissions/"
    client.logout()
    assert sign_in(client, worker.email, next="https://elsewhere.example/").url == "/"


@pytest.mark.parametrize(("email", "about"), [("worker@example.org", "worker"), ("nobody@example.org", "nobody")])
def test_a_wrong_try_does_not_say_whether_the_address_has_an_account(client, worker, email, about):
    page = sign_in(client, email, "a wrong guess")
    assert page.status_code == 200
    assert WRONG in page.content.decode()
    assert "<title>Error: Sign in" in page.content.decode()
    assert door_acts() == [("SIGN_IN_FAILED", worker.id if about == "worker" else NOBODY)]


def test_what_was_typed_is_nowhere_in_the_trail(client, worker):
    sign_in(client, worker.email, "a wrong guess")
    sign_in(client, "nobody@example.org", "a wrong guess")
    with acting_as(Actor.system("test")):
        trail = json.dumps(list(AuditEntry.objects.values()), default=str)
    assert "@" not in trail
    assert "guess" not in trail


@pytest.mark.parametrize("email", ["worker@example.org", "nobody@example.org"])
def test_after_ten_wrong_tries_the_right_password_is_refused_too(client, worker, email):
    for _ in range(10):
        assert WRONG in sign_in(client, email, "a wrong guess").content.decode()
    page = sign_in(client, email)
    assert page.status_code == 200
    assert LOCKED in page.content.decode()
    assert door_acts()[-1][0] == "SIGN_IN_LOCKED_OUT"


def test_naming_another_port_gives_no_more_tries(client, worker):
    for port in range(8000, 8010):
        sign_in(client, worker.email, "a wrong guess", host=f"localhost:{port}")
    assert LOCKED in sign_in(client, worker.email, host="localhost:9").content.decode()


def test_one_persons_wrong_tries_keep_nobody_else_out(client, worker):
    for _ in range(10):
        sign_in(client, "nobody@example.org", "a wrong guess")
    assert sign_in(client, worker.email).status_code == 302


def test_a_closed_account_cannot_sign_in_and_says_why(client, service, worker, now):
    close(service, worker, now)
    page = sign_in(client, worker.email)
    assert "This account is closed" in client.get(page.url).content.decode()
    assert client.get("/permissions/").status_code == 302
    assert door_acts()[-1] == ("SIGN_IN_CLOSED_ACCOUNT", worker.id)


def test_closing_an_account_ends_its_live_sessions_at_once(client, service, worker, now):
    sign_in(client, worker.email)
    assert client.get("/permissions/").status_code == 200
    close(service, worker, now)
    page = client.get("/permissions/")
    assert (page.status_code, page.url) == (302, "/account/login/?next=/permissions/")


def test_signing_out_ends_the_session(client, worker):
    sign_in(client, worker.email)
    assert "Sign out" in client.get(reverse("account_logout")).content.decode()
    page = client.post(reverse("account_logout"), follow=True)
    assert "You have signed out." in page.content.decode()
    assert client.get("/permissions/").status_code == 302
    assert door_acts()[-1] == ("SIGNED_OUT", worker.id)


def test_signing_out_twice_does_no_harm(client, worker):
    page = client.post(reverse("account_logout"))
    assert (page.status_code, page.url) == (302, "/account/login/")


def test_a_session_ends_after_eight_hours(client, worker):
    sign_in(client, worker.email)
    session = Session.objects.get()
    left = session.expire_date - clock.system_time()
    assert timedelta(hours=7, minutes=59) < left <= timedelta(hours=8)
    assert client.cookies["sessionid"]["expires"] == "", "it ends with the browser too"
    Session.objects.update(expire_date=clock.system_time() - timedelta(seconds=1))
    assert client.get("/permissions/").status_code == 302


def test_nobody_can_sign_up(client, worker):
    assert client.get("/account/signup/").status_code == 404


class TestChangingOnesPassword:
    def change(self, client, **answers):
        given = {"oldpassword": PASSWORD, "password1": "four quite unlikely words", **answers}
        return client.post(
            reverse("account_change_password"), {"password2": given["password1"], **given}, follow=True
        ).content.decode()

    def test_the_new_one_works_and_the_old_one_no_longer(self, client, worker):
        sign_in(client, worker.email)
        assert "Your password has been changed." in self.change(client)
        assert ("PASSWORD_CHANGED", worker.id) in door_acts()
        client.logout()
        assert WRONG in sign_in(client, worker.email).content.decode()
        assert sign_in(client, worker.email, "four quite unlikely words").status_code == 302

    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            ({"oldpassword": "not it"}, "That is not your password now. Try again."),
            ({"password1": "short"}, "at least 12 characters"),
            ({"password1": ""}, "Enter a new password"),
            ({"password2": "another one altogether"}, "same password"),
        ],
    )
    def test_what_is_wrong_is_said(self, client, worker, answers, said):
        sign_in(client, worker.email)
        page = self.change(client, **answers)
        assert said in page
        assert "<title>Error: Change your password" in page
