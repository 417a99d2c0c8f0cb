"""A call plan in words: by worker and by day, who has no day, and each promise not kept with what it would take."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from throughline.nhsuk.shapes import Bar, Column, Link, Tag
from throughline.nhsuk.words import long_date, plural, short_date
from throughline.planner.models import CallPlan
from throughline.planner.queries import CallRow, PlanFound

MOST_SHOWN = 100
BY_WORKER = (
    Column("Link worker"), Column("Calls", numeric=True), Column("Minutes given", numeric=True),
    Column("Minutes there are", numeric=True),
)  # fmt: skip


def state_tag(row: CallRow) -> Tag:
    """Say how a call stands."""
    if row.accepted:
        return Tag("Accepted", "green")
    if row.declined_reason:
        return Tag("Declined", "grey")
    return Tag("Proposed", "blue") if row.may_accept else Tag("Cannot be accepted", "orange")


def why_words(row: CallRow) -> str:
    """Say why it is this worker and this day, and what stops it now."""
    latest = f"to be called by {short_date(row.latest_on)}"
    parts = [row.knows.label if row.knows else "no day", plural(row.points, "point"), latest]
    said = ", ".join(parts)
    if row.declined_reason:
        return f"{said}. Declined: {row.declined_reason}"
    return said if row.accepted or row.may_accept else f"{said}. {row.may_accept.reason}"


@dataclass(frozen=True)
class PlanPage:
    """A whole plan."""

    found: PlanFound

    columns = BY_WORKER
    unkept_columns = ("Who", "Promise not kept, and what it would take")
    unplaced_columns = ("Who", "Points and latest day")

    @property
    def plan(self) -> CallPlan:
        return self.found.plan

    @property
    def placed(self) -> list[CallRow]:
        return [row for row in self.found.calls if row.call_on]

    @property
    def summary(self) -> str:
        return f"{len(self.placed)} of {plural(self.plan.people, 'person', 'people')} have a day"

    @property
    def made(self) -> str:
        plan = self.plan
        there = sum(sum(days) for days in plan.minutes.values())
        return (
            f"Proposed on {long_date(plan.made_at)} by {plan.made_by.name}. All calls would take"
            f" {plan.minutes_asked:,} minutes; {there:,} minutes for calls were stated."
        )

    @property
    def measured(self) -> str:
        """Say how near the plan comes to what no plan can beat, where that was worked out."""
        if not self.plan.bound:
            return ""
        above = 100 * self.plan.bound / max(self.plan.worth, 1) - 100
        return f"No plan could be worth more than {above:.1f}% more than this one."

    @property
    def days(self) -> list[Bar]:
        count = Counter(row.call_on for row in self.placed)
        return [Bar(short_date(day), count[day]) for day in self.plan.days]

    @property
    def workers(self) -> list[list[object]]:
        calls, minutes = Counter[UUID | None](), Counter[UUID | None]()
        for row in self.placed:
            calls[row.worker_id] += 1
            minutes[row.worker_id] += row.minutes
        return [
            [Link(name, reverse("planner:part", args=[self.plan.id, one])), str(calls[one]), f"{minutes[one]:,}",
             f"{sum(self.plan.minutes[str(one)]):,}"]
            for one, name in self.found.names.items()
        ]  # fmt: skip

    @property
    def unkept(self) -> list[list[object]]:
        return [[_person(row), " ".join(row.not_kept)] for row in self.found.calls if row.not_kept][:MOST_SHOWN]

    @property
    def unkept_words(self) -> str:
        many = sum(bool(row.not_kept) for row in self.found.calls)
        shown = f", the first {MOST_SHOWN} of {many}" if many > MOST_SHOWN else ""
        return f"Promises not kept{shown}"

    @property
    def unplaced(self) -> list[list[object]]:
        return [[_person(row), why_words(row)] for row in self.found.calls if not row.call_on][:MOST_SHOWN]

    @property
    def unplaced_words(self) -> str:
        many = sum(row.call_on is None for row in self.found.calls)
        return f"No room in these days: {plural(many, 'person', 'people')}"


@dataclass(frozen=True)
class PartPage:
    """One worker's part of a plan."""

    found: PlanFound
    worker_id: UUID
    own: bool
    refused: tuple[tuple[str, str], ...] = ()

    columns = ("Day", "Who", "Minutes", "Why", "How it stands")
    refused_columns = ("Who", "Why not")

    @property
    def heading(self) -> str:
        return "Your calls" if self.own else f"Calls of {self.found.names[self.worker_id]}"

    @property
    def open(self) -> int:
        return sum(bool(row.may_accept) for row in self.found.calls)

    @property
    def rows(self) -> list[list[object]]:
        return [
            [short_date(row.call_on) if row.call_on else "", _person(row), str(row.minutes), why_words(row),
             state_tag(row)]
            for row in self.found.calls
        ]  # fmt: skip

    @property
    def refused_rows(self) -> list[list[object]]:
        return [list(one) for one in self.refused]


def _person(row: CallRow) -> Link:
    return Link(row.name, reverse("planner:planned_call", args=[row.call_id]))
