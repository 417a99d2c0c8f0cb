"""What a journey sets out with: a browser, the demo service as it opens on Friday 20 March 2020, and an inspector."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser

from tests.journeys.accessibility import Inspector
from tests.support import browser, clock, databases, server
from throughline.core.clock import LONDON
from throughline.demo.loading import load_demo

EMPTY, DEMO = "throughline_template", "throughline_demo_template"
TEN_O_CLOCK = datetime(2020, 3, 20, 10, 0, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def it_is_the_day_that_work_went_remote(the_clock_stands_still: None) -> None:
    """Start every journey on Friday 20 March 2020 at ten."""
    clock.move_to(TEN_O_CLOCK)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Give one browser to all journeys. Each opens windows of its own."""
    with browser.chromium() as found:
        yield found


@pytest.fixture(scope="package")
def inspector() -> Inspector:
    """Give one inspector to all journeys, so that what was looked at once is not looked at again."""
    return Inspector()


@pytest.fixture(scope="session")
def demo_template(django_db_setup, django_db_blocker) -> str:  # type: ignore[no-untyped-def]
    """Load the demo once, into a database that each journey clones, also when other tests run between two journeys."""
    with django_db_blocker.unblock(), databases.clone_of(EMPTY, DEMO, keep=True):
        load_demo()
    return DEMO


@pytest.fixture
def demo(demo_template: str, django_db_blocker) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """Give the journey a demo service of its own, and the database's name."""
    with django_db_blocker.unblock(), databases.clone_of(demo_template) as name:
        yield name


@pytest.fixture
def address(demo: str) -> Iterator[str]:
    """Serve the journey's own demo service."""
    with server.serving() as served:
        yield served
