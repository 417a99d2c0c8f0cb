"""The lists of people to look at, in words: who, why line by line, and what to do. One page serves them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from throughline.core.actor import Actor
from throughline.nhsuk.shapes import Link, Tag
from throughline.nhsuk.words import plural
from throughline.watch.whose_queries import Whose

LISTS = (
    ("watch:silent", "Silent"),
    ("watch:late", "Late"),
    ("watch:first_contacts_late", "First contacts late"),
    ("watch:levels", "Levels"),
    ("watch:time_in_service", "Long in the service"),
    ("watch:at_risk", "Ground at risk"),
    ("watch:could_go_back", "Could go back"),
)


@dataclass(frozen=True)
class Person:
    """One line of a list to look at."""

    name: str
    href: str
    tag: Tag
    why: Sequence[str]
    worker: str
    action: Link


@dataclass(frozen=True)
class WatchPage:
    """One of the lists, the choice of whose people it shows, and the way to the other lists."""

    name: str
    heading: str
    lead: str
    empty: str
    whose: Whose
    viewer: Actor
    people: Sequence[Person]
    number: int
    has_next: bool
    total: int | None = None
    of_one_worker: bool = False
    """The list is never of the whole team."""

    @property
    def title(self) -> str:
        """Name the page and whose it is, so that no two pages in a row of tabs have the same name."""
        return f"{self.heading}{f', {self.whose.worker}' if self.whose.worker else ''}{self._page}"

    @property
    def caption(self) -> str:
        """Say whose people these are."""
        if self.whose.worker:
            return self.whose.worker
        return "The whole team" if self.whose.team else "My people"

    @property
    def count(self) -> str:
        if self.total is None:
            return ""
        return plural(self.total, "person", "people")

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """Lead to the other lists of the same people."""
        return [(label, f"{reverse(name)}{self._query()}", name == self.name) for name, label in LISTS]

    @property
    def others(self) -> Link | None:
        """Lead those who oversee the team from one worker's people to everybody's, and to their own."""
        if not self.whose.may_choose:
            return None
        if self.of_one_worker:
            return Link("Choose a link worker", reverse("caseload:team"))
        if self.whose.team:
            if not self.whose.has_own:
                return None
            return Link("Show only my own people", f"?{urlencode({'worker': self.viewer.user_id})}")
        return Link("Show everybody’s", reverse(self.name))

    @property
    def links(self) -> dict[str, str]:
        number = self.number
        return {
            "previous_href": self._query(page=number - 1) or "?" if number > 1 else "",
            "next_href": self._query(page=number + 1) if self.has_next else "",
        }

    @property
    def shows_workers(self) -> bool:
        return self.whose.team

    @property
    def _page(self) -> str:
        return f", page {self.number}" if self.number > 1 else ""

    def _query(self, **more: int) -> str:
        whose = {"worker": str(self.whose.worker_id)} if self.whose.may_choose and self.whose.worker_id else {}
        asked = {**whose, **more}
        return f"?{urlencode(asked)}" if asked else ""


def record_contact(case_id: UUID, name: str) -> Link:
    """Lead to where a contact is recorded: the only way off the silent list."""
    return Link("Record contact", reverse("contacts:record", args=[case_id]), hidden=f"with {name}")
