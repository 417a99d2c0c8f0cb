"""What every scenario starts from. Each is told twice: by request alone, and on a phone in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.accessibility import Inspector
from tests.scenarios.in_a_browser import StoryInABrowser
from tests.scenarios.story import Story
from tests.support import browser, clock, server
from tests.support.service import build_service


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Give one browser to all scenarios."""
    with browser.chromium() as found:
        yield found


@pytest.fixture(scope="package")
def inspector() -> Inspector:
    """Give one inspector to all scenarios, so that what was looked at once is not looked at again."""
    return Inspector()


@pytest.fixture
def on_a_phone(chromium, inspector, own_database) -> Iterator[StoryInABrowser]:
    """Give a service of its own, served, and a phone to look at it with; no page may shut anybody out."""
    clock.move_to(clock.START)
    with server.serving() as address:
        story = StoryInABrowser(build_service(), browser=chromium, address=address, inspector=inspector)
        yield story
        story.close()
    assert story.faults == []


@pytest.fixture(params=["by request", "on a phone"])
def story(request: pytest.FixtureRequest) -> Story:
    """Give a service at work, about which a story can be told."""
    if request.param == "on a phone":
        return request.getfixturevalue("on_a_phone")
    return Story(request.getfixturevalue("service"))
