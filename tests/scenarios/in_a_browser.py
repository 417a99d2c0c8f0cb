"""The same stories told through a real browser on a phone: every screen is opened, looked at, and sent from."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from tests.journeys.accessibility import Inspector
from tests.scenarios.story import Story, dated, words_of
from tests.support.browser import Window
from tests.support.service import Service

PHONE = 390

SEND = """
    ([path, answers]) => {
        const form = Object.assign(document.createElement("form"), {method: "post", action: path});
        const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
        for (const [name, value] of [...answers, ["csrfmiddlewaretoken", token]]) {
            form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
        }
        document.body.append(form);
        form.submit();
    }
"""
"""Sends these answers and no others: what a scenario says is sent, and nothing that a page had ready."""


class StoryInABrowser(Story):
    """A story whose screens are what Chromium shows. `faults` is what would shut somebody out of one of them."""

    def __init__(self, service: Service, *, browser: Browser, address: str, inspector: Inspector) -> None:
        super().__init__(service)
        self.faults: list[str] = []
        self._inspector = inspector
        self._window = Window(browser, address, width=PHONE)

    def close(self) -> None:
        """Put the phone away."""
        self._window.close()

    def screen(self, page: str, *ids: object, by: str = "worker", **query: Any) -> str:
        """Open a page as somebody; give what it says."""
        self._sits_down(by)
        self._window.page.goto(reverse(page, args=ids, query=query))
        return self._read()

    def send(self, page: str, *ids: object, by: str = "worker", **answers: Any) -> str:
        """Send answers from a page as somebody; give what the next page says."""
        self._sits_down(by)
        path = reverse(page, args=ids)
        self._window.page.goto(path)
        pairs = [(name, str(one)) for name, told in dated(answers).items() for one in _each(told)]
        with self._window.page.expect_navigation() as reply:
            self._window.evaluate(SEND, [path, pairs])
        assert reply.value is not None
        assert reply.value.status == 200, reply.value.status
        return self._read()

    def _sits_down(self, who: str) -> None:
        client = Client()
        client.force_login(self.service.staff[who])
        session = client.cookies["sessionid"].value
        self._window.context.add_cookies([{"name": "sessionid", "value": session, "url": self._window.address}])

    def _read(self) -> str:
        self.faults += self._inspector.faults(self._window)
        self.faults += self._window.complaints
        self._window.complaints.clear()
        return words_of(self._window.page.content())


def _each(told: Any) -> list[Any]:
    return list(told) if isinstance(told, list | tuple | set | frozenset) else [told]
