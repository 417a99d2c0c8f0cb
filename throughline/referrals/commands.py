"""What can happen to a referral."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.clients import commands as clients
from throughline.core import scope
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.referrals import rules
from throughline.referrals.models import Eligible, Referral, State


@dataclass(frozen=True, kw_only=True)
class Request:
    """What the surgery says: who, why, and what the patient agreed to."""

    patient: clients.Particulars
    referred_on: date
    reason: str = ""
    wants: str = ""
    communication_needs: str = ""
    agreed: bool
    agreed_to_phone: bool


@dataclass(frozen=True)
class Received:
    """What became of a request: a referral of its own, or it joined the one that was there."""

    referral_id: UUID
    joined: bool
    eligible: Eligible
    why: str


@transaction.atomic
def refer(request: Request, *, surgery_id: UUID, by: Actor, at: datetime) -> Received:
    """Take in a referral and answer at once whether the person is eligible (R6, R7).

    A second referral of the same person joins the first. The surgery's act reaches into its provider's records by
    design: it adds a person there, and learns only what became of its own referral.

    :raises NotAllowed: if `by` may not refer
    :raises Refused: without the patient's agreement, or if a particular cannot be right
    """
    policy.require(Permission.REFER, actor=by)
    if not by.is_system and by.organisation_id != surgery_id:
        raise NotFound("not this person's surgery")
    if not request.agreed:
        raise Refused("The patient has not agreed to be referred. Ask them first, then send the referral.")
    provider = organisations.provider_for_surgery(surgery_id, on=request.referred_on)
    with scope.also_within(provider.id):
        client = clients.register_client(
            request.patient, provider_id=provider.id, surgery_id=surgery_id, by=by, at=at
        )
        live = Referral.objects.filter(client=client).undecided_or_live().first()
        if live is not None:
            audit.record("REFERRAL_JOINED", about=live, by=by, at=at)
            return Received(live.id, True, Eligible(live.eligible), live.eligible_why)
        return _take_in(request, client_id=client.id, provider_id=provider.id, surgery_id=surgery_id, by=by, at=at)


def _take_in(
    request: Request, *, client_id: UUID, provider_id: UUID, surgery_id: UUID, by: Actor, at: datetime
) -> Received:
    ages = organisations.numbers_in_force(
        [numbers.YOUNGEST, numbers.OLDEST], provider_id=provider_id, on=request.referred_on
    )
    answer = rules.eligibility(
        born_on=request.patient.date_of_birth,
        referred_on=request.referred_on,
        conditions=request.patient.conditions,
        **ages,
    )
    referral = Referral.objects.create(
        provider_id=provider_id,
        surgery_id=surgery_id,
        client_id=client_id,
        referred_on=request.referred_on,
        conditions=list(request.patient.conditions),
        reason=request.reason,
        wants=request.wants,
        communication_needs=request.communication_needs,
        agreed=request.agreed,
        agreed_to_phone=request.agreed_to_phone,
        eligible=answer.answer,
        eligible_why=answer.why,
        state=rules.state_on_arrival(answer.answer),
        received_at=at,
        received_by_id=by.user_id,
    )
    audit.record("REFERRAL_RECEIVED", about=referral, by=by, at=at, details={"eligible": answer.answer})
    return Received(referral.id, False, answer.answer, answer.why)


@transaction.atomic
def decide_referral(*, referral_id: UUID, admit: bool, reason: str, by: Actor, at: datetime) -> None:
    """Decide what the rule left to a person, or admit an exception; the reason is kept and shown to the surgery (R8).

    :raises NotAllowed: if `by` may not decide referrals
    :raises NotFound: if `by` cannot see the referral
    :raises Refused: if there is nothing to decide, or no reason
    """
    policy.require(Permission.DECIDE_REFERRAL, actor=by)
    referral = lock_referral(referral_id, viewer=by)
    rules.may_decide(State(referral.state), admit=admit, reason=reason).require()
    referral.state = State.WAITING if admit else State.DECLINED
    referral.decided_at, referral.decided_by_id, referral.decision_reason = at, by.user_id, reason.strip()
    referral.save(update_fields=["state", "decided_at", "decided_by", "decision_reason"])
    audit.record("REFERRAL_DECIDED", about=referral, by=by, at=at, details={"admit": admit})


@transaction.atomic
def mark_allocated(*, referral_id: UUID, by: Actor, at: datetime) -> Referral:
    """Show the surgery that a link worker has been named. Part of opening a case.

    :raises NotFound: if `by` cannot see the referral
    :raises Refused: if it is not waiting for a link worker
    """
    referral = _move(referral_id, State.ALLOCATED, by=by)
    if referral.allocated_at is None:
        referral.allocated_at, referral.allocated_by_id = at, by.user_id
        referral.save(update_fields=["allocated_at", "allocated_by"])
    return referral


@transaction.atomic
def mark_contacted(*, referral_id: UUID, by: Actor, at: datetime) -> None:
    """Show the surgery that the link worker and the patient have spoken; nothing changes the second time."""
    referral = lock_referral(referral_id, viewer=by)
    if referral.state != State.ALLOCATED:
        return
    referral.state, referral.contacted_at, referral.contacted_by_id = State.CONTACTED, at, by.user_id
    referral.save(update_fields=["state", "contacted_at", "contacted_by"])


@transaction.atomic
def mark_ended(*, referral_id: UUID, by: Actor, at: datetime) -> None:
    """Show the surgery that the patient's time in the service has ended.

    :raises NotFound: if `by` cannot see the referral
    :raises Refused: if it had not been allocated
    """
    referral = _move(referral_id, State.ENDED, by=by)
    referral.ended_at, referral.ended_by_id = at, by.user_id
    referral.save(update_fields=["ended_at", "ended_by"])


def lock_referral(referral_id: UUID, *, viewer: Actor) -> Referral:
    """Hold a referral until the end of the transaction.

    :raises NotFound: if the viewer cannot see it
    """
    referral: Referral | None = (
        Referral.objects.visible_to(viewer).select_for_update().filter(id=referral_id).first()
    )
    if referral is None:
        raise NotFound("no such referral")
    return referral


def _move(referral_id: UUID, wanted: State, *, by: Actor) -> Referral:
    referral = lock_referral(referral_id, viewer=by)
    rules.may_move(State(referral.state), wanted).require()
    referral.state = wanted
    referral.save(update_fields=["state"])
    return referral
