"""Answers a question on a page by its words, whatever kind of question it is, as somebody who reads the page would."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Locator, Page

Answer = str | date | list[str]


def answer(page: Page, question: str, given: Answer) -> None:
    """Choose, tick or type. Choices are given by their labels, a date as a date."""
    group = page.locator("fieldset", has=page.locator("legend", has_text=question)).last
    field = page.get_by_label(question, exact=True)
    if isinstance(given, date):
        _type_date(group, given)
    elif group.count():
        for choice in [given] if isinstance(given, str) else given:
            group.get_by_label(choice, exact=True).check()
    elif field.evaluate("(it) => it.tagName") == "SELECT":
        field.select_option(label=str(given))
    else:
        field.fill(str(given))


def given_answer(page: Page, question: str) -> str:
    """Read back what stands in a box."""
    return page.get_by_label(question, exact=True).input_value()


def _type_date(group: Locator, day: date) -> None:
    for part, number in [("Day", day.day), ("Month", day.month), ("Year", day.year)]:
        group.get_by_label(part, exact=True).fill(str(number))
