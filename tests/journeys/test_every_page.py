"""Every page that somebody can meet, and every error state, in a real browser, wide and narrow."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.architecture.addresses import every_address
from tests.journeys.conftest import EMPTY
from tests.journeys.pages import PAGES_SEEN
from tests.support import clock, databases, server
from tests.support.browser import Window
from tests.support.living import live_through
from tests.support.service import build_service

ADDRESSES = {address.name: address for address in every_address()}
WIDTHS = (1280, 390)

SEND = """
    (answers) => {
        const form = document.createElement("form");
        form.method = "post";
        const token = document.querySelector("main input[name=csrfmiddlewaretoken]").value;
        for (const [name, value] of Object.entries({...answers, csrfmiddlewaretoken: token})) {
            form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
        }
        document.body.append(form);
        form.submit();
    }
"""
"""Sends these answers and no others, as a browser without our script would."""


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker):
    """Give one client's whole history, in a database that these tests share: looking changes nothing."""
    clock.move_to(clock.START)
    with django_db_blocker.unblock(), databases.clone_of(EMPTY):
        yield live_through(build_service())


@pytest.fixture(scope="module")
def address(lived):
    """Serve it."""
    with server.serving() as served:
        yield served


@pytest.fixture
def window(chromium, address):
    """Give a window of one's own."""
    window = Window(chromium, address, width=WIDTHS[0])
    yield window
    window.close()


@pytest.mark.parametrize("page", PAGES_SEEN, ids=str)
def test_a_page_shuts_nobody_out(page, window, lived, inspector):
    clock.move_to(clock.START)
    if page.by:
        sign_in(window, lived.service.staff[page.by])
    answer = window.page.goto(ADDRESSES[page.name].path(lived.ids(page.stage)))
    assert answer.status == 200
    if page.sent is not None:
        with window.page.expect_navigation():
            window.evaluate(SEND, dict(page.sent))
    assert [fault for width in WIDTHS for fault in faults(inspector, window, width)] == []
    assert window.complaints == []


def faults(inspector, window, width):
    window.page.set_viewport_size({"width": width, "height": 844})
    return inspector.faults(window)


def sign_in(window, user):
    client = Client()
    client.force_login(user)
    window.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": window.address}]
    )
