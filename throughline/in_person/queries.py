"""What can be asked: who waits to be seen, in which order and why, and what one of them brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases.models import Case
from throughline.clients import queries as clients
from throughline.clients.queries import Named
from throughline.contacts.models import Contact
from throughline.contacts.rules import IN_PERSON
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.scope import NOBODY
from throughline.in_person import rules
from throughline.in_person.models import Aspect, Need, PreparationNote, Wait
from throughline.in_person.rules import WaitFacts
from throughline.organisations import queries as organisations


@dataclass(frozen=True)
class WaitRow:
    """Somebody who waits, and why they stand where they stand."""

    client_id: UUID
    name: str
    worker: str
    topics: tuple[str, ...]
    since: date
    shielding: bool
    why: tuple[str, ...]


@dataclass(frozen=True)
class Queue:
    """Who waits, first to be seen first. `possible`: whether in-person work is on at all."""

    rows: tuple[WaitRow, ...]
    possible: bool
    whole_team: bool


@dataclass(frozen=True)
class NoteRow:
    """One thing to bring."""

    aspect: Aspect
    words: str
    written_at: datetime
    written_by: str


@dataclass(frozen=True)
class Meeting:
    """What somebody waits for, and what they bring. Without `since` they do not wait."""

    who: Named
    in_service: bool
    since: date | None
    need: Need | None
    topics: tuple[str, ...]
    notes: tuple[NoteRow, ...]
    possible: bool


def queue(*, viewer: Actor, on: date) -> Queue:
    """List who waits to be seen: a worker's own people, everybody's for those who oversee the team."""
    whole_team = policy.permits(viewer, Permission.VIEW_TEAM)
    held = Case.objects.visible_to(viewer).still_open().filter(client_id=OuterRef("client_id"))
    found = Wait.objects.visible_to(viewer).filter(left_at__isnull=True)
    found = found.annotate(
        worker_id=Subquery(held.values("worker_id")[:1]),
        worker_name=Subquery(held.values("worker__name")[:1]),
        has_met=Exists(_meetings(viewer, client_id=OuterRef("client_id"))),
    )
    if not whole_team:
        found = found.filter(worker_id=viewer.user_id)
    told = [_told(row, on=on) for row in found.values_list(*_COLUMNS)]
    rows = tuple(row for _, row in sorted(told, key=lambda pair: rules.order(pair[0])))
    return Queue(rows, possible=_possible(viewer, on=on), whole_team=whole_team)


def meeting(client_id: UUID, *, viewer: Actor, on: date) -> Meeting:
    """Give what somebody wants to talk about when they are seen, and what was noted for it.

    :raises NotFound: if the viewer cannot see the client
    """
    who = clients.named(client_id, viewer=viewer)
    wait = Wait.objects.visible_to(viewer).filter(client_id=client_id, left_at__isnull=True).first()
    written = PreparationNote.objects.visible_to(viewer).filter(wait=wait) if wait else PreparationNote.objects.none()
    notes = written.order_by("written_at", "id").values_list("aspect", "words", "written_at", "written_by__name")
    return Meeting(
        who=who,
        in_service=Case.objects.visible_to(viewer).still_open().filter(client_id=client_id).exists(),
        since=clock.local_date(wait.queued_at) if wait else None,
        need=Need(wait.need) if wait else None,
        topics=tuple(wait.topics) if wait else (),
        notes=tuple(NoteRow(Aspect(aspect), *rest) for aspect, *rest in notes),
        possible=_possible(viewer, on=on),
    )


_COLUMNS = (
    "client_id", "client__full_name", "worker_name", "topics", "queued_at", "need", "client__shielding", "has_met",
)  # fmt: skip


def _told(row: tuple[Any, ...], *, on: date) -> tuple[WaitFacts, WaitRow]:
    client_id, name, worker, topics, queued_at, need, shielding, has_met = row
    since = clock.local_date(queued_at)
    facts = WaitFacts(Need(need), since, shielding, never_met=not has_met)
    why = rules.reasons(facts, on=on)
    return facts, WaitRow(client_id, name, worker or "", tuple(topics), since, shielding, why)


def _meetings(viewer: Actor, *, client_id: Any) -> Any:
    return (
        Contact.objects.visible_to(viewer)
        .standing()
        .filter(case__client_id=client_id, two_way=True, way__in=[str(way) for way in IN_PERSON])
    )


def _possible(viewer: Actor, *, on: date) -> bool:
    return not organisations.meets_nobody(viewer.organisation_id or NOBODY, on=on)
