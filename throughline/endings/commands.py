"""What can happen around an ending: a case ends by the policy of the day, they are told, a manager sees to the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases import commands as cases
from throughline.cases import time_rules
from throughline.cases.models import Case, CloseReason, Way
from throughline.clients.models import Answer
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.endings import queries, rules
from throughline.endings.models import Ending, HeldOpen, KeptRule
from throughline.endings.standing import StandsOpen, gained, stands_open
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.organisations.models import Discharge
from throughline.referrals.models import Referral


@dataclass(frozen=True)
class Leaving:
    """Why somebody's time ends, what was agreed, and what a manager says where the policy is against it."""

    reason: CloseReason
    note: str
    may_contact_again: Answer = Answer.NOT_ASKED
    managers_reason: str = ""


@dataclass(frozen=True)
class Spoke:
    """The conversation in which somebody was told: how, and when."""

    way: Way
    at: datetime


@transaction.atomic
def end_case(
    *, case: Case, leaving: Leaving, days_tried: int, every_route_tried: bool, spoke: Spoke | None, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """End a case that the caller holds, and keep what was said and left (R57, R58). The one way that a case ends.

    :raises NotAllowed: if `by` may not close cases, or says a manager's reason without being one
    :raises Refused: if the policy of the day is against it, or something stands open
    """
    if leaving.managers_reason.strip():
        policy.require(Permission.CLOSE_AGAINST_POLICY, actor=by)
    held = _require_by_policy(case, leaving, every_route_tried=every_route_tried, by=by, at=at)
    opened = stands_open(case.client_id, viewer=by, on=clock.local_date(at))
    blocking = [one.words for one in opened if one.blocks]
    rules.may_leave_open(leaving.reason, blocking=blocking).require()
    _write_down(case, leaving, held=held, opened=opened, days_tried=days_tried, spoke=spoke, by=by, at=at)
    cases.close_case(
        case_id=case.id, reason=leaving.reason, note=leaving.note, days_tried=days_tried, by=by, at=at
    )  # fmt: skip


def _write_down(
    case: Case, leaving: Leaving, *, held: Discharge, opened: tuple[StandsOpen, ...], days_tried: int,
    spoke: Spoke | None, by: Actor, at: datetime,
) -> None:  # fmt: skip
    today = clock.local_date(at)
    months = organisations.number_in_force(numbers.COME_BACK, provider_id=case.provider_id, on=today)
    died = leaving.reason == CloseReason.DIED
    Ending.objects.create(
        provider_id=case.provider_id,
        case=case,
        agreed=rules.agreed_how(leaving.reason, spoke=spoke is not None),
        days_tried=days_tried,
        policy=held,
        against_policy=leaving.managers_reason.strip(),
        gained=list(gained(case.client_id, viewer=by)),
        still_open=[one.words for one in opened if not one.blocks],
        left_open=[one.words for one in opened if one.blocks],
        come_back_until=None if died else time_rules.add_months(today, months),
        may_contact_again=Answer.NOT_ASKED if died else leaving.may_contact_again,
        told_way=spoke.way if spoke else "",
        told_at=spoke.at if spoke else None,
        told_by_id=by.user_id if spoke else None,
        ended_at=at,
        ended_by_id=by.user_id,
    )


def _require_by_policy(case: Case, leaving: Leaving, *, every_route_tried: bool, by: Actor, at: datetime) -> Discharge:
    today = clock.local_date(at)
    held = queries.policy_for(case, viewer=by, on=today)
    facts = rules.PolicyFacts(
        policy=held.policy,
        since=held.since,
        reason=leaving.reason,
        on=today,
        last_reached_on=clock.local_date(case.last_reached_at) if case.last_reached_at else None,
        review_days=organisations.number_in_force(numbers.REVIEW_CONTACT, provider_id=case.provider_id, on=today),
        every_route_tried=every_route_tried or case.with_manager_since is not None,
        managers_reason=leaving.managers_reason,
    )
    rules.may_end_under(facts).require()
    return held.policy


@transaction.atomic
def hold_open(*, case_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Put somebody on the held-open list, who would have finished but for the policy (R57).

    :raises NotAllowed: if `by` may not close cases
    :raises NotFound: if `by` cannot see the case
    :raises Refused: if the policy is another, they are on it already, or no reason is given
    """
    policy.require(Permission.CLOSE_CASE, actor=by)
    case = cases.lock_case(case_id, viewer=by)
    cases.require_open(case)
    held = queries.policy_for(case, viewer=by, on=clock.local_date(at))
    listed = queries.is_held_open(case_id, viewer=by)
    rules.may_hold_open(held.policy, is_held=listed, words=words).require()
    row = HeldOpen.objects.create(
        provider_id=case.provider_id, case=case, words=words.strip(), noted_at=at, noted_by_id=by.user_id
    )
    audit.record("CASE_HELD_OPEN", about=row, by=by, at=at, details={"case": case.id})


@transaction.atomic
def note_ending_told(*, case_id: UUID, way: Way, by: Actor, at: datetime) -> None:
    """Note that somebody was told that their time has ended: until then the record says "not told" (R58).

    :raises NotAllowed: if `by` may not see to notices
    :raises NotFound: if `by` cannot see the ending
    :raises Refused: if that is noted already, or they died
    """
    policy.require(Permission.SEE_TO_NOTICES, actor=by)
    ending = _lock(case_id, by=by)
    died = ending.case.close_reason == CloseReason.DIED
    rules.may_be_told(told=ending.told_at is not None, died=died).require()
    ending.told_way, ending.told_at, ending.told_by_id = way, at, by.user_id
    ending.save(update_fields=["told_way", "told_at", "told_by"])
    audit.record("ENDING_TOLD", about=ending, by=by, at=at, details={"way": way})


@transaction.atomic
def settle_left_open(*, case_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Say what was done about what somebody left open when they wished to go (R58).

    :raises NotAllowed: if `by` is no manager
    :raises NotFound: if `by` cannot see the ending
    :raises Refused: if nothing is left open, or nothing is said
    """
    policy.require(Permission.CLOSE_AGAINST_POLICY, actor=by)
    ending = _lock(case_id, by=by)
    settled = ending.settled_at is not None
    rules.may_settle_left_open(left=ending.left_open, settled=settled, words=words).require()
    ending.settled_at, ending.settled_by_id, ending.settled_note = at, by.user_id, words.strip()
    ending.save(update_fields=["settled_at", "settled_by", "settled_note"])
    audit.record("LEFT_OPEN_SETTLED", about=ending, by=by, at=at)


@transaction.atomic
def keep_kinder_rule(
    *, referral: Referral, rule: Discharge, since: date | None, kept_from: str, by: Actor, at: datetime
) -> None:  # fmt: skip
    """Let somebody who comes from a provider with a kinder rule keep it until they are told. Part of a transfer."""
    today = clock.local_date(at)
    here = organisations.discharge_policy(referral.provider_id, on=today)
    if rules.kinder(rule, here.policy) == here.policy:
        return
    kept = KeptRule.objects.create(
        provider_id=referral.provider_id, referral=referral, policy=rule, since_on=since, kept_from=kept_from,
        kept_at=at, kept_by_id=by.user_id,
    )  # fmt: skip
    audit.record("KINDER_RULE_KEPT", about=kept, by=by, at=at, details={"policy": rule})


@transaction.atomic
def tell_of_rule(*, case_id: UUID, way: Way, by: Actor, at: datetime) -> None:
    """Note that somebody was told by which rule their case may close from now on; the kinder one no longer holds.

    :raises NotAllowed: if `by` may not close cases
    :raises NotFound: if `by` cannot see the case
    :raises Refused: if they keep no other rule than everybody here
    """
    policy.require(Permission.CLOSE_CASE, actor=by)
    case = cases.lock_case(case_id, viewer=by)
    held = queries.policy_for(case, viewer=by, on=clock.local_date(at))
    if held.kept_id is None:
        raise Refused("They keep no other rule than everybody here.")
    kept = KeptRule.objects.visible_to(by).select_for_update().get(id=held.kept_id)
    kept.told_way, kept.told_at, kept.told_by_id = way, at, by.user_id
    kept.save(update_fields=["told_way", "told_at", "told_by"])
    audit.record("RULE_TOLD", about=kept, by=by, at=at, details={"way": way})


def _lock(case_id: UUID, *, by: Actor) -> Ending:
    found = Ending.objects.visible_to(by).select_for_update(of=("self",)).select_related("case")
    ending: Ending | None = found.filter(case_id=case_id).first()
    if ending is None:
        raise NotFound("no such ending")
    return ending
