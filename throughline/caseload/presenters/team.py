"""The team and its caseloads, and somebody who leaves it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from throughline.caseload.moving_queries import Depending, Leaver, Team
from throughline.caseload.queries import TeamRow
from throughline.nhsuk.shapes import Bar, Column, Link, Tag
from throughline.nhsuk.words import plural, short_date

LEVELS = ("intensive", "regular", "light")


@dataclass(frozen=True)
class TeamPage:
    """Each worker's people in numbers, and as a picture."""

    page: Team

    columns = (
        "Link worker", Column("Open cases", numeric=True), Column("Late", numeric=True),
        Column("Silent", numeric=True), Column("First contacts due", numeric=True), "By level", "Go to",
    )  # fmt: skip

    @property
    def rows(self) -> list[list[object]]:
        return [self._row(row) for row in self.page.workers]

    @property
    def bars(self) -> list[Bar]:
        return [Bar(row.name, row.open_cases, note=f"{row.late} late" if row.late else "") for row in self.page.workers]

    @property
    def summary(self) -> str:
        people = sum(row.open_cases for row in self.page.workers)
        late = sum(row.late for row in self.page.workers)
        workers = plural(len(self.page.workers), "link worker")
        silent = sum(self.page.silent.values())
        return f"{plural(people, 'person', 'people')} with {workers}. {late or 'None'} late, {silent or 'none'} silent."

    def _row(self, row: TeamRow) -> list[object]:
        whose = f"?{urlencode({'worker': row.worker_id})}"
        links = [
            Link("Day", reverse("caseload:my_day") + whose, hidden=f"of {row.name}"),
            Link("People", reverse("caseload:my_people") + whose, hidden=f"of {row.name}"),
            Link("Levels", reverse("watch:levels") + whose, hidden=f"of {row.name}"),
        ]
        if row.open_cases:
            links.append(
                Link(
                    "Hand over", reverse("caseload:hand_over_together", args=[row.worker_id]), hidden=f"from {row.name}"
                )
            )
        if self.page.may_keep_team:
            links.append(
                Link("Surgeries and skills", reverse("office:worker", args=[row.worker_id]), hidden=f"of {row.name}")
            )
        if self.page.may_record_leaver:
            links.append(
                Link("Record as a leaver", reverse("caseload:leaver", args=[row.worker_id]), hidden=f": {row.name}")
            )
        late = Tag(f"{row.late} late", "red") if row.late else 0
        count = self.page.silent.get(row.worker_id, 0)
        silent = Link(str(count), reverse("watch:silent") + whose, hidden=f"silent, of {row.name}") if count else 0
        levels = ", ".join(f"{many} {word}" for many, word in zip(row.by_level, LEVELS, strict=True) if many)
        return [[row.name, f"({row.role})"], row.open_cases, late, silent, row.first_contacts_due, levels, links]


@dataclass(frozen=True)
class LeaverPage:
    """Who would be left behind, and whether the worker can go."""

    page: Leaver

    columns = ("Person", "Next contact", "What depends on them", "What to do")

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def can_leave(self) -> bool:
        return bool(self.page.may_leave)

    @property
    def reason(self) -> str:
        return self.page.may_leave.reason

    @property
    def rows(self) -> list[list[object]]:
        return [_depending(person) for person in self.page.people]

    @property
    def back_href(self) -> str:
        return reverse("caseload:team")


def _depending(person: Depending) -> list[object]:
    hand_over = reverse("caseload:hand_over", args=[person.case_id]) + "?leaving=1"
    return [
        Link(person.name, reverse("desk:client", args=[person.client_id])),
        short_date(person.next_contact_on),
        "Their next contact" if person.only_next_contact else "Their link worker",
        Link("Hand over", hand_over, hidden=person.name),
    ]
