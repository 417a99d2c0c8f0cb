"""What can happen to a case. Opening and changing hands are asked for by `caseload`; contacts by `contacts`."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases import rules
from throughline.cases.events import CaseClosed
from throughline.cases.models import Case, CloseReason, Handover, Level, Promise
from throughline.cases.rules import ClosingFacts, NextContact
from throughline.clients.models import Client
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.organisations import numbers
from throughline.organisations import queries as organisations

PROMISED = ("next_contact_on", "next_contact_part", "next_contact_way", "next_contact_by")


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
    if Case.objects.filter(client=client).still_open().exists():
        raise Refused("This person already has a link worker. Open their record to see who it is.")
    _require_can_hold(worker_id, provider_id=client.provider_id)
    _require_can_hold(next_contact.by_id, provider_id=client.provider_id)
    case = Case.objects.create(
        provider_id=client.provider_id,
        client=client,
        referral_id=referral_id,
        reopened_from_id=reopened_from_id,
        worker_id=worker_id,
        level=level,
        opened_at=at,
        opened_by_id=by.user_id,
        first_contact_due_on=first_contact_due_on,
        last_reached_at=last_reached_at,
        **_promised(next_contact),
    )
    _keep_promise_row(case, next_contact, by=by, at=at)
    audit.record("CASE_OPENED", about=case, by=by, at=at, details={"worker": worker_id})
    return case


@transaction.atomic
def note_referral(*, case: Case, referral_id: UUID, by: Actor, at: datetime) -> None:
    """Tie a referral to a case that was open before it came, so that the surgery is told what becomes of it."""
    case.referral_id = referral_id
    case.save(update_fields=["referral"])
    audit.record("CASE_TIED_TO_REFERRAL", about=case, by=by, at=at, details={"referral": referral_id})


@transaction.atomic
def note_contact(
    *,
    case: Case,
    happened_at: datetime,
    two_way: bool,
    tries_since_reached: int,
    next_contact: NextContact | None,
    by: Actor,
    at: datetime,
) -> None:
    """Move last-reached, tries and the next contact on, as one act with the contact itself.

    `tries_since_reached` is counted by the caller, who knows the contacts: one written up late may lie before the last
    conversation. `next_contact` is None only when the contact ends the case, which the caller does in the same
    transaction.
    """
    case.last_reached_at = rules.last_reached(case.last_reached_at, happened_at=happened_at, two_way=two_way)
    case.tries_since_reached = tries_since_reached
    if two_way:
        case.first_contact_due_on = None
    case.last_tried_at = max(filter(None, [case.last_tried_at, happened_at]))
    changed = ["last_reached_at", "tries_since_reached", "first_contact_due_on", "last_tried_at"]
    if next_contact is not None:
        changed += _promise(case, next_contact, by=by, at=at)
    case.save(update_fields=changed)
    if next_contact is not None:
        _keep_promise_row(case, next_contact, by=by, at=at)


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
    case.worker_id = to_worker_id
    changed = _promise(case, next_contact, by=by, at=at)
    case.save(update_fields=["worker", *changed])
    _keep_promise_row(case, next_contact, by=by, at=at)
    audit.record("CASE_HANDED_OVER", about=case, by=by, at=at, details={"handover": handover.id})


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
    events.publish(CaseClosed(case_id=case.id, referral_id=case.referral_id, by=by, at=at))


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
        raise Refused("This case was closed. Ask a manager to take the person back, then record it there.")


def _promise(case: Case, next_contact: NextContact, *, by: Actor, at: datetime) -> list[str]:
    rules.may_promise(next_contact, on=clock.local_date(at)).require()
    _require_can_hold(next_contact.by_id, provider_id=case.provider_id)
    for field, value in _promised(next_contact).items():
        setattr(case, field, value)
    return list(PROMISED)


def _promised(next_contact: NextContact) -> dict[str, object]:
    return {
        "next_contact_on": next_contact.on,
        "next_contact_part": next_contact.part or "",
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
