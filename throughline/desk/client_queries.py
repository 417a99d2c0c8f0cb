"""A client's whole record, from every package that knows something of them, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from throughline.cases.models import Case, CloseReason, Handover, Level, PartOfDay, Promise, Way
from throughline.check_ins.queries import CheckInRow, check_ins_of
from throughline.clients import queries as clients
from throughline.clients.models import Answer, Client
from throughline.clients.standing import Standing, standing_on
from throughline.contacts.queries import (
    ContactRow,
    MovedAway,
    ReviewRow,
    contacts_of_client,
    moved_away_from,
    reviews_of_client,
)
from throughline.contacts.reaching_queries import HowReached, how_reached
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.endings.models import Ending
from throughline.organisations import queries as organisations
from throughline.organisations.models import Restriction
from throughline.organisations.rules import forbids
from throughline.outreach.queries import Flag, flags_of
from throughline.referrals.models import Referral, State
from throughline.watch.standing_queries import CaseStanding, case_standing


@dataclass(frozen=True)
class Identity:
    """Who somebody is, and what contact with them needs."""

    client_id: UUID
    provider_id: UUID
    name: str
    born_on: date
    nhs_number: str
    address: str
    postcode: str
    surgery: str
    conditions: tuple[str, ...]
    access_needs: str
    standing: Standing
    can_be_phoned: Answer
    can_read: Answer
    has_internet: Answer
    ways: tuple[clients.Way, ...]


@dataclass(frozen=True)
class ReferralFacts:
    """That somebody asked for them, and what was decided."""

    referral_id: UUID
    received_at: datetime
    received_by: str
    surgery: str
    reason: str
    wants: str
    state: State
    why: str
    decided_at: datetime | None
    decided_by: str
    decision_reason: str


@dataclass(frozen=True)
class Spell:
    """One case, from opening to closing."""

    case_id: UUID
    worker: str
    level: Level
    opened_at: datetime
    opened_by: str
    reopened: bool
    closed_at: datetime | None
    closed_by: str
    close_reason: CloseReason | None
    close_note: str
    has_ending: bool = False
    told_at: datetime | None = None
    """When they were told that it has ended."""


@dataclass(frozen=True)
class PromiseMade:
    """What was promised, in its place within the case."""

    case_id: UUID
    sequence: int
    due_on: date
    part: PartOfDay | None
    time: time | None
    place: str
    way: Way
    by: str
    made_at: datetime


@dataclass(frozen=True)
class HandedOver:
    """A change of link worker."""

    case_id: UUID
    from_worker: str
    to_worker: str
    reason: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class Record:
    """Everything, each part oldest first."""

    identity: Identity
    referrals: tuple[ReferralFacts, ...]
    spells: tuple[Spell, ...]
    promises: tuple[PromiseMade, ...]
    handovers: tuple[HandedOver, ...]
    contacts: tuple[ContactRow, ...]
    check_ins: tuple[CheckInRow, ...] = ()
    moved_away: tuple[MovedAway, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    reached: HowReached | None = None
    standing: CaseStanding | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def last_spell(self) -> Spell | None:
        """Give the case they are in, or were last in."""
        return self.spells[-1] if self.spells else None


def record_of(client_id: UUID, *, viewer: Actor, on: date) -> Record:
    """Give a client's whole record.

    :raises NotFound: if the viewer cannot see the client
    """
    client = Client.objects.visible_to(viewer).select_related("surgery").filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    identity, cases = _identity(client, viewer=viewer), _cases(client, viewer=viewer)
    promises = _promises(cases, viewer=viewer)
    usual = promises[-1].way if promises else Way.PHONE
    held = next((case for case in cases if case.closed_at is None), None)
    disruption = organisations.disruption_on(client.provider_id, on=on)
    meets_nobody = disruption is not None and forbids(disruption, Restriction.NO_MEETINGS, on=on)
    return Record(
        identity=identity,
        referrals=_referrals(client_id, viewer=viewer),
        spells=tuple(map(_spell, cases)),
        promises=promises,
        handovers=_handovers(cases, viewer=viewer),
        contacts=tuple(contacts_of_client(client_id, viewer=viewer)),
        check_ins=tuple(check_ins_of(client_id, viewer=viewer)),
        moved_away=tuple(moved_away_from(client_id, viewer=viewer)),
        reviews=tuple(reviews_of_client(client_id, viewer=viewer)),
        flags=tuple(flags_of(client_id, viewer=viewer)),
        reached=how_reached(client, usual=usual, ways=identity.ways, viewer=viewer, disrupted=meets_nobody),
        standing=case_standing(held, viewer=viewer, on=on, disrupted=disruption is not None) if held else None,
    )


def _identity(client: Client, *, viewer: Actor) -> Identity:
    return Identity(
        client_id=client.id,
        provider_id=client.provider_id,
        name=client.full_name,
        born_on=client.date_of_birth,
        nhs_number=client.nhs_number or "",
        address=client.address,
        postcode=client.postcode,
        surgery=client.surgery.name if client.surgery else "",
        conditions=tuple(client.conditions),
        access_needs=client.access_needs,
        standing=standing_on(client),
        can_be_phoned=Answer(client.can_be_phoned),
        can_read=Answer(client.can_read),
        has_internet=Answer(client.has_internet),
        ways=tuple(clients.ways_of([client.id], viewer=viewer).get(client.id, ())),
    )


def _referrals(client_id: UUID, *, viewer: Actor) -> tuple[ReferralFacts, ...]:
    found = Referral.objects.visible_to(viewer).filter(client_id=client_id).order_by("received_at", "id")
    rows = found.values_list(
        "id", "received_at", "received_by__name", "surgery__name", "reason", "wants", "state", "eligible_why",
        "decided_at", "decided_by__name", "decision_reason",
    )  # fmt: skip
    return tuple(
        ReferralFacts(id_, received_at, by, surgery, reason, wants, State(state), why, decided_at, decider or "", said)
        for id_, received_at, by, surgery, reason, wants, state, why, decided_at, decider, said in rows
    )


def _cases(client: Client, *, viewer: Actor) -> list[Case]:
    """Give a client's cases with the names of those who had to do with them, oldest first."""
    found = Case.objects.visible_to(viewer).filter(client_id=client.id).order_by("opened_at", "closed_at", "id")
    names = {"worker_name": F("worker__name"), "opener": F("opened_by__name"), "closer": F("closed_by__name")}
    ended = Ending.objects.visible_to(viewer).filter(case_id=OuterRef("pk"))
    told = {"ending_id": Subquery(ended.values("id")[:1]), "ending_told_at": Subquery(ended.values("told_at")[:1])}
    cases = list(found.annotate(**names, **told))
    for case in cases:
        case.client = client
    return cases


