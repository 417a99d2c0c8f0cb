"""What can happen to a referral."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.agreements import commands as agreements
from throughline.audit import commands as audit
from throughline.circumstances.condition_commands import note_referred_conditions
from throughline.circumstances.home_commands import note_referred_home
from throughline.clients import commands as clients
from throughline.clients import rules as client_rules
from throughline.clients.models import Client
from throughline.core import clock, events, scope
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.organisations.models import Organisation
from throughline.referrals import queries, rules
from throughline.referrals.events import ReferralReceived
from throughline.referrals.models import Eligible, Referral, Source, State

JOINED = ("reason", "wants", "communication_needs")
"""What a second referral says is put under what the first one said."""


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
    first_referred_on: date


@transaction.atomic
def refer(request: Request, *, surgery_id: UUID | None, by: Actor, at: datetime) -> Received:
    """Take in a referral and answer at once whether the person is eligible (R6, R7).

    A second referral of the same person joins the first. The surgery's act reaches into its provider's records by
    design: it adds a person there, and learns only what became of its own referral.

    :raises NotAllowed: if `by` may not refer
    :raises Refused: without the patient's agreement, or if a particular cannot be right
    """
    policy.require(Permission.REFER, actor=by)
    if surgery_id is None or not by.is_system and by.organisation_id != surgery_id:
        raise NotFound("not this person's surgery")
    rules.may_refer(agreed=request.agreed).require()
    return _receive(request, surgery_id=surgery_id, source=Source.SURGERY, by=by, at=at)


@transaction.atomic
def refer_listed(request: Request, *, surgery_id: UUID, by: Actor, at: datetime) -> Received:
    """Take in a referral of somebody on a list of vulnerable people, who asked for it in a call (R53).

    :raises NotAllowed: if `by` does not call listed people
    :raises Refused: without their agreement, if a particular cannot be right, or if their surgery does not refer here
    """
    policy.require(Permission.CALL_LISTED, actor=by)
    rules.may_refer(agreed=request.agreed).require()
    if _provider(surgery_id, on=request.referred_on).id != by.organisation_id:
        raise Refused("Their surgery refers to another provider. Ask the surgery to refer them there.")
    return _receive(request, surgery_id=surgery_id, source=Source.VULNERABLE_LIST, by=by, at=at)


def _receive(request: Request, *, surgery_id: UUID, source: Source, by: Actor, at: datetime) -> Received:
    provider = _provider(surgery_id, on=request.referred_on)
    with scope.also_within(provider.id):
        _one_at_a_time(surgery_id)
        client = clients.register_client(request.patient, provider_id=provider.id, surgery_id=surgery_id, by=by, at=at)
        note_referred_conditions({client.id: request.patient.conditions}, provider_id=provider.id, by=by, at=at)
        note_referred_home(
            client_id=client.id, address=request.patient.address, postcode=request.patient.postcode,
            told_on=request.referred_on, by=by, at=at,
        )  # fmt: skip
        withheld = agreements.note_agreements_of_referral(
            client=client, agreed_to_phone=request.agreed_to_phone, said_on=request.referred_on, by=by, at=at
        )
        live = Referral.objects.select_for_update().filter(client=client).undecided_or_live().first()
        if live is not None:
            received = join(live, request=request, surgery_id=surgery_id, by=by, at=at)
        else:
            received = _take_in(
                request, client=client, surgery_id=surgery_id, source=source, withheld=withheld, by=by, at=at
            )
    events.publish(ReferralReceived(referral_id=received.referral_id, by=by, at=at))
    return received


def _provider(surgery_id: UUID, *, on: date) -> Organisation:
    try:
        return organisations.provider_for_surgery(surgery_id, on=on)
    except NotFound:
        raise Refused(rules.may_refer_from(has_provider=False).reason) from None


def _one_at_a_time(surgery_id: UUID) -> None:
    """Let the same page sent twice at once be two referrals in a row, of which the second joins the first."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"refer {surgery_id}"])


def join(live: Referral, *, request: Request, surgery_id: UUID, by: Actor, at: datetime) -> Received:
    """Add what the second referral says to the first. If another surgery sent it, the patient moved: so does this."""
    known = {c.casefold() for c in live.conditions}
    live.conditions = [*live.conditions, *(c for c in request.patient.conditions if c.casefold() not in known)]
    for field in JOINED:
        kept, added = getattr(live, field), getattr(request, field)
        setattr(live, field, rules.joined_words(kept, added, said_on=request.referred_on))
    live.surgery_id, live.agreed_to_phone = surgery_id, request.agreed_to_phone
    live.save(update_fields=[*JOINED, "conditions", "surgery", "agreed_to_phone"])
    audit.record("REFERRAL_JOINED", about=live, by=by, at=at, details={"surgery": surgery_id})
    return Received(live.id, True, Eligible(live.eligible), live.eligible_why, live.referred_on)


