"""What can be asked of notices: what is to do, one of them in full, and what decides the next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q

from throughline.agreements import queries as agreements
from throughline.cases.models import Case, PartOfDay, Way
from throughline.cases.presenters import when
from throughline.clients import queries as clients
from throughline.clients.models import Answer
from throughline.contacts.models import Contact
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.paging import Page, bounds, page
from throughline.correspondence.models import TOLD_BY_SPEAKING, About, Form, Notice, State
from throughline.correspondence.rules import ReachFacts, Told, promise_to_you
from throughline.profiles import queries as profiles
from throughline.profiles.gate_rules import Reach, route
from throughline.profiles.modes import Mode
from throughline.profiles.rules import needs_large_print
from throughline.tasks.models import Task, TaskKind


@dataclass(frozen=True)
class NoticeRow:
    """One notice that is still to do."""

    notice_id: UUID
    name: str
    about: About
    form: Form
    worker: str
    queued_at: datetime


@dataclass(frozen=True)
class NoticeSheet:
    """One notice in full."""

    notice_id: UUID
    name: str
    address: str
    about: About
    form: Form
    why_so: str
    words: str
    state: State
    worker: str
    queued_at: datetime
    settled_at: datetime | None
    settled_by: str
    settled_note: str


@dataclass(frozen=True)
class SaidInContacts:
    """When the two spoke last, and whether somebody ever did not know who was calling, or recall us when they rang."""

    spoke_at: datetime | None
    did_not_know_caller: bool


@dataclass(frozen=True)
class NoticeFacts:
    """What a new notice is made from."""

    provider_id: UUID
    reach: ReachFacts
    told: Told


def to_do(*, viewer: Actor, number: int = 1) -> Page[NoticeRow]:
    """List what is to be told, the longest waiting first, one page at a time."""
    start, end = bounds(number)
    queued = Notice.objects.visible_to(viewer).filter(state=State.QUEUED).order_by("queued_at", "id")
    fields = ("id", "case__client__full_name", "about", "form", "case__worker__name", "queued_at")
    rows = [
        NoticeRow(id_, name, About(about), Form(form), worker, queued_at)
        for id_, name, about, form, worker, queued_at in queued.values_list(*fields)[start:end]
    ]
    return page(rows, number)


def sheet(notice_id: UUID, *, viewer: Actor) -> NoticeSheet:
    """Give one notice in full.

    :raises NotFound: if the viewer cannot see it
    """
    related = ("case__client", "case__worker", "settled_by")
    notice = Notice.objects.visible_to(viewer).select_related(*related).filter(id=notice_id).first()
    if notice is None:
        raise NotFound("no such notice")
    client = notice.case.client
    return NoticeSheet(
        notice_id=notice.id,
        name=client.full_name,
        address=", ".join(filter(None, [client.address, client.postcode])),
        about=About(notice.about),
        form=Form(notice.form),
        why_so=notice.why_so,
        words=notice.words,
        state=State(notice.state),
        worker=notice.case.worker.name,
        queued_at=notice.queued_at,
        settled_at=notice.settled_at,
        settled_by=notice.settled_by.name if notice.settled_by else "",
        settled_note=notice.settled_note,
    )


def last_notice(case_id: UUID, *, viewer: Actor) -> Notice | None:
    """Give the notice queued last of those told by speaking that were not withdrawn."""
    found = Notice.objects.visible_to(viewer).filter(case_id=case_id, about__in=TOLD_BY_SPEAKING)
    found = found.exclude(state=State.WITHDRAWN)
    last: Notice | None = found.order_by("-queued_at", "-id").first()
    return last


def said_in(case_id: UUID, *, viewer: Actor) -> SaidInContacts:
    """Give what the contacts of a case that stand tell of whether there is anything left to tell."""
    standing = Contact.objects.visible_to(viewer).standing().filter(case_id=case_id)
    found = standing.aggregate(
        spoke_at=Max("happened_at", filter=Q(two_way=True)), not_known=Count("id", filter=Q(caller_known=Answer.NO))
    )
    rang = Task.objects.visible_to(viewer).filter(kind=TaskKind.DID_NOT_RECALL)
    rang = rang.filter(client_id__in=Case.objects.visible_to(viewer).filter(id=case_id).values("client_id"))
    return SaidInContacts(found["spoke_at"], bool(found["not_known"]) or rang.exists())


def is_in_the_service(case_id: UUID, *, viewer: Actor) -> bool:
    """Say whether this is an open case that the viewer can see."""
    found: bool = Case.objects.visible_to(viewer).still_open().filter(id=case_id).exists()
    return found


def facts_of(case_id: UUID, *, viewer: Actor) -> NoticeFacts:
    """Give what decides how somebody is told, and what they are told.

    :raises NotFound: if the viewer cannot see the case, or it has no next contact
    """
    found = facts_of_many([case_id], viewer=viewer)
    if case_id not in found:
        raise NotFound("no such open case")
    return found[case_id]


def facts_of_many(case_ids: Collection[UUID], *, viewer: Actor) -> dict[UUID, NoticeFacts]:
    """Give for each open case what decides how they are told, and what they are told, in four statements."""
    related = ("client", "worker", "next_contact_by", "provider")
    cases = list(Case.objects.visible_to(viewer).still_open().select_related(*related).filter(id__in=case_ids))
    people = [case.client for case in cases]
    ids = [person.id for person in people]
    refused = agreements.refused_ways(ids, viewer=viewer)
    ways = clients.ways_of(ids, viewer=viewer)
    reaches = profiles.reaches_of(people, ways, refused=refused, viewer=viewer)
    return {case.id: _facts(case, reaches[case.client_id]) for case in cases}


@dataclass(frozen=True)
class LeftFacts:
    """What decides how somebody who has left is told, and the names and number that they are given."""

    provider_id: UUID
    reach: ReachFacts
    worker: str
    provider: str
    provider_phone: str
    surgery: str


def facts_of_who_left(case_id: UUID, *, viewer: Actor) -> LeftFacts:
    """Give what decides how somebody is told that their time has ended.

    :raises NotFound: if the viewer cannot see the case
    """
    related = ("client__surgery", "worker", "provider")
    case: Case | None = Case.objects.visible_to(viewer).select_related(*related).filter(id=case_id).first()
    if case is None:
        raise NotFound("no such case")
    ids = [case.client_id]
    refused = agreements.refused_ways(ids, viewer=viewer)
    ways = clients.ways_of(ids, viewer=viewer)
    reach = profiles.reaches_of([case.client], ways, refused=refused, viewer=viewer)[case.client_id]
    surgery = case.client.surgery.name if case.client.surgery else ""
    return LeftFacts(
        case.provider_id, _reach(case, reach), case.worker.name, case.provider.name, case.provider.phone, surgery
    )


def _reach(case: Case, reach: Reach) -> ReachFacts:
    return ReachFacts(
        can_be_phoned=route(Mode.PHONE, reach).is_open,
        cannot_read=case.client.cannot_read,
        has_address=bool(case.client.address),
        needs_large_print=needs_large_print(reach.answers),
    )


def _facts(case: Case, reach: Reach) -> NoticeFacts:
    assert case.next_contact_on and case.next_contact_by, "the database keeps an open case with both (R26)"
    return NoticeFacts(
        provider_id=case.provider_id,
        reach=_reach(case, reach),
        told=Told(
            client=case.client.full_name,
            worker=case.worker.name,
            provider=case.provider.name,
            provider_phone=case.provider.phone,
            promise=promise_to_you(
                by=case.next_contact_by.name,
                way=Way(case.next_contact_way),
                when=when(
                    case.next_contact_on,
                    PartOfDay(case.next_contact_part) if case.next_contact_part else None,
                    case.next_contact_time,
                ),
                place=case.next_contact_place,
            ),
        ),
    )
