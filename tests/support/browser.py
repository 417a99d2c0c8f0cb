"""A real browser, and a window that remembers everything the browser complained about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from tools.browser import NONE, find

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
PATIENCE = 30_000
"""Milliseconds to wait for anything; a slow machine needs some of it."""

NOTES_VIOLATIONS = """
    document.addEventListener("securitypolicyviolation",
        (event) => console.error(`Not allowed by our policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
TOLD_ELSEWHERE = ("Failed to load resource",)
"""What the console says of every error page: those are met on purpose, and `_answered` knows more."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give the machine's Chromium for as long as this lasts. Where there is none, the test fails: it never skips."""
    path = find()
    if path is None:
        pytest.fail(NONE, pytrace=False)
    # Playwright keeps an event loop in this thread, which makes Django think that it is called from within one.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Window:
    """One person's browser window. Nothing of it is shared with another: cookies, sizes, complaints."""

    def __init__(self, browser: Browser, address: str, *, width: int, javascript: bool = True) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 844},
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(NOTES_VIOLATIONS)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda problem: self.complaints.append(f"script: {problem}"))
        self.page.on("console", self._said)
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def close(self) -> None:
        """Leave."""
        self.context.close()

    def evaluate(self, script: str, argument: Any = None) -> Any:
        """Ask the page something."""
        return self.page.evaluate(script, argument)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(TOLD_ELSEWHERE):
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.complaints.append(f"asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        is_furniture = response.request.resource_type not in ("document", "fetch", "xhr")
        if is_furniture and response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")
