"""What can be asked: which questions are open, and one of them with its candidates side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Max

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.clients.models import Client, WayKind, WayToReach
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.paging import Page, bounds, page
from throughline.linkage.engine.score import MOST_CANDIDATES
from throughline.linkage.models import PossibleMatch
from throughline.outreach.models import ListedPerson


@dataclass(frozen=True)
class Question:
    """Somebody on a list who may be a client."""

    person_id: UUID
    name: str
    candidates: int
    put_off_at: datetime | None
    """When somebody said last that they could not tell yet."""


@dataclass(frozen=True)
class Side:
    """What is known of a listed person, or of a client."""

    id: UUID
    name: str
    born_on: date | None
    nhs_number: str
    address: str
    postcode: str
    phones: tuple[str, ...]
    surgery: str


@dataclass(frozen=True)
class SideBySide:
    """A listed person and the clients whom they may be, the most alike first."""

    person: Side
    clients: tuple[Side, ...]
    put_off_at: datetime | None


def questions(*, number: int, viewer: Actor) -> Page[Question]:
    """List the people about whom somebody is asked; who was put off comes last.

    :raises NotAllowed: if the viewer may not take lists in
    """
    policy.require(Permission.TAKE_IN_LISTS, actor=viewer)
    start, end = bounds(number)
    found = PossibleMatch.objects.visible_to(viewer).open_questions().values("person_id", "person__full_name")
    rows = found.annotate(candidates=Count("id"), put_off_at=Max("answered_at"), heaviest=Max("weight"))
    ordered = rows.order_by(F("put_off_at").asc(nulls_first=True), "-heaviest", "person_id")[start:end]
    return page([Question(r["person_id"], r["person__full_name"], r["candidates"], r["put_off_at"]) for r in ordered],
                number)  # fmt: skip


def next_question(*, viewer: Actor) -> UUID | None:
    """Give whom to ask about next: nobody has looked at it yet."""
    first = questions(number=1, viewer=viewer).rows
    return first[0].person_id if first and first[0].put_off_at is None else None


def question(person_id: UUID, *, viewer: Actor) -> SideBySide:
    """Give a listed person beside the clients whom they may be, in two statements.

    :raises NotAllowed: if the viewer may not take lists in
    :raises NotFound: if nothing is asked about this person
    """
    policy.require(Permission.TAKE_IN_LISTS, actor=viewer)
    found = PossibleMatch.objects.visible_to(viewer).open_questions().filter(person_id=person_id)
    matches = list(found.select_related("person__surgery", "client__surgery").order_by("place", "id")[:MOST_CANDIDATES])
    if not matches:
        raise NotFound("no such question")
    ways: dict[UUID, list[str]] = {}
    phones = WayToReach.objects.visible_to(viewer).filter(
        client_id__in=[m.client_id for m in matches], kind=WayKind.PHONE
    )
    for client_id, value in phones.order_by("place", "id").values_list("client_id", "value"):
        ways.setdefault(client_id, []).append(value)
    person = matches[0].person
    return SideBySide(
        _side(person, person.phones), tuple(_side(m.client, ways.get(m.client_id, [])) for m in matches),
        matches[0].answered_at,
    )  # fmt: skip


def _side(one: ListedPerson | Client, phones: list[str]) -> Side:
    surgery = one.surgery.name if one.surgery else ""
    return Side(one.id, one.full_name, one.date_of_birth, one.nhs_number or "", one.address, one.postcode,
                tuple(phones), surgery)  # fmt: skip
