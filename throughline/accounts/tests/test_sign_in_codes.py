"""The second step: a code from an app on one's phone, and backup codes for a day without it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.template import engines
from django.urls import reverse

from tests.support.service import build_service
from throughline.access.urls import urlpatterns
from throughline.accounts.tests.signing_in import PASSWORD, door_acts, sign_in


@pytest.fixture
def worker(service):
    cache.clear()
    user = service.staff["worker"]
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def code_for(secret):
    """Compute what the app would show now."""
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def words(page):
    return page.content.decode()


@pytest.fixture
def at_set_up(client, worker):
    """Sign in, ask to set up codes, and give the password once more, as is asked."""
    sign_in(client, worker.email)
    asked = client.get(reverse("mfa_activate_totp"))
    return client.post(asked.url, {"password": PASSWORD}, follow=True)


@pytest.fixture
def secret(client, at_set_up, django_capture_on_commit_callbacks):
    """Set the codes up, and give the key that the app was told."""
    secret = re.search(r"<code>([A-Z2-7]+)</code>", words(at_set_up))[1]
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert page.status_code == 302
    cache.clear()  # allauth takes a code once only; the tests need the next one within the same half minute
    return secret


def test_the_page_shows_a_square_to_scan_and_the_key_to_type(at_set_up):
    assert re.search(r"<svg[^>]*><path d=", words(at_set_up))
    assert re.search(r"<code>[A-Z2-7]{32}</code>", words(at_set_up))


def test_a_wrong_first_code_changes_nothing(client, at_set_up):
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Incorrect code." in words(page)
    assert not Authenticator.objects.exists()


def test_from_then_on_the_password_alone_is_not_enough(client, worker, secret):
    assert ("SIGN_IN_CODE_ADDED", worker.id) in door_acts()
    client.logout()
    page = sign_in(client, worker.email)
    assert page.url == reverse("mfa_authenticate")
    assert client.get("/permissions/").status_code == 302
    assert "Incorrect code." in words(client.post(page.url, {"code": "000000"}))
    assert client.post(page.url, {"code": code_for(secret)}).status_code == 302
    assert client.get("/permissions/").status_code == 200


def test_ten_wrong_codes_lock_out_too(client, worker, secret):
    client.logout()
    page = sign_in(client, worker.email)
    for _ in range(10):
        client.post(page.url, {"code": "000000"})
    assert "Too many wrong tries" in words(client.post(page.url, {"code": code_for(secret)}))


def test_a_backup_code_works_once(client, worker, secret):
    codes = re.findall(r"<code>(\d{8})</code>", words(client.get(reverse("mfa_view_recovery_codes"))))
    assert len(codes) == 10
    client.logout()
    page = sign_in(client, worker.email)
    assert client.post(page.url, {"code": codes[0]}).status_code == 302
    assert codes[0] not in words(client.get(reverse("mfa_view_recovery_codes")))
    client.logout()
    page = sign_in(client, worker.email)
    assert "Incorrect code." in words(client.post(page.url, {"code": codes[0]}))


def test_one_can_stop_using_codes(client, worker, secret):
    assert "Stop using codes" in words(client.get(reverse("mfa_deactivate_totp")))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert ("SIGN_IN_CODE_REMOVED", worker.id) in door_acts()


def test_a_change_to_how_one_signs_in_asks_for_the_password_again(client, worker):
    sign_in(client, worker.email)
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 302
    assert "Enter your password again" in words(client.get(page.url))
    assert "That is not your password" in words(client.post(page.url, {"password": "a wrong guess"}))
    page = client.post(page.url, {"password": PASSWORD}, follow=True)
    assert "Set up codes on your phone" in words(page)


def test_or_for_a_code_again(client, worker, secret):
    client.logout()
    client.force_login(worker)
    page = client.get(reverse("mfa_deactivate_totp"), follow=True)
    assert "Use a code from your phone instead" in words(page)
    onward = {"code": code_for(secret), "next": reverse("mfa_deactivate_totp")}
    page = client.post(reverse("mfa_reauthenticate"), onward, follow=True)
    assert "Your password alone will then be enough" in words(page)


SEEN_SIGNED_OUT = {"account_login", "account_inactive", "mfa_authenticate"}


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda p: p.name)
def test_every_sign_in_page_is_ours(client, worker, secret, pattern):
    assert [engine.name for engine in engines.all()] == ["jinja2"], "allauth's own pages can never show"
    if pattern.name in SEEN_SIGNED_OUT:
        client.logout()
        sign_in(client, worker.email)
    page = client.get(reverse(pattern.name), follow=True)
    assert page.status_code == 200
    assert words(page).count("<h1") == 1
    assert " - Throughline</title>" in words(page)


def test_the_page_of_how_one_signs_in_says_what_is_so(client, worker):
    sign_in(client, worker.email)
    assert "Set up codes" in words(client.get(reverse("mfa_index")))


def test_and_what_has_changed_once_it_is_kept(own_database, client):
    """With a commit in earnest: what is said and audited after it happens outside the request's transaction."""
    worker = build_service().staff["worker"]
    worker.set_password(PASSWORD)
    worker.save(update_fields=["password"])
    sign_in(client, worker.email)
    asked = client.get(reverse("mfa_activate_totp"))
    page = client.post(asked.url, {"password": PASSWORD}, follow=True)
    secret = re.search(r"<code>([A-Z2-7]+)</code>", words(page))[1]
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    page = words(client.get(reverse("mfa_index")))
    assert "You sign in with your password and a code" in page
    assert "From now on you need a code from your phone to sign in." in page
    assert door_acts()[-1] == ("SIGN_IN_CODE_ADDED", worker.id)
