"""Every address says who may come in, and means it."""

import pytest

from tests.architecture.addresses import every_address
from tests.support.living import TRACES
from throughline.access.permissions import Permission
from throughline.access.roles import ROLES

PUBLISHED = "the directory of services, without people, published for everybody"
OPEN_TO_ALL = {
    "account_inactive": "says that an account is closed, to somebody who therefore cannot sign in",
    "account_login": "the door itself",
    "account_logout": "leaving is open to everybody",
    "demo:date": "the demo's day; live settings have no such address",
    "demo:sign_in": "the demo's one-click personas; live settings have no such address",
    "verification:answer": "a service answers by a signed link, without an account (R37)",
    "mfa_authenticate": "the second half of the door",
    "openreferral:openapi-json": PUBLISHED,
    "openreferral:api-root": PUBLISHED,
    "openreferral:service": PUBLISHED,
    "openreferral:service-at-location": PUBLISHED,
    "openreferral:service-at-locations": PUBLISHED,
    "openreferral:services": PUBLISHED,
    "openreferral:taxonomies": PUBLISHED,
    "openreferral:taxonomy": PUBLISHED,
    "openreferral:taxonomy-term": PUBLISHED,
    "openreferral:taxonomy-terms": PUBLISHED,
}
WRONG_METHOD = 405
ADDRESSES = every_address()
LOCKED = [address for address in ADDRESSES if address.name not in OPEN_TO_ALL]
PERMITTED = [address for address in ADDRESSES if address.permissions]


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_an_address_says_who_may_come_in(address):
    assert address.permissions or address.mark in ("signed in", "open to all"), "mark the view: see access.doors"
    assert (address.mark == "open to all") == (address.name in OPEN_TO_ALL), "the list above and the mark must agree"


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_an_address_has_a_name_of_its_own(address):
    assert not address.name.endswith("None")
    assert [other.name for other in ADDRESSES].count(address.name) == 1


@pytest.mark.parametrize("address", LOCKED, ids=str)
def test_nobody_comes_in_without_signing_in(client, lived, address):
    answers = [ask(address.path(lived.ids())) for ask in (client.get, client.post)]
    assert {answer.status_code for answer in answers} in ({302}, {302, WRONG_METHOD})
    assert all(answer.url.startswith("/account/login/") for answer in answers if answer.status_code == 302)


@pytest.mark.parametrize("address", PERMITTED, ids=str)
def test_a_role_without_the_permission_is_told_no(client, lived, address):
    everybody = lived.service.staff.values()
    kept_out = [user for user in everybody if not address.permissions & ROLES[user.role].permissions]
    assert kept_out
    for user in kept_out:
        client.force_login(user)
        answers = [ask(address.path(lived.ids())) for ask in (client.get, client.post)]
        assert {answer.status_code for answer in answers} in ({403}, {403, WRONG_METHOD}), f"{user.role} was let in"
        assert [trace for trace in TRACES for answer in answers if trace in answer.content.decode()] == []


def test_every_permission_opens_some_door():
    assert set().union(*(address.permissions for address in PERMITTED)) == set(Permission)


def test_the_public_list_names_only_what_there_is():
    assert set(OPEN_TO_ALL) <= {address.name for address in ADDRESSES}
