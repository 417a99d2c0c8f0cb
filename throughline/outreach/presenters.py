"""Lists of vulnerable people, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.nhsuk.shapes import Column, Link, SummaryRow
from throughline.nhsuk.words import long_date, plural, short_date
from throughline.outreach.queries import ListRow, ReturnedRow, Share

SHOWN = 50
"""Rows that were returned, shown on the page. All of them are in the file."""


@dataclass(frozen=True)
class ListsPage:
    """Every list with its counts, the newest first."""

    lists: list[ListRow]

    columns = (
        "List", "Received", Column("Listed", numeric=True), Column("On a list already", numeric=True),
        Column("Clients", numeric=True), Column("Rows returned", numeric=True), "Delete by",
    )  # fmt: skip

    @property
    def rows(self) -> list[list[object]]:
        return [
            [Link(one.name, reverse("outreach:report", args=[one.list_id])), short_date(one.received_on), one.listed,
             one.joined, one.flagged + one.former, one.bad, short_date(one.delete_by)]
            for one in self.lists
        ]  # fmt: skip


@dataclass(frozen=True)
class ReportPage:
    """What one list came to."""

    one: ListRow
    shares: list[Share]
    bad: list[ReturnedRow]

    share_columns = ("Surgery", "Link worker", Column("People", numeric=True), Column("Still to call", numeric=True))
    bad_columns = ("Line", "Field", "What is wrong")

    @property
    def title(self) -> str:
        return self.one.name

    @property
    def came_to(self) -> list[SummaryRow]:
        one = self.one
        rows = [
            ("Rows read", plural(one.rows_read, "row")),
            ("Listed now", plural(one.listed, "person", "people")),
            ("On a list already", f"{plural(one.joined, 'person', 'people')}, joined: each is called once"),
            ("Clients", f"{one.flagged} flagged on their records: their own link worker calls"),
            ("Were clients before", f"{one.former} flagged on their records"),
            ("The same person twice", plural(one.repeated, "row")),
            ("Left out", f"{one.died} marked as having died, {one.opted_out} who do not want calls"),
            ("Returned", f"{plural(one.bad, 'row')} with reasons"),
        ]
        return [SummaryRow(key, value) for key, value in rows]

    @property
    def held(self) -> list[SummaryRow]:
        one = self.one
        return [
            SummaryRow("From", one.source),
            SummaryRow("Received", long_date(one.received_on)),
            SummaryRow("Held on the basis of", one.legal_basis),
            SummaryRow("Deleted by", long_date(one.delete_by)),
        ]

    @property
    def share_rows(self) -> list[list[object]]:
        return [[s.surgery or "Not known", s.worker or "Whoever is free", s.people, s.to_call] for s in self.shares]

    @property
    def bad_rows(self) -> list[list[object]]:
        return [[row.line, row.field, row.reason] for row in self.bad]

    @property
    def file_href(self) -> str:
        return reverse("outreach:returned", args=[self.one.list_id]) if self.bad else ""
