"""The data quality panel in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core.actor import Actor
from throughline.core.paging import Page
from throughline.nhsuk.shapes import Column, Link
from throughline.nhsuk.words import long_moment, plural
from throughline.oversight.quality_queries import Found, KeptQuality, Rule, Somebody, sees_everybody


@dataclass(frozen=True)
class QualityPage:
    """What is wrong, of how many, the commonest first."""

    found: list[Found]
    viewer: Actor
    last: KeptQuality | None = None

    columns = ("What is wrong", Column("People", numeric=True), "What to do")

    @property
    def whose(self) -> str:
        return "everybody at your service" if sees_everybody(self.viewer) else "the people you work with"

    @property
    def may_merge(self) -> bool:
        return policy.permits(self.viewer, Permission.MERGE_CLIENTS)

    @property
    def rows(self) -> list[list[object]]:
        return [
            [Link(f.rule.wrong, reverse("oversight:quality_of", args=[f.rule.name])), f.people, f.rule.remedy]
            for f in sorted(self.found, key=lambda f: -f.people)
            if f.people
        ]

    @property
    def nightly(self) -> str:
        """Say when the nightly job counted last, and what it came to then, to those who see the whole service."""
        if self.last is None:
            return "The nightly job has not counted yet: it runs tonight."
        ran = f"The nightly job last counted on {long_moment(self.last.ran_at)}"
        if not sees_everybody(self.viewer):
            return f"{ran}."
        return f"{ran}: {plural(sum(self.last.people.values()), 'finding')} then, {self._now} now."

    @property
    def _now(self) -> int:
        return sum(f.people for f in self.found)

    @property
    def well(self) -> str:
        right = sum(not f.people for f in self.found)
        return f"{plural(right, 'other rule')} of {len(self.found)} found nobody." if right else ""


@dataclass(frozen=True)
class PeoplePage:
    """Whom one rule holds of."""

    rule: Rule
    people: Page[Somebody]
    viewer: Actor

    columns = ("Name", "Go to")

    @property
    def rows(self) -> list[list[object]]:
        return [[person.name, self._ways_on(person)] for person in self.people.rows]

    def _ways_on(self, person: Somebody) -> list[Link]:
        pages = [("Particulars", "clients:particulars")]
        if policy.permits(self.viewer, Permission.VIEW_CLIENT):
            pages = [("Record", "desk:client"), *pages]
        return [Link(text, reverse(page, args=[person.client_id]), hidden=f" of {person.name}") for text, page in pages]

    @property
    def previous_href(self) -> str:
        return f"?page={self.people.number - 1}" if self.people.number > 1 else ""

    @property
    def next_href(self) -> str:
        return f"?page={self.people.number + 1}" if self.people.has_next else ""
