"""What can happen to a hold: one plan is put on hold, looked at again, restarted, or not wanted any more (R41)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.correspondence import plan_commands as notices
from throughline.correspondence.models import About
from throughline.directory.kinds import Mode
from throughline.directory.models import WayOfJoining
from throughline.holds import rules
from throughline.holds.models import Hold, HowEnded, WhyHeld
from throughline.holds.writing import LOOK_AGAIN, Held, Holding, end_holds, write_holds
from throughline.onward_referrals import commands as referring
from throughline.onward_referrals import hold_commands as onward
from throughline.onward_referrals.models import CLOSED, OnwardReferral, State
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.support_plans import ripple_commands as plans
from throughline.support_plans import risk_commands as risks
from throughline.support_plans.kinds import GoalState, LeaningState
from throughline.support_plans.models import Goal, Leaning
from throughline.tasks import owing_commands as owed
from throughline.tasks.models import TaskKind

ASK_AGAIN = "Ask again whether they want to go back to {what}."


@dataclass(frozen=True)
class Plan:
    """What is put on hold, and whose it is."""

    held: Held
    provider_id: UUID
    is_open: bool
    is_held: bool
    way: WayOfJoining | None


@transaction.atomic
def put_on_hold(
    *, holding: Holding, goal_id: UUID | None = None, onward_id: UUID | None = None, by: Actor, at: datetime
) -> Hold:
    """Put one goal or one onward referral on hold; the person is told. A person is never on hold.

    :raises NotAllowed: if `by` may not hold plans
    :raises NotFound: if `by` cannot see the plan, or its person is not in the service
    :raises Refused: if it is on hold or over, or without what would end it, a meanwhile, or a day to look again
    """
    policy.require(Permission.HOLD_PLANS, actor=by)
    plan, today = _goal(goal_id, by=by) if goal_id else _referral(onward_id, by=by), clock.local_date(at)
    rules.may_hold(
        rules.HoldFacts(holding.meanwhile, holding.ends_when, holding.review_on, plan.is_open, plan.is_held),
        today=today,
    ).require()
    words = holding.words.strip() or holding.why.label
    if plan.held.onward_id:
        onward.hold_referrals(onward_ids=[plan.held.onward_id], words=words, by=by, at=at)
    if plan.held.goal_id:
        plans.hold_goals(goal_ids=[plan.held.goal_id], review_on=holding.review_on, note=words, by=by, at=at)
    ids = write_holds([plan.held], holding, provider_id=plan.provider_id, on=today, by=by, at=at)
    hold: Hold = Hold.objects.get(id=ids[0])
    if plan.held.onward_id and holding.why == WhyHeld.NOT_ONLINE:
        onward.ask_online_later(onward_id=plan.held.onward_id, by=by, at=at)
    _wait_for(hold, plan.way, today=today)
    what = rules.words_of_one_hold(
        what=plan.held.what, meanwhile=holding.meanwhile, ends_when=holding.ends_when, review=holding.review_on
    )
    notices.tell_of_plans(what={plan.held.case_id: what}, about=About.ON_HOLD, by=by, at=at)
    return hold


@transaction.atomic
def look_again(*, hold_id: UUID, meanwhile: str, review_on: date | None, by: Actor, at: datetime) -> Hold:
    """Look at a hold again: what they do meanwhile, and when to look next.

    :raises NotAllowed: if `by` may not hold plans
    :raises NotFound: if `by` cannot see it
    :raises Refused: if it has ended, or without a meanwhile or a day after today
    """
    policy.require(Permission.HOLD_PLANS, actor=by)
    hold, today = _lock(hold_id, by=by), clock.local_date(at)
    facts = rules.HoldFacts(meanwhile, hold.ends_when, review_on, is_open=hold.ended_at is None, is_held=False)
    rules.may_hold(facts, today=today).require()
    assert review_on is not None, "a hold without a day to look again was refused"
    was_nothing = rules.is_nothing_found(hold.meanwhile)
    hold.meanwhile, hold.review_on = meanwhile.strip(), review_on
    hold.save(update_fields=["meanwhile", "review_on"])
    audit.record("HOLD_LOOKED_AT", about=hold, by=by, at=at)
    _owe(TaskKind.HOLD_REVIEW, hold, on=hold.review_on, reason=LOOK_AGAIN, by=by, at=at)
    if was_nothing:
        owed.settle(kind=TaskKind.ASK_MEANWHILE, subject_id=hold.id, answer=hold.meanwhile, by=by, at=at)
    return hold


@transaction.atomic
def restart(*, hold_ids: Collection[UUID], by: Actor, at: datetime) -> int:
    """Let plans go on where they stood, each with a day to look at it; each person is told. Give how many.

    :raises NotAllowed: if `by` may not hold plans
    :raises NotFound: if `by` can see none of them
    :raises Refused: if they have ended
    """
    policy.require(Permission.HOLD_PLANS, actor=by)
    found = Hold.objects.visible_to(by).standing().filter(id__in=hold_ids)
    holds = list(found.select_related("case", "goal", "onward__service", "way__service").order_by("id"))
    if not holds and Hold.objects.visible_to(by).filter(id__in=hold_ids).exists():
        raise Refused("This does not stand on hold any more. Open their record to see what became of it.")
    if not holds:
        raise NotFound("no such hold")
    today = clock.local_date(at)
    days = organisations.number_in_force(numbers.HOLD_REVIEW, provider_id=holds[0].provider_id, on=today)
    again = rules.review_on(today, days=days)
    onward.restart_referrals(
        onward_ids=[h.onward_id for h in holds if h.onward_id], check_back_on=again, words="It goes on", by=by, at=at
    )
    goals = [h.goal_id for h in holds if h.goal_id]
    plans.restart_goals(goal_ids=goals, review_on=again, note="It goes on", by=by, at=at)
    for hold in holds:
        _has_it_again(hold, by=by, at=at)
    end_holds([hold.id for hold in holds], HowEnded.RESTARTED, by=by, at=at)
    what = {hold.case_id: rules.words_of_restart(service=_what_is_held(hold)) for hold in holds}
    notices.tell_of_plans(what=what, about=About.RESTART, by=by, at=at)
    return len(holds)


@transaction.atomic
def say_not_now(*, hold_id: UUID, by: Actor, at: datetime) -> Hold:
    """Note that they do not want to go back yet. It stays on the list, and they are asked again.

    :raises NotAllowed: if `by` may not hold plans
    :raises NotFound: if `by` cannot see it
    :raises Refused: if it has ended
    """
    policy.require(Permission.HOLD_PLANS, actor=by)
    hold, today = _lock(hold_id, by=by), clock.local_date(at)
    if hold.ended_at is not None:
        raise Refused("This does not stand on hold any more. Open their record to see what became of it.")
    days = organisations.number_in_force(numbers.HOLD_REVIEW, provider_id=hold.provider_id, on=today)
    hold.asked_on, hold.review_on = today, rules.review_on(today, days=days)
    hold.save(update_fields=["asked_on", "review_on"])
    audit.record("RESTART_NOT_NOW", about=hold, by=by, at=at)
    _owe(TaskKind.HOLD_REVIEW, hold, on=hold.review_on, reason=ASK_AGAIN, by=by, at=at)
    return hold


@transaction.atomic
def let_go(*, hold_id: UUID, words: str, by: Actor, at: datetime) -> Hold:
    """Note that they do not want to go back. A goal goes on without the service; a referral is over.

    :raises NotAllowed: if `by` may not hold plans
    :raises NotFound: if `by` cannot see it
    :raises Refused: if it has ended
    """
    policy.require(Permission.HOLD_PLANS, actor=by)
    hold, today = _lock(hold_id, by=by), clock.local_date(at)
    if hold.ended_at is not None:
        raise Refused("This does not stand on hold any more. Open their record to see what became of it.")
    end_holds([hold.id], HowEnded.NOT_WANTED, by=by, at=at)
    if hold.onward_id:
        became = referring.WhatBecame(to=State.DECLINED, happened_on=today, words=words)
        referring.note_what_became(became, onward_id=hold.onward_id, by=by, at=at)
    if hold.goal_id:
        days = organisations.number_in_force(numbers.HOLD_REVIEW, provider_id=hold.provider_id, on=today)
        again = rules.review_on(today, days=days)
        plans.restart_goals(goal_ids=[hold.goal_id], review_on=again, note=words, by=by, at=at)
    hold.refresh_from_db()
    return hold


@transaction.atomic
def note_referral_over(*, onward_id: UUID, by: Actor, at: datetime) -> None:
    """End the hold on a referral that is over by now."""
    held = Hold.objects.visible_to(by).filter(onward_id=onward_id, ended_at__isnull=True)
    end_holds(list(held.values_list("id", flat=True)), HowEnded.CHANGED, by=by, at=at)


def note_goal_turned(*, goal_id: UUID, by: Actor, at: datetime) -> None:
    """End the hold on a goal that somebody has turned on its own page."""
    held = Hold.objects.visible_to(by).filter(goal_id=goal_id, ended_at__isnull=True)
    end_holds(list(held.values_list("id", flat=True)), HowEnded.CHANGED, by=by, at=at)


def _what_is_held(hold: Hold) -> str:
    """Name what is on hold as its person knows it: the service that it waits for, else the goal's words."""
    if hold.onward:
        return str(hold.onward.service.name)
    if hold.way:
        return str(hold.way.service.name)
    assert hold.goal is not None, "the database holds that a hold is on a goal or a referral"
    return str(hold.goal.words)


