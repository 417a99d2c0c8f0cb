"""Two providers are apart (R4): to the staff of one, the other's people change no list, no count and no search."""

import re

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse

from tests.architecture.addresses import every_address
from tests.support import clock
from tests.support.living import NAME, NHS_NUMBER, PHONE, POSTCODE
from tests.support.service import build_service
from throughline.access.roles import ROLES

STRANGERS = ("stranger", "strange manager", "strange practice", "commissioner")
CHECKED = {
    "oversight:integrity": "0 problems in 0 records",
    "oversight:quality": "0 findings then, 0 now",
}
"""Say whether the nightly job has run, and what it found among one's own records: what they say of nobody."""
SHARED = {
    "directory:services": "what is offered nearby: every provider reads what any of them lists (R37)",
    "openreferral:services": "the same, published for everybody",
    "openreferral:service-at-locations": "the same, published for everybody",
    "guidance:current": "public guidance, the same for every provider (R54)",
    "guidance:publish": "begins with what the guidance is about now, the same for every provider",
    "substitutes:library": "ways of helping at a distance: every provider reads what any of them wrote up (R4, R47)",
}
"""Lists that hold nobody, and are meant to be the same for all."""
OWN = {("commissioner", "triage:own_counts"): "how many of those listed were reached by the service it pays for (S33)"}
"""Counts without names that are meant for this one reader."""
LISTS = [a for a in every_address() if ":" in a.name and not a.names_a_record and a.name not in {*CHECKED, *SHARED}]
LOOKED_FOR = (NAME, "Quilon Fetherstonehaugh", "Featherstonehaugh", POSTCODE, PHONE, NHS_NUMBER, f"{NAME} {POSTCODE}")


def _may(user, address):
    return not address.permissions or bool(address.permissions & ROLES[user.role].permissions)


def _as_printed(answer):
    """Leave out what differs from one service to the next whoever is in it: ids and tokens."""
    page = re.sub(r'(value|hx-headers|data-ticket)=("[^"]*"|\'[^\']*\')', "", answer.content.decode())
    return answer.status_code, re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", page)


def _pages(staff):
    seen = {}
    for name in STRANGERS:
        browser = Browser()
        browser.force_login(staff[name])
        for address in LISTS:
            if _may(staff[name], address):
                seen[name, address.name] = _as_printed(browser.get(address.path({})))
        for text in LOOKED_FOR:
            seen[name, text] = _as_printed(browser.post(reverse("desk:search"), {"q": text}, follow=True))
    return seen


@pytest.fixture(scope="module")
def with_nobody(django_db_setup, django_db_blocker):
    """Give every list as it is printed while the other provider has nobody."""
    clock.move_to(clock.START)
    with django_db_blocker.unblock(), transaction.atomic():
        seen = _pages(build_service().staff)
        transaction.set_rollback(True)
    return seen


@pytest.fixture(scope="module")
def with_their_people(with_nobody, lived_once):
    """Give them again while it has people at every stage."""
    return _pages(lived_once.service.staff)


@pytest.mark.parametrize("name", STRANGERS)
def test_no_list_and_no_count_tells_of_anothers_people(with_nobody, with_their_people, name):
    lists = [a.name for a in LISTS if (name, a.name) in with_nobody and (name, a.name) not in OWN]
    assert lists
    assert [a for a in lists if with_nobody[name, a] != with_their_people[name, a]] == []


@pytest.mark.parametrize(("page", "says"), CHECKED.items())
def test_the_nightly_jobs_count_none_of_anothers_records(lived_once, page, says):
    browser = Browser()
    browser.force_login(lived_once.service.staff["strange manager"])
    assert says in browser.get(reverse(page)).content.decode()


@pytest.mark.parametrize(("name", "page"), OWN)
def test_counts_meant_for_a_reader_name_nobody(with_nobody, with_their_people, name, page):
    counted = with_their_people[name, page]
    assert counted != with_nobody[name, page]
    assert not [text for text in LOOKED_FOR if text in counted[1]]


@pytest.mark.parametrize("text", LOOKED_FOR)
@pytest.mark.parametrize("name", STRANGERS)
def test_no_search_finds_anothers_people(with_nobody, with_their_people, name, text):
    assert with_nobody[name, text] == with_their_people[name, text]


def test_their_own_provider_sees_them(with_nobody, lived_once):
    """Without this the tests above would pass on pages that show nobody to anybody."""
    browser = Browser()
    browser.force_login(lived_once.service.staff["manager"])
    for text in LOOKED_FOR:
        assert "Featherstonehaugh" in browser.post(reverse("desk:search"), {"q": text}, follow=True).content.decode()
    assert "Featherstonehaugh" in browser.get(reverse("caseload:waiting")).content.decode()
