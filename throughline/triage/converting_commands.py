"""From a list to the service: a listed person who wants it and agreed is referred like anybody else (R53)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.caseload import commands as caseload
from throughline.clients.commands import Particulars
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.outreach import state_commands as outreach
from throughline.outreach.models import ListedPerson, PersonState
from throughline.referrals import commands as referrals
from throughline.referrals.commands import Received, Request
from throughline.referrals.models import Eligible


@dataclass(frozen=True)
class Wish:
    """What is asked of somebody who wants to come into the service."""

    surgery_id: UUID
    date_of_birth: date
    conditions: Sequence[str]
    reason: str
    agreed: bool
    agreed_to_phone: bool


@transaction.atomic
def refer_listed_person(wish: Wish, *, person_id: UUID, by: Actor, at: datetime) -> Received:
    """Refer a listed person with what their list and the calls told, and give whether they are eligible.

    Whoever may allocate gives them their link worker at once, with the date of the first contact (SET1); else they wait
    to be allocated like everybody. What is open for them stays open until it is met. Of who is not eligible nothing is
    changed: they are helped to the end of their need.

    :raises NotAllowed: if `by` does not call listed people
    :raises NotFound: if they are not there
    :raises Refused: without their agreement, if a particular cannot be right, twice, or if they are a client already
    """
    policy.require(Permission.CALL_LISTED, actor=by)
    held = ListedPerson.objects.visible_to(by).standing().select_for_update().filter(id=person_id)
    person: ListedPerson | None = held.first()
    if person is None:
        raise NotFound("no such listed person")
    if person.state == PersonState.CONVERTED:
        raise Refused("They have been referred already.")
    patient = Particulars(
        full_name=person.full_name, date_of_birth=wish.date_of_birth, nhs_number=person.nhs_number or "",
        address=person.address, postcode=person.postcode, phones=list(person.phones), conditions=list(wish.conditions),
    )  # fmt: skip
    request = Request(
        patient=patient, referred_on=clock.local_date(at), reason=wish.reason, agreed=wish.agreed,
        agreed_to_phone=wish.agreed_to_phone,
    )  # fmt: skip
    received = referrals.refer_listed(request, surgery_id=wish.surgery_id, by=by, at=at)
    if received.eligible == Eligible.NO:
        return received
    outreach.note_listed_state(person_id=person_id, state=PersonState.CONVERTED, by=by, at=at)
    if received.eligible == Eligible.YES and not received.joined:
        _allocate_at_once(person.worker_id, wish.surgery_id, received.referral_id, by=by, at=at)
    return received


def _allocate_at_once(worker_id: UUID | None, surgery_id: UUID, referral_id: UUID, *, by: Actor, at: datetime) -> None:
    """Let whoever called them be their link worker, where that is possible and whoever refers may say so."""
    attached = accounts.attached_worker_ids(surgery_id, on=clock.local_date(at))
    if worker_id in attached and policy.permits(by, Permission.ALLOCATE):
        caseload.allocate_referral(referral_id=referral_id, worker_id=worker_id, by=by, at=at)