def _has_it_again(hold: Hold, *, by: Actor, at: datetime) -> None:
    """Let what the service gave them be met again, and their ground be at risk no longer because it stopped."""
    if hold.way is None:
        return
    needs = Leaning.objects.visible_to(by).filter(
        client_id=hold.case.client_id, service_id=hold.way.service_id, mode=hold.way.mode, state=LeaningState.UNMET
    )
    plans.lean_again(leaning_ids=list(needs.values_list("id", flat=True)), by=by, at=at)
    risks.end_risk_of_way(
        service_id=hold.way.service_id, mode=Mode(hold.way.mode), client_ids=[hold.case.client_id], by=by, at=at
    )


def _wait_for(hold: Hold, way: WayOfJoining | None, *, today: date) -> None:
    """Let a hold wait for what would end it: for who cannot do it online, the way of going there in person (S24)."""
    if hold.way_id is not None or way is None:
        return
    hold.way = way
    if hold.why == WhyHeld.NOT_ONLINE:
        hold.way = WayOfJoining.objects.filter(service_id=way.service_id, mode=Mode.IN_PERSON).first() or way
    hold.save(update_fields=["way"])


def _owe(kind: TaskKind, hold: Hold, *, on: date, reason: str, by: Actor, at: datetime) -> None:
    owed.owe(
        kind=kind, case_id=hold.case_id, subject_id=hold.id, due_on=on,
        reason=reason.format(what=_what_is_held(hold)), by=by, at=at,
    )  # fmt: skip


