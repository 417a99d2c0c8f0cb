"""The balance in words, as bars and in a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.contacts.models import Kind
from throughline.nhsuk.shapes import Bar, Column, Link
from throughline.nhsuk.words import plural, short_date
from throughline.oversight.balance_queries import Balance, Month
from throughline.oversight.balance_rules import HEADINGS, NOT_SAID

LABELS = {**{kind.value: kind.label for kind in Kind}, NOT_SAID: "Nobody said"}


@dataclass(frozen=True)
class BalancePage:
    """The months by kind, and who had no talk of goals for long."""

    found: Balance

    list_columns = ("Person", "Link worker", "Last talk of goals", "When to ask")

    @property
    def latest(self) -> str:
        return f"{self._drawn.month:%B %Y}"

    @property
    def _drawn(self) -> Month:
        """Give the latest month with a conversation: an empty picture says nothing."""
        return next((month for month in self.found.months if month.contacts), self.found.months[0])

    @property
    def bars(self) -> list[Bar]:
        month = self._drawn
        return [Bar(LABELS[name], month.of_contacts[name], shown=f"{month.of_contacts[name]}%") for name in HEADINGS]

    @property
    def columns(self) -> tuple[object, ...]:
        months = (Column(f"{month.month:%b %Y}", numeric=True) for month in reversed(self.found.months))
        return ("What it was about", *months)

    @property
    def contact_rows(self) -> list[list[object]]:
        return self._rows("of_contacts", "contacts")

    @property
    def minute_rows(self) -> list[list[object]]:
        return self._rows("of_minutes", "minutes")

    @property
    def listed_columns(self) -> tuple[object, ...]:
        return ("How much", *self.columns[1:])

    @property
    def listed_rows(self) -> list[list[object]]:
        """Give the calls to listed people, where there was one: they take of the same hours."""
        months = self.found.months[::-1]
        if not any(month.list_calls for month in months):
            return []
        return [
            ["Calls", *(month.list_calls for month in months)], ["Minutes", *(month.list_minutes for month in months)],
        ]  # fmt: skip

    def _rows(self, shares: str, total: str) -> list[list[object]]:
        months = self.found.months[::-1]
        rows: list[list[object]] = [
            [LABELS[name], *(f"{getattr(month, shares)[name]}%" for month in months)] for name in HEADINGS
        ]
        whole: list[object] = ["All", *(f"{sum(getattr(month, shares).values())}%" for month in months)]
        return [*rows, whole, [f"Number of {total}", *(getattr(month, total) for month in months)]]

    @property
    def heading(self) -> str:
        return f"No talk of goals for {self.found.days} days: {plural(len(self.found.without), 'person', 'people')}"

    @property
    def rows(self) -> list[list[object]]:
        return [
            [
                Link(one.name, reverse("desk:client", args=[one.client_id])),
                one.worker,
                short_date(one.last_on) if one.last_on else f"Never, since {short_date(one.opened_on)}",
                f"Not ready, ask again from {short_date(one.ask_from)}" if one.ask_from else "When they are ready",
            ]
            for one in self.found.without
        ]
