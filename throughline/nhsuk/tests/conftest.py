"""A browser and a small site for it to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support import browser
from throughline.nhsuk.build import build
from throughline.nhsuk.tests.living_page import EveryQuestion, living_page
from throughline.nhsuk.tests.site import Site


@pytest.fixture(scope="session")
def style_sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder with the style sheet and scripts, built for these tests."""
    root = tmp_path_factory.mktemp("built")
    build(root, say=False)
    return root


@pytest.fixture
def site(style_sheet: Path) -> Iterator[Site]:
    """Give a site with the living page, and the same page with errors."""
    site = Site(style_sheet)
    site.pages = {"/": living_page(), "/errors/": living_page(EveryQuestion({"reason": "OTHER", "born-day": "31"}))}
    yield site
    site.close()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Give the browser to this package's tests, and close it before the next package wants one."""
    with browser.chromium() as found:
        yield found


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """Give a page of its own, on which anything said to the console is a failure."""
    context = chromium.new_context(base_url=site.address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.on("console", lambda message: said.append(message.text) if "ERR_" not in message.text else None)
    yield page
    context.close()
    assert [line for line in said if "Failed to load resource" not in line] == []