def _lock(hold_id: UUID, *, by: Actor) -> Hold:
    found = Hold.objects.visible_to(by).filter(id=hold_id).select_for_update(of=("self",))
    hold: Hold | None = found.select_related("case", "goal", "onward__service", "way__service").first()
    if hold is None:
        raise NotFound("no such hold")
    return hold


def _goal(goal_id: UUID, *, by: Actor) -> Plan:
    goal = Goal.objects.visible_to(by).filter(id=goal_id).first()
    case = Case.objects.visible_to(by).still_open().filter(client_id=goal.client_id).first() if goal else None
    if goal is None or case is None:
        raise NotFound("no such goal of somebody in the service")
    state = GoalState(goal.state)
    return Plan(
        Held(case.id, goal.words, goal_id=goal.id), goal.provider_id, state == GoalState.OPEN,
        state == GoalState.ON_HOLD, None,
    )  # fmt: skip


def _referral(onward_id: UUID | None, *, by: Actor) -> Plan:
    found = OnwardReferral.objects.visible_to(by).filter(id=onward_id, case__closed_at__isnull=True)
    one = found.select_related("service", "way").first()
    if one is None:
        raise NotFound("no such onward referral of somebody in the service")
    state = State(one.state)
    return Plan(
        Held(one.case_id, one.service.name, onward_id=one.id), one.provider_id, state not in CLOSED,
        state == State.ON_HOLD, one.way,
    )  # fmt: skip
