"""What can happen to a case. Opening and changing hands are asked for by `caseload`; contacts by `contacts`."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.agreements import queries as agreements
from throughline.audit import commands as audit
from throughline.cases import rules
from throughline.cases.events import CaseClosed, CaseHandedOver, CaseOpened
from throughline.cases.models import Case, CloseReason, Handover, Level, PartOfDay, Promise, Way
from throughline.cases.rules import ClosingFacts, ContactsSoFar, NextContact
from throughline.clients import commands as clients
from throughline.clients.models import Client
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.profiles import gate_rules
from throughline.profiles import queries as profiles
from throughline.profiles.modes import IN_PERSON, Mode

PROMISED = (
    "next_contact_on", "next_contact_part", "next_contact_time", "next_contact_place", "next_contact_way",
    "next_contact_by",
)  # fmt: skip


@transaction.atomic
def open_case(
    *,
    client_id: UUID,
    worker_id: UUID,
    level: Level,
    next_contact: NextContact,
    first_contact_due_on: date | None,
    referral_id: UUID | None = None,
    reopened_from_id: UUID | None = None,
    last_reached_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """Open a case with its worker and next contact; there is no moment at which it has neither.

    :raises NotFound: if `by` cannot see the client, or the worker does not work for the client's provider
    :raises Refused: if the person already has an open case, or the worker may not hold cases
    """
    client = Client.objects.visible_to(by).select_for_update().filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    clients.require_ours(client)
    if Case.objects.filter(client=client).still_open().exists():
        raise Refused("This person already has a link worker. Open their record to see who it is.")
    _require_can_hold(worker_id, provider_id=client.provider_id)
    _require_can_hold(next_contact.by_id, provider_id=client.provider_id)
    if Mode(next_contact.way) in IN_PERSON:
        gate_rules.may_meet(shielding=client.shielding).require()
    case = Case.objects.create(
        provider_id=client.provider_id,
        client=client,
        referral_id=referral_id,
        reopened_from_id=reopened_from_id,
        worker_id=worker_id,
        worker_since=at,
        level=level,
        opened_at=at,
        opened_by_id=by.user_id,
        first_contact_due_on=first_contact_due_on,
        last_reached_at=last_reached_at,
        brought_reached_at=last_reached_at,
        **_promised(next_contact),
    )
    _keep_promise_row(case, next_contact, by=by, at=at)
    audit.record("CASE_OPENED", about=case, by=by, at=at, details={"worker": worker_id})
    events.publish(CaseOpened(case_id=case.id, by=by, at=at))
    return case


@transaction.atomic
def note_referral(*, case: Case, referral_id: UUID, by: Actor, at: datetime) -> None:
    """Tie a referral to a case that was open before it came, so that the surgery is told what becomes of it."""
    case.referral_id = referral_id
    case.save(update_fields=["referral"])
    audit.record("CASE_TIED_TO_REFERRAL", about=case, by=by, at=at, details={"referral": referral_id})


@transaction.atomic
def note_contact(
    *, case: Case, so_far: ContactsSoFar, next_contact: NextContact | None, by: Actor, at: datetime
) -> None:
    """Move last-reached, tries and the next contact on, as one act with the contact itself.

    `next_contact` is None only when the contact ends the case, which the caller does in the same transaction.
    """
    earlier = filter(None, [case.assessed_on, so_far.assessed_on])
    changed = _stands_at(case, so_far, assessed_on=min(earlier, default=None), on=clock.local_date(at))
    if next_contact is not None:
        changed += _promise(case, next_contact, by=by, at=at)
    case.save(update_fields=changed)
    if next_contact is not None:
        _keep_promise_row(case, next_contact, by=by, at=at)


@transaction.atomic
def promise_next_contact(*, case: Case, next_contact: NextContact, by: Actor, at: datetime) -> None:
    """Promise another next contact than the one in force, without a contact: what was promised stays on record.

    :raises Refused: if it lies in the past or more than a year ahead, or its worker may not hold cases
    """
    changed = _promise(case, next_contact, by=by, at=at)
    case.save(update_fields=changed)
    _keep_promise_row(case, next_contact, by=by, at=at)


@transaction.atomic
def promise_another_way(*, case: Case, way: Way, by: Actor, at: datetime) -> None:
    """Promise the next contact on the same day, by the same person, in another way; it has no place of its own then.

    :raises Refused: if its day has passed, the way is barred for this person, or the case is closed
    """
    require_open(case)
    assert case.next_contact_on and case.next_contact_by_id, "the database keeps an open case with both (R26)"
    same = NextContact(
        on=case.next_contact_on,
        by_id=case.next_contact_by_id,
        way=way,
        part=PartOfDay(case.next_contact_part) if case.next_contact_part else None,
        time=case.next_contact_time,
    )
    promise_next_contact(case=case, next_contact=same, by=by, at=at)


@transaction.atomic
def recount_contacts(
    *, case: Case, so_far: ContactsSoFar, not_assessed_on: date | None, by: Actor, at: datetime
) -> None:
    """Work a case out anew from the contacts that stand, after one was corrected or moved. What was promised stands.

    `not_assessed_on`: the day of an assessment that no longer counts.
    """
    assessed_on = so_far.assessed_on if case.assessed_on in (None, not_assessed_on) else case.assessed_on
    case.save(update_fields=_stands_at(case, so_far, assessed_on=assessed_on, on=clock.local_date(at)))
    audit.record("CASE_RECOUNTED", about=case, by=by, at=at)


@transaction.atomic
def note_reviewed(*, case: Case, next_contact: NextContact, by: Actor, at: datetime) -> None:
    """Take a case out of the manager's hands with the next contact that they decided on (R28).

    :raises Refused: if the next contact cannot stand
    """
    case.with_manager_since = None
    case.save(update_fields=["with_manager_since", *_promise(case, next_contact, by=by, at=at)])
    _keep_promise_row(case, next_contact, by=by, at=at)


def _stands_at(case: Case, so_far: ContactsSoFar, *, assessed_on: date | None, on: date) -> list[str]:
    case.last_reached_at = rules.last_reached(brought=case.brought_reached_at, ours=so_far.reached_at)
    case.last_tried_at, case.tries_since_reached = so_far.tried_at, so_far.tries
    case.assessed_on = assessed_on
    case.with_manager_since = rules.with_manager_since(
        case.with_manager_since, every_route_tried=so_far.every_route_tried, on=on
    )
    case.first_contact_due_on = _first_contact_due(case)
    return ["last_reached_at", "last_tried_at", "tries_since_reached", "assessed_on", "with_manager_since",
            "first_contact_due_on"]  # fmt: skip


def _first_contact_due(case: Case) -> date | None:
    """Give when the two were to have spoken first; a conversation that is taken back leaves it owing again."""
    if case.last_reached_at is not None:
        return None
    first = Promise.objects.filter(case=case, sequence=1).values_list("due_on", flat=True)
    return case.first_contact_due_on or first.first()


@transaction.atomic
def change_worker(
    *, case: Case, to_worker_id: UUID, next_contact: NextContact, reason: str, by: Actor, at: datetime
) -> None:
    """Give a case to another worker, with the next contact already promised, and keep the trace of it.

    :raises Refused: if that worker may not hold cases of this provider
    """
    _require_can_hold(to_worker_id, provider_id=case.provider_id)
    handover = Handover.objects.create(
        provider_id=case.provider_id, case=case, from_worker_id=case.worker_id, to_worker_id=to_worker_id,
        reason=reason, made_at=at, made_by_id=by.user_id,
    )  # fmt: skip
    case.worker_id, case.worker_since = to_worker_id, at
    changed = _promise(case, next_contact, by=by, at=at)
    case.save(update_fields=["worker", "worker_since", *changed])
    _keep_promise_row(case, next_contact, by=by, at=at)
    audit.record("CASE_HANDED_OVER", about=case, by=by, at=at, details={"handover": handover.id})
    events.publish(CaseHandedOver(case_id=case.id, by=by, at=at))


@transaction.atomic
def close_case(*, case_id: UUID, reason: CloseReason, note: str, days_tried: int, by: Actor, at: datetime) -> None:
    """Close a case by agreement or for a stated reason; a person does this, never a job.

    :raises NotFound: if `by` cannot see the case
    :raises NotAllowed: if `by` may not close cases
    :raises Refused: if it is closed already, or a rule says no
    """
    policy.require(Permission.CLOSE_CASE, actor=by)
    case = lock_case(case_id, viewer=by)
    require_open(case)
    needed = organisations.number_in_force(numbers.TRIES, provider_id=case.provider_id, on=clock.local_date(at))
    rules.may_close(ClosingFacts(reason, days_tried, bool(note.strip())), tries_needed=needed).require()
    case.closed_at, case.closed_by_id, case.close_reason, case.close_note = at, by.user_id, reason, note.strip()
    case.save(update_fields=["closed_at", "closed_by", "close_reason", "close_note"])
    audit.record("CASE_CLOSED", about=case, by=by, at=at, details={"reason": reason})
    unreached = reason == CloseReason.COULD_NOT_REACH
    events.publish(CaseClosed(case_id=case.id, referral_id=case.referral_id, could_not_reach=unreached, by=by, at=at))


def lock_case(case_id: UUID, *, viewer: Actor) -> Case:
    """Hold a case until the end of the transaction.

    :raises NotFound: if the viewer cannot see it
    """
    case: Case | None = Case.objects.visible_to(viewer).select_for_update().filter(id=case_id).first()
    if case is None:
        raise NotFound("no such case")
    return case


def require_open(case: Case) -> None:
    """Go on if the case is open.

    :raises Refused: if it was closed, saying what to do
    """
    if case.closed_at is not None:
        clients.require_ours(case.client)
        raise Refused("This case was closed. Ask a manager to take the person back, then record it there.")


def _require_open_way(case: Case, way: Way, *, by: Actor) -> None:
    """Go on unless this way is barred: nobody is met who shields, nothing written goes alone to who cannot read (R13).

    Nor is a way used that they do not agree to (R16). Reads the profile only where something may be in the way. A
    doubt stops nothing.
    """
    who = case.client
    refused = agreements.refused_ways_of(who.id, viewer=by)
    if way in refused or who.shielding or who.cannot_read or who.digitally_excluded:
        gate_rules.may_go_by(Mode(way), profiles.reach_of(who.id, refused=refused, viewer=by)).require()


def _promise(case: Case, next_contact: NextContact, *, by: Actor, at: datetime) -> list[str]:
    rules.may_promise(next_contact, on=clock.local_date(at)).require()
    _require_open_way(case, next_contact.way, by=by)
    _require_can_hold(next_contact.by_id, provider_id=case.provider_id)
    for field, value in _promised(next_contact).items():
        setattr(case, field, value)
    return list(PROMISED)


def _promised(next_contact: NextContact) -> dict[str, object]:
    return {
        "next_contact_on": next_contact.on,
        "next_contact_part": next_contact.part or "",
        "next_contact_time": next_contact.time,
        "next_contact_place": next_contact.place,
        "next_contact_way": next_contact.way,
        "next_contact_by_id": next_contact.by_id,
    }


def _keep_promise_row(case: Case, made: NextContact, *, by: Actor, at: datetime) -> None:
    last = Promise.objects.filter(case=case).order_by("-sequence").values_list("sequence", flat=True).first()
    Promise.objects.create(
        provider_id=case.provider_id,
        case=case,
        sequence=(last or 0) + 1,
        due_on=made.on,
        part=made.part or "",
        time=made.time,
        place=made.place,
        way=made.way,
        to_be_kept_by_id=made.by_id,
        made_at=at,
        made_by_id=by.user_id,
    )


def _require_can_hold(worker_id: UUID, *, provider_id: UUID) -> None:
    # A shared lock: whoever is leaving at this moment waits for us, or we see that they have left.
    with connection.cursor() as cursor:
        cursor.execute(
            "select from accounts_user where id = %s and organisation_id = %s and may_hold_cases for key share",
            [worker_id, provider_id],
        )
        may_hold = cursor.rowcount == 1
    if not may_hold:
        raise Refused("Choose a link worker who works here now. The one you chose has left, or does not hold cases.")
