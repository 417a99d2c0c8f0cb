"""What can be asked of merging: two records side by side, merges made, and which record stands for another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases.models import Case
from throughline.clients import queries as clients
from throughline.clients import search_queries, search_rules
from throughline.clients.models import Client, Likeness, WayToReach
from throughline.clients.queries import Named
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.merging.models import Merge

LATEST = 20


@dataclass(frozen=True)
class CaseFacts:
    """A case, without anything that is written in it."""

    case_id: UUID
    worker: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class Side:
    """One of two records: who it says somebody is."""

    client_id: UUID
    name: str
    born_on: date
    nhs_number: str
    address: str
    postcode: str
    surgery_id: UUID | None
    surgery: str
    ways: tuple[str, ...]
    registered_at: datetime
    cases: tuple[CaseFacts, ...]

    @property
    def open_cases(self) -> tuple[CaseFacts, ...]:
        return tuple(case for case in self.cases if case.closed_at is None)

    @property
    def particulars(self) -> dict[str, object]:
        """Give what a person may have to choose from, by column."""
        return {
            "full_name": self.name, "date_of_birth": self.born_on, "nhs_number": self.nhs_number,
            "address": self.address, "postcode": self.postcode, "surgery_id": self.surgery_id,
        }  # fmt: skip


@dataclass(frozen=True)
class SideBySide:
    """Two records, the one registered first in front, and the pair's question if there is one."""

    first: Side
    second: Side
    reasons: tuple[str, ...] = ()
    answered: bool = False


@dataclass(frozen=True)
class Alike:
    """A record that may be picked, told apart from others of that name."""

    client_id: UUID
    name: str
    born_on: date
    postcode: str


@dataclass(frozen=True)
class PerhapsTheSame:
    """Whose other record is looked for, by what, and who fits. `refusal`: why nothing could be looked for."""

    who: Named
    looked_for: str
    found: tuple[Alike, ...]
    more: bool = False
    refusal: str = ""


@dataclass(frozen=True)
class Made:
    """A merge that was made."""

    merge_id: UUID
    standing_id: UUID
    name: str
    merged_name: str
    at: datetime
    by: str
    undone: bool


def pair(likeness_id: UUID, *, viewer: Actor) -> SideBySide:
    """Give the two records of a pair that may be one person.

    :raises NotFound: if the viewer cannot see the pair, or one of the two was merged since
    """
    found: Likeness | None = Likeness.objects.visible_to(viewer).filter(id=likeness_id).first()
    if found is None:
        raise NotFound("no such pair")
    both = side_by_side(found.client_id, found.other_id, viewer=viewer)
    return SideBySide(both.first, both.second, tuple(found.reasons), answered=bool(found.answer))


def side_by_side(client_id: UUID, other_id: UUID, *, viewer: Actor) -> SideBySide:
    """Give two records, in three statements.

    :raises NotAllowed: if the viewer may not merge records
    :raises NotFound: if the viewer cannot see both
    """
    policy.require(Permission.MERGE_CLIENTS, actor=viewer)
    ids = [client_id, other_id]
    people = Client.objects.visible_to(viewer).select_related("surgery").filter(id__in=ids)
    ways: dict[UUID, list[str]] = {}
    found_ways = WayToReach.objects.visible_to(viewer).filter(client_id__in=ids).order_by("place", "id")
    for owner_id, value in found_ways.values_list("client_id", "value"):
        ways.setdefault(owner_id, []).append(value)
    cases: dict[UUID, list[CaseFacts]] = {}
    for case in (
        Case.objects.visible_to(viewer).filter(client_id__in=ids).select_related("worker").order_by("opened_at")
    ):
        facts = CaseFacts(case.id, case.worker.name, case.opened_at, case.closed_at)
        cases.setdefault(case.client_id, []).append(facts)
    sides = [
        Side(c.id, c.full_name, c.date_of_birth, c.nhs_number or "", c.address, c.postcode, c.surgery_id,
             c.surgery.name if c.surgery else "", tuple(ways.get(c.id, ())), c.registered_at,
             tuple(cases.get(c.id, ())))
        for c in people.order_by("registered_at", "id")
    ]  # fmt: skip
    if len(sides) != len(set(ids)) or len(sides) != 2:
        raise NotFound("no such pair")
    return SideBySide(sides[0], sides[1])


def perhaps_the_same(client_id: UUID, *, looked_for: str, on: date, viewer: Actor) -> PerhapsTheSame:
    """List records that fit what somebody looks for, else the person's own name, the person's own record left out.

    :raises NotAllowed: if the viewer may not merge records
    :raises NotFound: if the viewer cannot see the person
    """
    policy.require(Permission.MERGE_CLIENTS, actor=viewer)
    who = clients.named(client_id, viewer=viewer)
    text = looked_for or who.name
    try:
        found = search_queries.find(search_rules.read(text, on=on), page=1, viewer=viewer)
    except Refused as refusal:
        return PerhapsTheSame(who, text, (), refusal=str(refusal))
    people = Client.objects.visible_to(viewer).filter(id__in=found.ids).exclude(id=client_id)
    by_id = {c.id: Alike(c.id, c.full_name, c.date_of_birth, c.postcode) for c in people}
    return PerhapsTheSame(who, text, tuple(by_id[id_] for id_ in found.ids if id_ in by_id), more=bool(found.more))


def latest_merges(*, viewer: Actor) -> list[Made]:
    """List the merges made last, newest first."""
    policy.require(Permission.MERGE_CLIENTS, actor=viewer)
    found = Merge.objects.visible_to(viewer).select_related("standing", "merged", "merged_by").order_by("-merged_at")
    return [_made(merge) for merge in found[:LATEST]]


def merge_made(merge_id: UUID, *, viewer: Actor) -> Made:
    """Give one merge.

    :raises NotFound: if the viewer cannot see it
    """
    policy.require(Permission.MERGE_CLIENTS, actor=viewer)
    found = Merge.objects.visible_to(viewer).select_related("standing", "merged", "merged_by")
    merge: Merge | None = found.filter(id=merge_id).first()
    if merge is None:
        raise NotFound("no such merge")
    return _made(merge)


def stands_for(client_id: UUID, *, viewer: Actor) -> UUID | None:
    """Give the record that stands for one that was merged, or None where it was not, or is not the viewer's."""
    own = Client.objects.filter(provider_id=viewer.organisation_id, id=client_id, merged_into__isnull=False)
    found: UUID | None = own.values_list("merged_into_id", flat=True).first()
    return found


def _made(merge: Merge) -> Made:
    return Made(merge.id, merge.standing_id, merge.standing.full_name, merge.merged.full_name, merge.merged_at,
                merge.merged_by.name, merge.undone_at is not None)  # fmt: skip
