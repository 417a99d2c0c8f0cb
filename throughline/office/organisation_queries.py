"""What the pages about organisations ask: who they are, how they are tied today, and how they once were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core.actor import Actor
from throughline.organisations import queries as organisations
from throughline.organisations.models import TURNED_ROUND, Kind, Organisation, Relation, RelationKind


@dataclass(frozen=True)
class Tie:
    """A tie as one of its two organisations says it: "refers to Harbour Trust"."""

    relation_id: UUID
    says: str
    other_id: UUID
    other: str
    other_kind: Kind
    starts_on: date
    ends_on: date | None
    keeper: str
    """The provider that keeps it, where that is not the viewer's own."""

    def holds(self, on: date) -> bool:
        return self.starts_on <= on and not self.is_over(on)

    def is_over(self, on: date) -> bool:
        return self.ends_on is not None and self.ends_on < on


@dataclass(frozen=True)
class OrganisationSheet:
    """An organisation with all its ties."""

    organisation_id: UUID
    kind: Kind
    name: str
    phone: str
    closed_on: date | None
    ties: tuple[Tie, ...]
    on: date

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None and self.closed_on < self.on


@dataclass(frozen=True)
class Directory:
    """Every organisation, by name."""

    sheets: tuple[OrganisationSheet, ...]

    def of(self, organisation_id: UUID) -> OrganisationSheet:
        """Give one of them."""
        return next(sheet for sheet in self.sheets if sheet.organisation_id == organisation_id)


def directory(*, viewer: Actor, on: date) -> Directory:
    """Give every organisation with its ties, in two statements.

    :raises NotAllowed: if the viewer may not keep organisations
    """
    policy.require(Permission.KEEP_ORGANISATIONS, actor=viewer)
    ties: dict[UUID, list[Tie]] = {}
    for relation in organisations.every_relation():
        for organisation_id, tie in _both_ways(relation, viewer=viewer):
            ties.setdefault(organisation_id, []).append(tie)
    return Directory(tuple(_sheet(o, ties.get(o.id, []), on=on) for o in organisations.every_organisation()))


def organisation(organisation_id: UUID, *, viewer: Actor, on: date) -> OrganisationSheet:
    """Give one organisation with its ties, in two statements.

    :raises NotAllowed: if the viewer may not keep organisations
    :raises NotFound: if it is not there
    """
    policy.require(Permission.KEEP_ORGANISATIONS, actor=viewer)
    found = organisations.organisation(organisation_id)
    both = (way for relation in organisations.relations_of(found.id) for way in _both_ways(relation, viewer=viewer))
    return _sheet(found, (tie for whose, tie in both if whose == found.id), on=on)


def tie(relation_id: UUID, *, viewer: Actor) -> tuple[UUID, str, Tie]:
    """Give one tie as the organisation that says it first does, with that organisation's id and name.

    :raises NotAllowed: if the viewer may not keep organisations
    :raises NotFound: if it is not there
    """
    policy.require(Permission.KEEP_ORGANISATIONS, actor=viewer)
    relation = organisations.relation(relation_id)
    (source_id, found), _ = _both_ways(relation, viewer=viewer)
    return source_id, relation.source.name, found


def _sheet(found: Organisation, ties: Iterable[Tie], *, on: date) -> OrganisationSheet:
    return OrganisationSheet(found.id, Kind(found.kind), found.name, found.phone, found.closed_on, tuple(ties), on)


def _both_ways(relation: Relation, *, viewer: Actor) -> list[tuple[UUID, Tie]]:
    """Give a tie as either side says it, each with whose saying it is."""
    kind, source, target = RelationKind(relation.kind), relation.source, relation.target
    return [
        (one.id, Tie(relation.id, says, other.id, other.name, Kind(other.kind), relation.starts_on, relation.ends_on,
                     _keeper(source, target, viewer=viewer)))
        for one, says, other in ((source, kind.label, target), (target, TURNED_ROUND[kind], source))
    ]  # fmt: skip


def _keeper(*both: Organisation, viewer: Actor) -> str:
    if viewer.is_system:
        return ""
    return next((o.name for o in both if o.kind == Kind.PROVIDER and o.id != viewer.organisation_id), "")
