"""What whoever answers the service's telephone needs: who this may be, and how they stand with us (S10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases.models import Case, CloseReason, PartOfDay, Way
from throughline.clients import queries as clients
from throughline.clients import search_queries, search_rules
from throughline.clients.models import Client
from throughline.clients.queries import Named
from throughline.clients.standing import Standing
from throughline.contacts.models import Contact
from throughline.contacts.rules import AGREED
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.scope import NOBODY
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.tasks import queries, rules
from throughline.tasks.queries import TaskRow


@dataclass(frozen=True)
class Match:
    """Somebody the caller may be."""

    client_id: UUID
    name: str
    born_on: date
    postcode: str
    worker: str
    """Empty where they are not in the service now."""


@dataclass(frozen=True)
class Promised:
    """Their next contact: when, by whom, how and where."""

    on: date
    part: PartOfDay | None
    at: time | None
    place: str
    way: Way
    by: str


@dataclass(frozen=True)
class Caller:
    """Who calls and how they stand with us: what can be told to them at once."""

    who: Named
    worker: str
    worker_id: UUID | None
    case_id: UUID | None
    """Of the case they are in, or were last in."""
    promised: Promised | None
    last_reached_on: date | None
    closed_on: date | None
    close_reason: CloseReason | None
    close_note: str
    told_by: Way | None
    """How they were told that it ended: in the conversation that agreed it, or none (R58)."""
    may_reopen: bool
    reply_by: date
    open_tasks: tuple[TaskRow, ...]

    @property
    def standing(self) -> Standing:
        return self.who.standing


def people_called(text: str, *, on: date, viewer: Actor) -> list[Match]:
    """List whom a name, however misheard, a number or a date of birth may belong to: one page, the closest first.

    :raises Refused: if nothing in the text can be looked for
    """
    found = search_queries.find(search_rules.read(text, on=on), page=1, viewer=viewer).ids
    people = Client.objects.visible_to(viewer).in_bulk(found)
    held = Case.objects.visible_to(viewer).still_open().filter(client_id__in=found)
    workers = dict(held.values_list("client_id", "worker__name"))
    closest_first = [people[id_] for id_ in found if id_ in people]
    return [Match(c.id, c.full_name, c.date_of_birth, c.postcode, workers.get(c.id, "")) for c in closest_first]


def caller(client_id: UUID, *, viewer: Actor, at: datetime) -> Caller:
    """Give how somebody who calls stands with us.

    :raises NotFound: if the viewer cannot see the client
    """
    who = clients.named(client_id, viewer=viewer)
    cases = Case.objects.visible_to(viewer).filter(client_id=client_id).select_related("worker", "next_contact_by")
    last = cases.order_by("-opened_at").first()
    is_open = last is not None and last.closed_at is None
    today = clock.local_date(at)
    days = organisations.number_in_force(numbers.REPLY, provider_id=viewer.organisation_id or NOBODY, on=today)
    return Caller(
        who=who,
        worker=last.worker.name if last else "",
        worker_id=last.worker_id if last else None,
        case_id=last.id if last else None,
        promised=_promised(last) if last and is_open else None,
        last_reached_on=clock.local_date(last.last_reached_at) if last and last.last_reached_at else None,
        closed_on=clock.local_date(last.closed_at) if last and last.closed_at else None,
        close_reason=CloseReason(last.close_reason) if last and last.close_reason else None,
        close_note=last.close_note if last else "",
        told_by=_told_by(last, viewer=viewer) if last and last.closed_at else None,
        may_reopen=policy.permits(viewer, Permission.REOPEN_CASE),
        reply_by=rules.reply_by(at, working_days=days),
        open_tasks=tuple(queries.open_tasks_of(client_id, viewer=viewer, at=at)),
    )


def _told_by(case: Case, *, viewer: Actor) -> Way | None:
    """Give how somebody was told of their ending: in the last conversation if agreed, or the one that said so."""
    spoke = Contact.objects.visible_to(viewer).standing().filter(case=case, two_way=True)
    if case.close_reason not in AGREED:
        spoke = spoke.filter(recorded_at=case.closed_at)
    way = spoke.order_by("-happened_at").values_list("way", flat=True).first()
    return Way(way) if way else None


def _promised(case: Case) -> Promised | None:
    if case.next_contact_on is None or case.next_contact_by is None:
        return None  # The database holds that an open case has both.
    part = PartOfDay(case.next_contact_part) if case.next_contact_part else None
    return Promised(
        on=case.next_contact_on, part=part, at=case.next_contact_time, place=case.next_contact_place,
        way=Way(case.next_contact_way), by=case.next_contact_by.name,
    )  # fmt: skip
