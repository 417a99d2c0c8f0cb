"""A journey: one person's way through the service, told in the words of the work. Every page met on it is inspected."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys import records
from tests.journeys.accessibility import Inspector
from tests.journeys.answering import Answer, answer, given_answer
from tests.support import clock
from tests.support.browser import PATIENCE, Window
from throughline.demo.personas import BY_KEY

expect.set_options(timeout=PATIENCE)

LEFT = "() => document.body.setAttribute('data-left', '')"
ARRIVED = "body:not([data-left]):not(:has(form[data-sending]))"
"""A page that came after the one we left: by a link, by a form, or put in place by our script."""


class Journey:
    """Inherit from it, and tell the journey in tests. `given_`, `when_`, `then_` and `and_` do what they say."""

    width = 1280
    javascript = True

    window: Window
    page: Page

    @pytest.fixture(autouse=True)
    def _set_out(self, chromium: Browser, address: str, demo: str, inspector: Inspector,
                 caplog: pytest.LogCaptureFixture) -> Iterator[None]:  # fmt: skip
        self.demo, self.inspector, self.faults = demo, inspector, list[str]()
        self._browser, self._address, self._windows = chromium, address, list[Window]()
        caplog.set_level(logging.INFO)
        self._at_a_window_of_my_own()
        yield
        for window in self._windows:
            window.close()
        self.and_every_page_i_met_is_accessible()
        assert records.personal_words_in(caplog.text, demo) == [], "the log says something about a person"

    # Coming and going

    def given_i_am(self, persona: str) -> None:
        """Sign in as one of the demo's personas, by one press."""
        self.page.goto("/account/login/")
        self._met()
        self._leave_by(self.page.get_by_role("button", name=BY_KEY[persona].name, exact=True))

    def given_somebody_else_is(self, persona: str) -> None:
        """Let somebody else sit down, at a window of their own. From now on the journey is theirs."""
        self._at_a_window_of_my_own()
        self.given_i_am(persona)

    def given_i_open(self, name: str, *arguments: object) -> None:
        """Open a page by the name of its address."""
        self.page.goto(reverse(name, args=arguments))
        self._met()

    def when_i_choose(self, words: str, *, within: str = "main") -> None:
        """Follow a link or press a button, by its words or by how they begin, and look at what comes."""
        self._leave_by(self._to_choose(words, self.page.locator(within)))

    def when_i_choose_for(self, name: str, words: str) -> None:
        """Follow the link of one person in a list of several."""
        entry = self.page.locator("main li, main tr, main dl > div").filter(has_text=name).filter(has_text=words)
        self._leave_by(self._to_choose(words, entry.last))

    def when_i_press(self, words: str) -> None:
        """Press a button without expecting to get away."""
        self._to_choose(words, self.page.locator("main")).click()

    # Answering

    def when_i_answer(self, question: str, given: Answer) -> None:
        """Answer a question by its words."""
        answer(self.page, question, given)

    def when_i_open_the_part(self, words: str) -> None:
        """Open a part of the page that is folded away."""
        self.page.locator("summary", has_text=words).click()

    def when_days_have_passed(self, days: int) -> None:
        """Let it be so many days later, at the same time of day."""
        clock.move_to(clock.in_days(days))

    # Seeing

    def then_i_am_on(self, heading: str) -> None:
        """The page's main heading is this, or has this in it."""
        expect(self.page.locator("h1")).to_contain_text(heading)

    def then_i_see(self, *words: str) -> None:
        """The page says all of this."""
        for some in words:
            expect(self.page.locator("main")).to_contain_text(some)

    def then_i_do_not_see(self, *words: str) -> None:
        """The page says none of this."""
        for some in words:
            expect(self.page.locator("main")).not_to_contain_text(some)

    def then_the_page_says_it_is_done(self, words: str) -> None:
        """A green notice says what was done."""
        expect(self.page.locator(".nhsuk-notification-banner--success")).to_contain_text(words)

    def then_the_page_explains(self, words: str) -> None:
        """The error summary says why not."""
        expect(self.page.locator(".nhsuk-error-summary")).to_contain_text(words)

    def then_the_answer_still_stands(self, question: str, given: str) -> None:
        """What was typed is still there."""
        assert given_answer(self.page, question) == given

    def and_focus_is_on_the_error_summary(self) -> None:
        """Somebody who cannot see the page is told at once."""
        expect(self.page.locator(".nhsuk-error-summary")).to_be_focused()

    def and_every_page_i_met_is_accessible(self) -> None:
        """Nothing shut anybody out, and the browser complained of nothing. Looked at after every journey anyway."""
        assert self.faults + [complaint for window in self._windows for complaint in window.complaints] == []

    and_i_am = given_i_am
    and_i_open = when_i_open = given_i_open
    and_i_choose = when_i_choose
    and_i_choose_for = when_i_choose_for
    and_i_press = when_i_press
    and_i_answer = when_i_answer
    and_i_open_the_part = when_i_open_the_part
    and_i_am_on = then_i_am_on
    and_i_see = then_i_see
    and_i_do_not_see = then_i_do_not_see
    and_the_answer_still_stands = then_the_answer_still_stands

    # How

    def _at_a_window_of_my_own(self) -> None:
        self.window = Window(self._browser, self._address, width=self.width, javascript=self.javascript)
        self.page = self.window.page
        self._windows.append(self.window)

    def _to_choose(self, words: str, within: Locator) -> Locator:
        either = within.get_by_role("link").or_(within.get_by_role("button"))
        exact = either.and_(within.page.get_by_text(words, exact=True))
        return exact if exact.count() == 1 else either.filter(has_text=words).first

    def _leave_by(self, way_out: Locator) -> None:
        self.window.evaluate(LEFT)
        way_out.click()
        self._arrive()

    def _arrive(self) -> None:
        self.page.locator(ARRIVED).wait_for(state="attached")
        self.page.wait_for_load_state()
        self._met()

    def _met(self) -> None:
        self.faults += self.inspector.faults(self.window, javascript=self.javascript)
