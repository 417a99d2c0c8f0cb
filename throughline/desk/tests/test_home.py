"""Where each role starts its day."""

import re

import pytest


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("worker", "/my-day/"),
        ("senior", "/my-day/"),
        ("manager", "/waiting/"),
        ("practice", "/referrals/"),
        ("administrator", "/notices/"),
        ("commissioner", "/policies/"),
    ],
)
def test_each_role_starts_where_its_work_is(client, service, who, where):
    client.force_login(service.staff[who])
    page = client.get("/")
    assert (page.status_code, page.url) == (302, where)


def test_who_is_not_signed_in_starts_at_the_door(client, db):
    assert client.get("/").url == "/account/login/?next=/"


MENUS = {
    "worker": ["My day", "My people", "Calls", "Services", "Lists"],
    "senior": ["My day", "My people", "To allocate", "Team", "Calls", "Services", "Lists"],
    "manager": ["To allocate", "Team", "Calls", "Services", "Lists", "Settings"],
    "practice": ["Services", "Refer a patient", "Our referrals"],
    "administrator": ["Services", "Lists"],
    "commissioner": [],
}
LINK = re.compile(r'nhsuk-header__navigation-link"[^>]*>(?:<strong[^>]*>)?([^<]+)<')


@pytest.mark.parametrize("who", MENUS)
def test_the_menu_has_what_one_may_open_and_nothing_else(client, service, who):
    client.force_login(service.staff[who])
    page = client.get("/permissions/").content.decode()
    assert LINK.findall(page) == MENUS[who]


def test_the_menu_shows_where_one_is(client, service):
    client.force_login(service.staff["manager"])
    page = client.get("/waiting/").content.decode()
    assert 'href="/waiting/" aria-current="page"' in page
    assert page.count("aria-current") == 1