def _take_in(
    request: Request, *, client: Client, surgery_id: UUID, source: Source, withheld: bool, by: Actor, at: datetime
) -> Received:
    ages = organisations.numbers_in_force(
        [numbers.YOUNGEST, numbers.OLDEST], provider_id=client.provider_id, on=request.referred_on
    )
    answer = rules.eligibility(
        born_on=request.patient.date_of_birth,
        referred_on=request.referred_on,
        conditions=request.patient.conditions,
        qualifying=organisations.qualifying_conditions(client.provider_id, on=request.referred_on),
        **ages,
    )
    referral = Referral.objects.create(
        provider_id=client.provider_id,
        surgery_id=surgery_id,
        client=client,
        patient_name=client_rules.full_name(request.patient.full_name),
        patient_born_on=request.patient.date_of_birth,
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
        source=source,
        withheld=withheld,
        received_at=at,
        received_by_id=by.user_id,
    )
    audit.record("REFERRAL_RECEIVED", about=referral, by=by, at=at, details={"eligible": answer.answer})
    return Received(referral.id, False, answer.answer, answer.why, referral.referred_on)


@transaction.atomic
def open_referral(*, referral_id: UUID, by: Actor, at: datetime) -> queries.SheetPage:
    """Open a referral to be read, and write down who looked (R131).

    :raises NotAllowed: if `by` may not read referrals
    :raises NotFound: if `by` cannot see it
    """
    policy.require(Permission.VIEW_REFERRAL, actor=by)
    page = queries.sheet_page(referral_id, viewer=by, on=clock.local_date(at))
    with scope.also_within(page.sheet.provider_id):  # The entry is the provider's, also when its surgery looks.
        audit.record_about(
            "REFERRAL_VIEWED", table="referrals_referral", about_id=referral_id,
            provider_id=page.sheet.provider_id, by=by, at=at,
        )  # fmt: skip
    return page


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
def mark_allocated(*, referral_id: UUID, worker_id: UUID, by: Actor, at: datetime) -> Referral:
    """Show the surgery that a link worker has been named, and who. Part of opening a case.

    :raises NotFound: if `by` cannot see the referral
    :raises Refused: if it is not waiting for a link worker
    """
    referral = _move(referral_id, State.ALLOCATED, by=by)
    referral.worker_id, referral.allocated_at, referral.allocated_by_id = worker_id, at, by.user_id
    referral.save(update_fields=["worker", "allocated_at", "allocated_by"])
    return referral


@transaction.atomic
def mark_taken_back(*, referral_id: UUID, worker_id: UUID, by: Actor, at: datetime) -> None:
    """Show the surgery that its former patient has a link worker again. Part of reopening a case.

    :raises NotFound: if `by` cannot see the referral
    :raises Refused: if it has not ended, or a newer referral of the same person waits for a link worker
    """
    old = lock_referral(referral_id, viewer=by)
    rules.may_move(State(old.state), State.ALLOCATED).require()
    newer = Referral.objects.filter(client_id=old.client_id).undecided_or_live().exclude(id=old.id)
    if newer.exists():
        raise Refused("A newer referral of this person is waiting. Allocate that one, so that the surgery is answered.")
    for act in ("ended", "contacted", "assessed"):
        setattr(old, f"{act}_at", None)
        setattr(old, f"{act}_by_id", None)
    old.state, old.worker_id, old.allocated_at, old.allocated_by_id = State.ALLOCATED, worker_id, at, by.user_id
    old.save()
    audit.record("REFERRAL_TAKEN_BACK", about=old, by=by, at=at)


@transaction.atomic
def show_new_worker(*, referral_id: UUID, worker_id: UUID, by: Actor, at: datetime) -> None:
    """Show the surgery who the link worker is now. Part of handing over.

    :raises NotFound: if `by` cannot see the referral
    """
    referral = lock_referral(referral_id, viewer=by)
    referral.worker_id = worker_id
    referral.save(update_fields=["worker"])
    audit.record("REFERRAL_SHOWS_NEW_WORKER", about=referral, by=by, at=at)