def _spell(case: Any) -> Spell:
    return Spell(
        case_id=case.id,
        worker=case.worker_name,
        level=Level(case.level),
        opened_at=case.opened_at,
        opened_by=case.opener,
        reopened=case.reopened_from_id is not None,
        closed_at=case.closed_at,
        closed_by=case.closer or "",
        close_reason=CloseReason(case.close_reason) if case.close_reason else None,
        close_note=case.close_note,
        has_ending=case.ending_id is not None,
        told_at=case.ending_told_at,
    )


def _promises(cases: list[Case], *, viewer: Actor) -> tuple[PromiseMade, ...]:
    found = Promise.objects.visible_to(viewer).filter(case__in=cases).order_by("made_at", "sequence")
    rows = found.values_list(
        "case_id", "sequence", "due_on", "part", "time", "place", "way", "to_be_kept_by__name", "made_at"
    )
    return tuple(
        PromiseMade(case_id, sequence, due_on, PartOfDay(part) if part else None, at, place, Way(way), by, made_at)
        for case_id, sequence, due_on, part, at, place, way, by, made_at in rows
    )


def _handovers(cases: list[Case], *, viewer: Actor) -> tuple[HandedOver, ...]:
    found = Handover.objects.visible_to(viewer).filter(case__in=cases).order_by("made_at", "id")
    rows = found.values_list("case_id", "from_worker__name", "to_worker__name", "reason", "made_at", "made_by__name")
    return tuple(HandedOver(*row) for row in rows)
