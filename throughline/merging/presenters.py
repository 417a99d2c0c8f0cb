"""Two records side by side, and what a merge will do, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from throughline.clients.likeness_queries import Pair
from throughline.core.paging import Page
from throughline.merging.commands import Plan
from throughline.merging.keys import ONLY_ONE, keys_to_clients
from throughline.merging.queries import CaseFacts, Made, PerhapsTheSame, Side, SideBySide
from throughline.nhsuk.shapes import Link, Tag
from throughline.nhsuk.words import long_moment, phone_for_reading, plural, sentence, short_date

LABELS: Mapping[str, str] = {
    "full_name": "name",
    "date_of_birth": "date of birth",
    "nhs_number": "NHS number",
    "address": "address",
    "postcode": "postcode",
    "surgery_id": "surgery",
}
COUNTED = {
    "cases.Case.client": ("case, with all contacts in it", "cases, with all contacts in them"),
    "clients.WayToReach.client": ("phone number or email address", "phone numbers or email addresses"),
    "clients.Correction.client": ("correction of their particulars", "corrections of their particulars"),
    "clients.NameWord.client": ("word of their name, by which they are found", "words of their name"),
    "clients.Client.merged_into": ("record that was merged into it before", "records that were merged into it before"),
}


@dataclass(frozen=True)
class PairsPage:
    """Who may be one person, and what was merged lately."""

    found: Page[Pair]
    made: list[Made]

    pair_columns = ("Two records", "Why", "")
    made_columns = ("Stands", "Was merged", "When", "")

    @property
    def pair_rows(self) -> list[list[object]]:
        return [
            [f"{p.name} and {p.other_name}", sentence(", ".join(p.reasons)),
             Link("Compare", reverse("merging:compare", args=[p.likeness_id]), hidden=f" {p.name} and {p.other_name}")]
            for p in self.found.rows
        ]  # fmt: skip

    @property
    def made_rows(self) -> list[list[object]]:
        return [[m.name, m.merged_name, f"{long_moment(m.at)}, {m.by}", _undo(m)] for m in self.made]

    @property
    def previous_href(self) -> str:
        return f"?page={self.found.number - 1}" if self.found.number > 1 else ""

    @property
    def next_href(self) -> str:
        return f"?page={self.found.number + 1}" if self.found.has_next else ""


@dataclass(frozen=True)
class PickPage:
    """Which record to compare with this one."""

    found: PerhapsTheSame

    columns = ("Record", "Born", "Postcode", "")

    @property
    def name(self) -> str:
        return self.found.who.name

    @property
    def back_href(self) -> str:
        return reverse("merging:pairs")

    @property
    def rows(self) -> list[list[object]]:
        return [
            [one.name, short_date(one.born_on), one.postcode or "Not known",
             Link("Compare", reverse("merging:merge", args=[self.found.who.client_id, one.client_id]),
                  hidden=f" with {one.name}, born {short_date(one.born_on)}")]
            for one in self.found.found
        ]  # fmt: skip


@dataclass(frozen=True)
class ComparePage:
    """Two records side by side."""

    both: SideBySide

    columns = ("", "First record", "Second record", "")
    back_href = property(lambda self: reverse("merging:pairs"))

    @property
    def rows(self) -> list[list[object]]:
        return [
            [label, one or "Not known", other or "Not known", _difference(one, other)]
            for label, one, other in _lines(self.both.first, self.both.second)
        ]

    @property
    def why(self) -> str:
        return f"They are compared because of {_listed(self.both.reasons)}." if self.both.reasons else ""


@dataclass(frozen=True)
class MergePage(ComparePage):
    """What a merge will do, before it is done."""

    plan: Plan

    @property
    def moving(self) -> list[str]:
        return [_counted(name, count) for name, count in sorted(self.plan.moving.items())]

    @property
    def staying(self) -> list[str]:
        return [
            f"{_counted(name, count)}: {ONLY_ONE.get(name, '')}" for name, count in sorted(self.plan.staying.items())
        ]


@dataclass(frozen=True)
class UndoPage:
    """What undoing a merge will do."""

    made: Made

    back_href = property(lambda self: reverse("merging:pairs"))

    @property
    def when(self) -> str:
        return f"{self.made.by} merged these two records on {long_moment(self.made.at)}."


def said(side: Side, column: str) -> str:
    """Give what a record says of one particular."""
    value = side.surgery if column == "surgery_id" else side.particulars[column]
    return short_date(value) if isinstance(value, date) else str(value or "")


def when_opened(case: CaseFacts) -> str:
    """Give since when a case is open."""
    return f"since {short_date(case.opened_at)}"


def _lines(first: Side, second: Side) -> list[tuple[str, str, str]]:
    lines = [(sentence(label), said(first, column), said(second, column)) for column, label in LABELS.items()]
    lines.append(("Phone numbers and email", _ways(first), _ways(second)))
    lines.append(("Link worker", _cases(first), _cases(second)))
    lines.append(("On record since", short_date(first.registered_at), short_date(second.registered_at)))
    return lines


def _difference(one: str, other: str) -> Tag | str:
    if one == other:
        return ""
    return Tag("Differs", "orange") if one and other else Tag("Only one knows", "grey")


def _ways(side: Side) -> str:
    return ", ".join(phone_for_reading(w) if w.startswith("+") else w for w in side.ways)


def _cases(side: Side) -> str:
    return ", ".join(
        f"{c.worker}, {when_opened(c)}" if c.closed_at is None else f"{c.worker}, until {short_date(c.closed_at)}"
        for c in side.cases
    )


def _counted(name: str, count: int) -> str:
    if name in COUNTED:
        return plural(count, *COUNTED[name])
    model = next(key.model for key in keys_to_clients() if key.name == name)
    return plural(count, str(model._meta.verbose_name), str(model._meta.verbose_name_plural))


def _listed(reasons: tuple[str, ...]) -> str:
    return ", ".join(reasons)


def _undo(made: Made) -> Link | str:
    if made.undone:
        return "Undone"
    return Link("Undo", reverse("merging:undo", args=[made.merge_id]), hidden=f" the merge of {made.merged_name}")
