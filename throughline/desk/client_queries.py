"""A client's whole record, from every package that knows something of them, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.cases.models import Case, CloseReason, Handover, Level, PartOfDay, Promise, Way
from throughline.clients import queries as clients
from throughline.clients.models import Answer, Client
from throughline.contacts.queries import ContactRow, contacts_of_client
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.referrals.models import Referral, State


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


@dataclass(frozen=True)
class PromiseMade:
    """What was promised, in its place within the case."""

    case_id: UUID
    sequence: int
    due_on: date
    part: PartOfDay | None
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

    @property
    def last_spell(self) -> Spell | None:
        """Give the case they are in, or were last in."""
        return self.spells[-1] if self.spells else None


def record_of(client_id: UUID, *, viewer: Actor) -> Record:
    """Give a client's whole record.

    :raises NotFound: if the viewer cannot see the client
    """
    client = Client.objects.visible_to(viewer).select_related("surgery").filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    return Record(
        identity=_identity(client, viewer=viewer),
        referrals=_referrals(client_id, viewer=viewer),
        spells=_spells(client_id, viewer=viewer),
        promises=_promises(client_id, viewer=viewer),
        handovers=_handovers(client_id, viewer=viewer),
        contacts=tuple(contacts_of_client(client_id, viewer=viewer)),
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
        can_be_phoned=Answer(client.can_be_phoned),
        can_read=Answer(client.can_read),
        has_internet=Answer(client.has_internet),
        ways=tuple(clients.ways_of([client.id], viewer=viewer).get(client.id, ())),
    )


def _referrals(client_id: UUID, *, viewer: Actor) -> tuple[ReferralFacts, ...]:
    found = Referral.objects.visible_to(viewer).filter(client_id=client_id)
    found = found.select_related("surgery", "received_by", "decided_by").order_by("received_at", "id")
    return tuple(
        ReferralFacts(r.id, r.received_at, r.received_by.name, r.surgery.name, r.reason, r.wants, State(r.state),
                      r.eligible_why, r.decided_at, r.decided_by.name if r.decided_by else "", r.decision_reason)
        for r in found
    )  # fmt: skip


def _spells(client_id: UUID, *, viewer: Actor) -> tuple[Spell, ...]:
    found = Case.objects.visible_to(viewer).filter(client_id=client_id)
    found = found.select_related("worker", "opened_by", "closed_by").order_by("opened_at", "closed_at", "id")
    return tuple(
        Spell(c.id, c.worker.name, Level(c.level), c.opened_at, c.opened_by.name, c.reopened_from_id is not None,
              c.closed_at, c.closed_by.name if c.closed_by else "",
              CloseReason(c.close_reason) if c.close_reason else None, c.close_note)
        for c in found
    )  # fmt: skip


def _promises(client_id: UUID, *, viewer: Actor) -> tuple[PromiseMade, ...]:
    found = Promise.objects.visible_to(viewer).filter(case__client_id=client_id)
    return tuple(
        PromiseMade(p.case_id, p.sequence, p.due_on, PartOfDay(p.part) if p.part else None, Way(p.way),
                    p.to_be_kept_by.name, p.made_at)
        for p in found.select_related("to_be_kept_by").order_by("made_at", "sequence")
    )  # fmt: skip


def _handovers(client_id: UUID, *, viewer: Actor) -> tuple[HandedOver, ...]:
    found = Handover.objects.visible_to(viewer).filter(case__client_id=client_id)
    return tuple(
        HandedOver(h.case_id, h.from_worker.name, h.to_worker.name, h.reason, h.made_at, h.made_by.name)
        for h in found.select_related("from_worker", "to_worker", "made_by").order_by("made_at", "id")
    )
