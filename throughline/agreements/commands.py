"""What can happen to agreements: one is given, refused or withdrawn, and a service changes the words it asks in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.agreements import queries, rules
from throughline.agreements.events import SurgerySharingChanged
from throughline.agreements.models import About, AgreedWay, Agreement, How, Stance, Wording
from throughline.agreements.rules import Stated
from throughline.agreements.wordings import FIRST_VERSION
from throughline.audit import commands as audit
from throughline.clients import commands as clients
from throughline.clients.models import Client
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed, Refused
from throughline.core.names import sort_key


@dataclass(frozen=True, kw_only=True)
class Stating:
    """What somebody said about one thing that can be agreed to, when, and how."""

    about: About
    subject: str = ""
    stance: Stance
    how: How = How.SPOKEN
    said_on: date
    note: str = ""


@transaction.atomic
def open_agreements(*, client_id: UUID, by: Actor, at: datetime) -> queries.Agreements:
    """Open what a client agreed to, and write down who looked (R131).

    :raises NotAllowed: if `by` may not see records
    :raises NotFound: if `by` cannot see the client
    """
    policy.require(Permission.VIEW_CLIENT, actor=by)
    found = queries.agreements_of(client_id, viewer=by, on=clock.local_date(at))
    audit.record_about(
        "AGREEMENTS_VIEWED", table="clients_client", about_id=client_id, provider_id=found.provider_id, by=by, at=at
    )
    return found


@transaction.atomic
def record_agreement(stating: Stating, *, client_id: UUID, by: Actor, at: datetime) -> Agreement:
    """Record what somebody agrees to, refuses, or no longer agrees to; a withdrawal has effect at once (R16).

    :raises NotAllowed: if `by` may not record agreements
    :raises NotFound: if `by` cannot see the client
    :raises Refused: if it does not say what it is about, is of a day to come, or withdraws what was never given
    """
    policy.require(Permission.RECORD_AGREEMENT, actor=by)
    client = clients.lock_client(client_id, viewer=by)
    stated = Stated(stating.about, stating.subject.strip(), stating.stance, stating.said_on, at)
    held = queries.held_by([client_id], viewer=by).get(client_id, {})
    rules.may_record(stated, before=held.get(stated.of), today=clock.local_date(at)).require()
    return _write(client, stating, by=by, at=at)


@transaction.atomic
def note_agreements_of_referral(
    *, client: Client, agreed_to_phone: bool, said_on: date, by: Actor, at: datetime
) -> bool:
    """Write down what the patient told the surgery: the service, and whether to be phoned. Part of referring.

    What they withdrew with us stays withdrawn until they tell us otherwise: a form at the surgery does not undo it.
    Gives whether they have asked that the surgery is told nothing. (The surgery acts here within the provider's scope
    and may not look, so the rows are found by their client alone.)
    """
    phone = Stance.GIVEN if agreed_to_phone else Stance.REFUSED
    given = [
        Stating(about=About.SERVICE, stance=Stance.GIVEN, said_on=said_on),
        Stating(about=About.WAY, subject=AgreedWay.PHONE, stance=phone, said_on=said_on),
    ]
    held = queries.held_by([client.id], viewer=Actor.system("referring")).get(client.id, {})
    for stating in given:
        before = rules.held_for(held, stating.about, stating.subject)
        if before is None or (before.stance == Stance.REFUSED and stating.stance == Stance.GIVEN):
            _write(client, stating, by=by, at=at)
    return rules.withholds_from_surgery(rules.held_for(held, About.SURGERY))


@transaction.atomic
def set_wording(*, provider_id: UUID, about: About, words: str, from_on: date, by: Actor, at: datetime) -> Wording:
    """Set the words in which a provider asks for an agreement from a day on; what was agreed to before keeps its own.

    :raises NotAllowed: unless it is the operator who asks
    :raises Refused: without words, or from a day that has passed
    """
    if not by.is_system:
        raise NotAllowed("only the operator may do this")
    if not words.strip():
        raise Refused("Give the words in which people are asked.")
    if from_on < clock.local_date(at):
        raise Refused("New words cannot hold for days that have passed. Choose today or a later day.")
    last = _versions(provider_id, about).aggregate(last=Max("version"))["last"]
    wording = Wording.objects.create(
        provider_id=provider_id, about=about, version=(last or FIRST_VERSION) + 1, words=words.strip(),
        from_on=from_on, set_at=at, set_by_id=by.user_id,
    )  # fmt: skip
    audit.record("WORDING_SET", about=wording, by=by, at=at, details={"about": about, "version": wording.version})
    return wording


def _versions(provider_id: UUID, about: About) -> QuerySet[Wording]:
    found: QuerySet[Wording] = Wording.objects.filter(provider_id=provider_id, about=about)
    return found


def _version(provider_id: UUID, about: About, *, on: date) -> int:
    """Give which version of the words was in use on a day."""
    last = _versions(provider_id, about).filter(from_on__lte=on).aggregate(last=Max("version"))["last"]
    return last or FIRST_VERSION


def _write(client: Client, stating: Stating, *, by: Actor, at: datetime) -> Agreement:
    agreement = Agreement.objects.create(
        provider_id=client.provider_id,
        client=client,
        about=stating.about,
        subject=stating.subject.strip(),
        subject_key=sort_key(stating.subject),
        stance=stating.stance,
        how=stating.how,
        wording_version=_version(client.provider_id, stating.about, on=stating.said_on),
        said_on=stating.said_on,
        note=stating.note.strip(),
        recorded_at=at,
        recorded_by_id=by.user_id,
    )
    audit.record("AGREEMENT_RECORDED", about=agreement, by=by, at=at, details={"client": client.id})
    if stating.about == About.SURGERY:
        held = queries.held_by([client.id], viewer=by).get(client.id, {})
        withheld = rules.withholds_from_surgery(rules.held_for(held, About.SURGERY))
        events.publish(SurgerySharingChanged(client_id=client.id, withheld=withheld, by=by, at=at))
    return agreement