@transaction.atomic
def mark_contacted(*, referral_id: UUID, by: Actor, at: datetime) -> None:
    """Show the surgery that the link worker and the patient have spoken; nothing changes the second time."""
    referral = lock_referral(referral_id, viewer=by)
    if referral.state != State.ALLOCATED:
        return
    referral.state, referral.contacted_at, referral.contacted_by_id = State.CONTACTED, at, by.user_id
    referral.save(update_fields=["state", "contacted_at", "contacted_by"])


@transaction.atomic
def mark_assessed(*, referral_id: UUID, by: Actor, at: datetime) -> None:
    """Show the surgery that the first assessment was made; nothing changes the second time (R6)."""
    referral = lock_referral(referral_id, viewer=by)
    if referral.state not in (State.ALLOCATED, State.CONTACTED):
        return
    referral.state, referral.assessed_at, referral.assessed_by_id = State.ASSESSED, at, by.user_id
    referral.save(update_fields=["state", "assessed_at", "assessed_by"])


@transaction.atomic
def take_back_contacted(*, referral_id: UUID, reached: bool, assessed: bool, by: Actor, at: datetime) -> None:
    """Show the surgery no longer that they spoke, or that it was an assessment, where it turns out not to be so."""
    referral = lock_referral(referral_id, viewer=by)
    stands = rules.state_after_correction(State(referral.state), reached=reached, assessed=assessed)
    if stands == referral.state:
        return
    referral.state = stands
    if stands == State.ALLOCATED:
        referral.contacted_at, referral.contacted_by_id = None, None
    referral.assessed_at, referral.assessed_by_id = None, None
    referral.save(update_fields=["state", "contacted_at", "contacted_by", "assessed_at", "assessed_by"])
    audit.record("REFERRAL_TAKEN_BACK", about=referral, by=by, at=at, details={"state": stands})


@transaction.atomic
def list_for_check_ins(*, referral_id: UUID, by: Actor, at: datetime) -> None:
    """Put somebody who is not eligible on the list for check-in calls while a disruption is on (R8).

    :raises NotAllowed: if `by` may neither refer nor decide
    :raises NotFound: if `by` cannot see the referral
    :raises Refused: unless they are not eligible, and a disruption is on
    """
    referral = lock_referral(referral_id, viewer=by)
    if not policy.permits(by, Permission.DECIDE_REFERRAL):
        policy.require(Permission.REFER, actor=by)
    disrupted = organisations.in_disruption(referral.provider_id, on=clock.local_date(at))
    rules.may_list_for_check_ins(State(referral.state), in_disruption=disrupted).require()
    with scope.also_within(referral.provider_id):
        referral.state, referral.listed_at, referral.listed_by_id = State.CHECK_INS, at, by.user_id
        referral.save(update_fields=["state", "listed_at", "listed_by"])
        audit.record("REFERRAL_LISTED_FOR_CHECK_INS", about=referral, by=by, at=at)


@transaction.atomic
def mark_ended(*, referral_id: UUID, could_not_reach: bool = False, by: Actor, at: datetime) -> None:
    """Show the surgery that the patient's time in the service has ended, or that nobody could reach them.

    :raises NotFound: if `by` cannot see the referral
    :raises Refused: if it had not been allocated
    """
    referral = _move(referral_id, State.COULD_NOT_REACH if could_not_reach else State.ENDED, by=by)
    referral.ended_at, referral.ended_by_id = at, by.user_id
    referral.save(update_fields=["ended_at", "ended_by"])


@transaction.atomic
def withhold_from_surgery(*, client_id: UUID, withheld: bool, by: Actor, at: datetime) -> None:
    """Show the surgery nothing more of what became of its patient, or show it again, from now on (R16)."""
    found = Referral.objects.visible_to(by).filter(client_id=client_id).exclude(withheld=withheld)
    for referral in found.select_for_update():
        referral.withheld = withheld
        referral.save(update_fields=["withheld"])
        audit.record("REFERRAL_WITHHELD" if withheld else "REFERRAL_SHOWN_AGAIN", about=referral, by=by, at=at)


def lock_referral(referral_id: UUID, *, viewer: Actor) -> Referral:
    """Hold a referral until the end of the transaction.

    :raises NotFound: if the viewer cannot see it
    """
    referral: Referral | None = Referral.objects.visible_to(viewer).select_for_update().filter(id=referral_id).first()
    if referral is None:
        raise NotFound("no such referral")
    return referral


def _move(referral_id: UUID, wanted: State, *, by: Actor) -> Referral:
    referral = lock_referral(referral_id, viewer=by)
    rules.may_move(State(referral.state), wanted).require()
    referral.state = wanted
    referral.save(update_fields=["state"])
    return referral
