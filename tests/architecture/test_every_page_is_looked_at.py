"""Every address that shows a page stands in the list that axe visits, and is whole as it leaves the server."""

import re

import pytest
from django.test import Client

from tests.architecture.addresses import every_address
from tests.journeys.pages import MET_ON_THE_WAY, NOT_A_PAGE, PAGES_SEEN
from tests.support.living import PASSWORD

ADDRESSES = {address.name: address for address in every_address()}
SEEN = {page.name for page in PAGES_SEEN}
BROKEN_WORDS = re.compile(r"&lt;throughline\.|object at 0x|>\s*None\s*<|=\"None\"|\bNone,|\{\{|\{%|Undefined")


@pytest.fixture
def open_page(lived):
    signed_in = {None: Client()}

    def answer(page):
        if page.by not in signed_in:
            signed_in[page.by] = Client()
            signed_in[page.by].post("/account/login/", {"login": f"{page.by}@example.org", "password": PASSWORD})
        client = signed_in[page.by]
        path = ADDRESSES[page.name].path(lived.ids(page.stage))
        return client.get(path) if page.sent is None else client.post(path, page.sent)

    return answer


def test_every_address_that_shows_a_page_is_visited(client, lived):
    unseen = set(ADDRESSES) - SEEN - set(MET_ON_THE_WAY) - set(NOT_A_PAGE)
    shown = set()
    for staff in lived.service.staff.values():
        client.force_login(staff)
        for name in unseen:
            if client.get(ADDRESSES[name].path(lived.ids())).status_code not in (403, 404, 405):
                shown.add(name)
    assert shown == set(), "list these in tests/journeys/pages.py, so that axe visits them"


@pytest.mark.parametrize("page", PAGES_SEEN, ids=str)
def test_a_page_has_one_heading_a_title_and_no_broken_words(open_page, page):
    answer = open_page(page)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert len(re.findall(r"<h1[\s>]", body)) == 1
    [title] = re.findall(r"<title>\s*(.+?)\s*</title>", body, re.DOTALL)
    assert title
    assert title.startswith("Error: ") == (page.sent is not None)
    assert '<html lang="en' in body
    assert BROKEN_WORDS.findall(body) == []


@pytest.mark.parametrize("page", [page for page in PAGES_SEEN if page.sent is not None], ids=str)
def test_an_error_is_said_twice(open_page, page):
    body = open_page(page).content.decode()
    assert "nhsuk-error-summary" in body
    assert "nhsuk-error-message" in body


def test_no_two_pages_have_the_same_title(open_page):
    titles = {}
    for page in PAGES_SEEN:
        [title] = re.findall(r"<title>\s*(.+?)\s*</title>", open_page(page).content.decode(), re.DOTALL)
        titles.setdefault(title, set()).add(page.name)
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}


def test_the_list_names_only_what_there_is():
    assert SEEN | set(MET_ON_THE_WAY) | set(NOT_A_PAGE) <= set(ADDRESSES)
