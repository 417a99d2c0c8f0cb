"""An ordinary call is written up without a mouse, in few keystrokes."""

import sys
import time

from tests.journeys.journey import Journey

FEW = 25
"""Keystrokes from My day to the saved contact, the note's eight letters among them. At two a second: 13 seconds."""


class TestByKeyboardAlone(Journey):
    def test_spoke_all_well_in_six_weeks(self):
        self.given_i_am("priya")
        self.given_i_am_at_the_button_of("Jude Carlisle")

        began, self.pressed = time.monotonic(), 0
        self.press("Enter")
        self._arrive()
        self.and_focus_is_on_the_first_question()
        self.press("Space")
        self.press("Tab", "Tab")
        self.type("All well")
        self.tab_to("When is the next contact?", most=6)
        self.choose_below("In 6 weeks")
        self.press("Enter")
        self._arrive()
        seconds = time.monotonic() - began

        self.then_the_page_says_it_is_done("Next for Jude Carlisle: Priya Nair will phone on Friday 1 May 2020")
        sys.stdout.write(f"\nBy keyboard alone: {self.pressed} keystrokes, {seconds:.1f} seconds\n")
        assert self.pressed <= FEW

    def given_i_am_at_the_button_of(self, name):
        for _ in range(30):
            self.page.keyboard.press("Tab")
            if self.focused("it.textContent").strip().startswith("Record contact"):
                break
        assert name in self.focused("it.textContent")

    def and_focus_is_on_the_first_question(self):
        assert self.focused("it.closest('fieldset').querySelector('legend').textContent.trim()") == "What happened?"

    def tab_to(self, question, *, most):
        for _ in range(most):
            self.press("Tab")
            if question in self.focused("it.closest('fieldset')?.querySelector('legend').textContent ?? ''"):
                return
        raise AssertionError(f"{question} is further than {most} presses of Tab away")

    def choose_below(self, words):
        for _ in range(4):
            self.press("ArrowDown")
            if words in self.focused("it.labels[0].textContent"):
                return
        raise AssertionError(f"no choice says {words}")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, words):
        self.page.keyboard.type(words)
        self.pressed += len(words)

    def focused(self, what):
        return self.page.evaluate(f"() => {{ const it = document.activeElement; return {what} }}")
