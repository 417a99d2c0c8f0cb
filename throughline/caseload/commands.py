"""What can happen to a caseload."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import commands as accounts
from throughline.accounts import queries as account_queries
from throughline.audit import commands as audit
from throughline.caseload import day_pack, moving_rules
from throughline.cases import commands as cases
from throughline.cases.models import Case, Level, Way
from throughline.cases.rules import NextContact
from throughline.clients.queries import may_try_phone
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import Refused
from throughline.core.scope import NOBODY
from throughline.core.working_days import add_working_days
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.referrals import commands as referrals


@transaction.atomic
def allocate_referral(*, referral_id: UUID, worker_id: UUID, by: Actor, at: datetime) -> Case:
    """Give a referred person a link worker attached to their surgery, with a date for the first contact (R10, SET1).

    :raises NotAllowed: if `by` may not allocate
    :raises NotFound: if `by` cannot see the referral
    :raises Refused: if it is not waiting, or the worker is not attached to that surgery
    """
    policy.require(Permission.ALLOCATE, actor=by)
    referral = referrals.mark_allocated(referral_id=referral_id, worker_id=worker_id, by=by, at=at)
    today = clock.local_date(at)
    attached = account_queries.attached_worker_ids(referral.surgery_id, on=today)
    moving_rules.may_allocate_to(attached=worker_id in attached).require()
    within_days = organisations.number_in_force(numbers.FIRST_CONTACT, provider_id=referral.provider_id, on=today)
    due_on = add_working_days(today, within_days)
    way = Way.PHONE if referral.agreed_to_phone and may_try_phone(referral.client.can_be_phoned) else Way.POST
    return cases.open_case(
        client_id=referral.client_id,
        referral_id=referral.id,
        worker_id=worker_id,
        level=Level.REGULAR,
        next_contact=NextContact(on=due_on, by_id=worker_id, way=way),
        first_contact_due_on=due_on,
        by=by,
        at=at,
    )


@transaction.atomic
def join_referral_to_case(*, referral_id: UUID, by: Actor, at: datetime) -> Case:
    """Tell the surgery of the link worker whom its patient has already, in place of allocating them a second time.

    :raises NotAllowed: if `by` may not allocate
    :raises NotFound: if `by` cannot see the referral
    :raises Refused: if it is not waiting, or the person has no link worker
    """
    policy.require(Permission.ALLOCATE, actor=by)
    referral = referrals.lock_referral(referral_id, viewer=by)
    held = Case.objects.visible_to(by).still_open().select_for_update()
    case: Case | None = held.filter(client_id=referral.client_id).first()
    if case is None:
        raise Refused("This person has no link worker yet. Choose one.")
    referrals.mark_allocated(referral_id=referral_id, worker_id=case.worker_id, by=by, at=at)
    cases.note_referral(case=case, referral_id=referral_id, by=by, at=at)
    return case


@transaction.atomic
def hand_over_case(
    *, case_id: UUID, to_worker_id: UUID, contact_on: date, way: Way, reason: str, by: Actor, at: datetime
) -> None:
    """Hand a client to another worker, with the day on which the new one will be in touch (SET15).

    :raises NotAllowed: if `by` may not hand over
    :raises NotFound: if `by` cannot see the case
    :raises Refused: without a reason, to the same worker, on a closed case, or later than the service promises
    """
    policy.require(Permission.HAND_OVER, actor=by)
    case = cases.lock_case(case_id, viewer=by)
    cases.require_open(case)
    today = clock.local_date(at)
    within_days = organisations.number_in_force(numbers.HANDOVER_CONTACT, provider_id=case.provider_id, on=today)
    facts = moving_rules.HandoverFacts(
        has_all_of_it=to_worker_id == case.worker_id == case.next_contact_by_id,
        reason=reason,
        contact_on=contact_on,
        latest=add_working_days(today, within_days),
        within_days=within_days,
    )
    moving_rules.may_hand_over(facts).require()
    next_contact = NextContact(on=contact_on, by_id=to_worker_id, way=way)
    cases.change_worker(
        case=case, to_worker_id=to_worker_id, next_contact=next_contact, reason=reason.strip(), by=by, at=at
    )
    if case.referral_id:
        referrals.show_new_worker(referral_id=case.referral_id, worker_id=to_worker_id, by=by, at=at)


@transaction.atomic
def reopen_case(*, case_id: UUID, worker_id: UUID, contact_on: date, way: Way, by: Actor, at: datetime) -> Case:
    """Take a former client back: a new case that remembers the old one, since a closed spell stays as it was.

    :raises NotAllowed: if `by` may not take people back
    :raises NotFound: if `by` cannot see the case
    :raises Refused: if the case is open, or the person has another open one
    """
    policy.require(Permission.REOPEN_CASE, actor=by)
    old = cases.lock_case(case_id, viewer=by)
    moving_rules.may_take_back(is_open=old.closed_at is None).require()
    if contact_on < clock.local_date(at):
        raise Refused("The next contact is in the past. Choose today or a later day.")
    case = cases.open_case(
        client_id=old.client_id,
        referral_id=old.referral_id,
        worker_id=worker_id,
        level=Level(old.level),
        next_contact=NextContact(on=contact_on, by_id=worker_id, way=way),
        first_contact_due_on=contact_on,
        reopened_from_id=old.id,
        by=by,
        at=at,
    )
    if old.referral_id:
        referrals.mark_taken_back(referral_id=old.referral_id, worker_id=worker_id, by=by, at=at)
    return case


@transaction.atomic
def take_day_pack(*, by: Actor, at: datetime) -> day_pack.Pack:
    """Give a worker their day to take away, and write down that it left the service (R131, R144).

    :raises NotAllowed: if `by` has no day of their own
    """
    policy.require(Permission.VIEW_MY_DAY, actor=by)
    pack = day_pack.pack(viewer=by, on=clock.local_date(at))
    audit.record_about(
        "DAY_PACK_TAKEN", table="accounts_user", about_id=by.user_id, provider_id=by.organisation_id or NOBODY,
        by=by, at=at, details={"people": pack.people},
    )  # fmt: skip
    return pack


@transaction.atomic
def record_leaver(*, worker_id: UUID, by: Actor, at: datetime) -> None:
    """Record that a worker has left. Nobody leaves with open cases (R70): the database holds that too.

    :raises NotAllowed: if `by` may not record leavers
    :raises NotFound: if there is no such active colleague
    :raises Refused: while people still depend on them, saying how many
    """
    policy.require(Permission.RECORD_LEAVER, actor=by)
    depending = Case.objects.visible_to(by).still_open().depending_on(worker_id).count()
    moving_rules.may_leave(depending=depending, is_own_account=worker_id == by.user_id).require()
    accounts.deactivate_account(user_id=worker_id, by=by, at=at)
