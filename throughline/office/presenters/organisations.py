"""Organisations and how they are tied, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from throughline.nhsuk.shapes import Link
from throughline.nhsuk.words import phone_for_reading, sentence, short_date
from throughline.office.organisation_queries import Directory, OrganisationSheet, Tie
from throughline.organisations.models import TURNED_ROUND, Kind, RelationKind
from throughline.organisations.rules import SIDES

MANY = {
    Kind.COMMISSIONER: "Commissioners",
    Kind.PROVIDER: "Providers",
    Kind.SURGERY: "GP surgeries",
    Kind.COUNCIL: "Councils",
    Kind.LINKED_SERVICE: "Linked services",
    Kind.UNIVERSITY: "Universities",
    Kind.TRANSCRIPTION: "Transcription companies",
    Kind.ETHICS: "Ethics committees",
    Kind.FUNDER: "Funders",
}
IN_ORDER = [words for kind, turned in TURNED_ROUND.items() for words in (kind.label, turned)]
"""The ways of being tied in one order, so that every organisation's sentence is built alike."""

NAMED_AT_MOST = 4
"""More names than these in one sentence nobody reads: they are counted, and named on the organisation's own page."""


@dataclass(frozen=True)
class OrganisationsPage:
    """Every organisation by kind, each with its relations of today; those that closed apart."""

    found: Directory

    columns = ("Name", "Telephone", "Relations today")
    columns_closed = ("Name", "What it was", "Last day")

    @property
    def tables(self) -> list[tuple[str, list[list[object]]]]:
        by_kind = ((MANY[kind], [s for s in self.found.sheets if s.kind == kind and not s.is_closed]) for kind in Kind)
        return [(heading, [_row(sheet) for sheet in sheets]) for heading, sheets in by_kind if sheets]

    @property
    def closed(self) -> list[list[object]]:
        return [
            [_link(s), s.kind.label, short_date(s.closed_on)] for s in self.found.sheets if s.is_closed and s.closed_on
        ]

    @property
    def commissioners(self) -> list[tuple[UUID, str]]:
        """Give who may commission a provider."""
        may = SIDES[RelationKind.COMMISSIONS][0]
        return [(s.organisation_id, s.name) for s in self.found.sheets if s.kind in may and s.closed_on is None]


@dataclass(frozen=True)
class OrganisationPage:
    """One organisation, its relations and what they were before."""

    sheet: OrganisationSheet

    columns = ("Relation", "Since", "To do")
    columns_before = ("Relation", "From", "Last day")

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def here(self) -> str:
        return reverse("office:organisation", args=[self.sheet.organisation_id])

    @property
    def is_open(self) -> bool:
        return self.sheet.closed_on is None

    @property
    def may_be_closed(self) -> bool:
        """Say whether to offer closing it. A provider is closed on the command line alone."""
        return self.is_open and self.sheet.kind != Kind.PROVIDER

    @property
    def what(self) -> str:
        """Say what it is, how to reach it, and whether it closed."""
        closed = self.sheet.closed_on
        told = [
            f"{self.sheet.kind.label}.",
            f"Telephone {phone_for_reading(self.sheet.phone)}."
            if self.sheet.phone
            else "No telephone number on record.",
            f"Last day: {short_date(closed)}." if closed else "",
        ]
        return " ".join(filter(None, told))

    @property
    def rows(self) -> list[list[object]]:
        """Give the relations that hold or will."""
        return [[_says(tie), _since(tie), _end(tie)] for tie in _in_order(self.sheet) if not tie.is_over(self.sheet.on)]

    @property
    def before(self) -> list[list[object]]:
        return [
            [_says(tie), short_date(tie.starts_on), short_date(tie.ends_on)]
            for tie in self.sheet.ties
            if tie.ends_on and tie.is_over(self.sheet.on)
        ]


@dataclass(frozen=True)
class RelatePage:
    """One organisation, and what it could be tied to, in which ways."""

    sheet: OrganisationSheet
    found: Directory

    @property
    def sayings(self) -> list[tuple[str, str]]:
        """Give every way in which an organisation of this kind can be tied, as it would say it."""
        kind = self.sheet.kind
        says = [(f"{tie}>", tie.label) for tie, (sources, _) in SIDES.items() if kind in sources]
        says += [(f"{tie}<", TURNED_ROUND[tie]) for tie, (_, targets) in SIDES.items() if kind in targets]
        return [(value, sentence(words)) for value, words in says]

    @property
    def others(self) -> list[tuple[UUID, str]]:
        """Give the open organisations of the kinds it can be tied to."""
        kind = self.sheet.kind
        kinds = {k for sources, targets in SIDES.values() for k in targets if kind in sources}
        kinds |= {k for sources, targets in SIDES.values() for k in sources if kind in targets}
        return [
            (s.organisation_id, f"{s.name} ({s.kind.label})")
            for s in self.found.sheets
            if s.kind in kinds and s.closed_on is None and s.organisation_id != self.sheet.organisation_id
        ]

    def ends(self, says: str, other_id: UUID) -> dict[str, Any]:
        """Give the relation that was chosen, from whom to whom."""
        kind, here = RelationKind(says[:-1]), self.sheet.organisation_id
        source, target = (here, other_id) if says.endswith(">") else (other_id, here)
        return {"source_id": source, "kind": kind, "target_id": target}


def _row(sheet: OrganisationSheet) -> list[object]:
    return [_link(sheet), phone_for_reading(sheet.phone) if sheet.phone else "None on record", _in_a_sentence(sheet)]


def _link(sheet: OrganisationSheet) -> Link:
    return Link(sheet.name, reverse("office:organisation", args=[sheet.organisation_id]))


def _in_a_sentence(sheet: OrganisationSheet) -> str:
    said: dict[str, list[Tie]] = {}
    for tie in _in_order(sheet):
        if tie.holds(sheet.on):
            said.setdefault(tie.says, []).append(tie)
    return sentence("; ".join(f"{says} {_named(ties)}" for says, ties in said.items())) or "None today"


def _in_order(sheet: OrganisationSheet) -> list[Tie]:
    return sorted(sheet.ties, key=lambda tie: (IN_ORDER.index(tie.says), tie.other))


def _since(tie: Tie) -> str:
    return short_date(tie.starts_on) + (f" to {short_date(tie.ends_on)}" if tie.ends_on else "")


def _named(ties: list[Tie]) -> str:
    if len(ties) > NAMED_AT_MOST:
        kinds = {tie.other_kind for tie in ties}
        return f"{len(ties)} {MANY[kinds.pop()] if kinds == {Kind.SURGERY} else _counted(kinds)}"
    return _listed(tie.other for tie in ties)


def _counted(kinds: set[Kind]) -> str:
    return MANY[kinds.pop()].lower() if len(kinds) == 1 else "organisations"


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _says(tie: Tie) -> list[object]:
    return [sentence(tie.says), Link(tie.other, reverse("office:organisation", args=[tie.other_id]))]


def _end(tie: Tie) -> object:
    if tie.keeper:
        return f"{tie.keeper} keeps it"
    if tie.ends_on:
        return "Has its last day"
    return Link("End", reverse("office:end_relation", args=[tie.relation_id]), hidden=f"{tie.says} {tie.other}")
