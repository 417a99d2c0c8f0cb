"""People with a manager, and what the manager goes by, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.cases.presenters import BY_WAY
from throughline.clients.presenters import ClientHead, standing_tags
from throughline.contacts.presenters.recording import WHAT_CAME_OF_IT
from throughline.contacts.review_queries import Reviewing, WithManager
from throughline.core.paging import Page
from throughline.nhsuk.shapes import Link
from throughline.nhsuk.words import long_moment, short_date


@dataclass(frozen=True)
class WithManagerPage:
    """Those whom no route reached."""

    page: Page[WithManager]

    columns = ("Person", "Link worker", "With a manager since", "Last spoke", "Next contact", "What to do")

    @property
    def rows(self) -> list[list[object]]:
        return [self._row(row) for row in self.page.rows]

    @property
    def next_href(self) -> str:
        return f"?page={self.page.number + 1}" if self.page.has_next else ""

    @property
    def previous_href(self) -> str:
        return f"?page={self.page.number - 1}" if self.page.number > 1 else ""

    def _row(self, row: WithManager) -> list[object]:
        who = reverse("desk:client", args=[row.client.client_id])
        return [
            [
                Link(row.client.name, who),
                *standing_tags(row.client.standing),
            ],
            row.worker,
            short_date(row.since),
            short_date(row.last_reached_at) if row.last_reached_at else "Never",
            short_date(row.next_contact_on),
            Link("Decide", reverse("contacts:review", args=[row.case_id]), hidden=f"for {row.client.name}"),
        ]


@dataclass(frozen=True)
class ReviewPage:
    """What a manager goes by."""

    page: Reviewing

    columns = ("When", "What was tried")

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.page.client)

    @property
    def name(self) -> str:
        return self.page.client.name

    @property
    def since(self) -> str:
        return short_date(self.page.since) if self.page.since else ""

    @property
    def last_spoke(self) -> str:
        return long_moment(self.page.last_reached_at) if self.page.last_reached_at else "Never"

    @property
    def barrier(self) -> str:
        return self.page.barrier.label if self.page.barrier else ""

    @property
    def rows(self) -> list[list[object]]:
        return [
            [long_moment(effort.at), f"{WHAT_CAME_OF_IT[effort.outcome]}, {BY_WAY[effort.way]}"]
            for effort in self.page.efforts
        ]

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.page.client.client_id])
