"""What can happen to a goal: it is written down, looked at again, put in other words, gone back to (R19, R20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.directory.kinds import Mode
from throughline.support_plans import leaning_commands as leanings
from throughline.support_plans import rules
from throughline.support_plans.events import HeldGoalTurned
from throughline.support_plans.kinds import Gives, GoalState, WhyReframed
from throughline.support_plans.leaning_commands import LeansOn
from throughline.support_plans.models import Goal, GoalTurn, Reframing, Target
from throughline.support_plans.rules import GoalFacts
from throughline.support_plans.writing import REVIEW, Planner, lock, open_cases, whose
from throughline.tasks import owing_commands as owing
from throughline.tasks.models import TaskKind


@dataclass(frozen=True, kw_only=True)
class GoalSaid:
    """A goal as it was said, with the small steps towards it."""

    words: str
    review_on: date | None
    why_it_matters: str = ""
    what_would_help: str = ""
    targets: Sequence[str] = ()
    conditions: Sequence[str] = ()
    service_id: UUID | None = None
    mode: Mode | None = None
    """Where they do it, if it is done with a service."""


@dataclass(frozen=True)
class WaitsFor:
    """What would let somebody go back to a goal: in words, and the way of joining that would have to run again."""

    words: str = ""
    service_id: UUID | None = None
    mode: Mode | None = None


@transaction.atomic
def add_goal(*, client_id: UUID, said: GoalSaid, by: Actor, at: datetime) -> Goal:
    """Write down what somebody wants, with the day on which we look at it again (R19).

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the client
    :raises Refused: without words or a review date, or if they are not in the service
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    who = whose(client_id, by=by)
    facts = GoalFacts(bool(said.words.strip()), said.review_on, in_service=who.case_id is not None)
    rules.may_add_goal(facts, on=clock.local_date(at)).require()
    return _write(who, said, by=by, at=at)


@transaction.atomic
def add_target(*, goal_id: UUID, words: str, by: Actor, at: datetime) -> Target:
    """Add a small step towards a goal.

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the goal
    :raises Refused: without words
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    goal = lock(Goal, goal_id, by=by)
    if not words.strip():
        raise Refused("Say what the small step is.")
    place = Target.objects.filter(goal=goal).count() + 1
    target = Target.objects.create(provider_id=goal.provider_id, goal=goal, words=words.strip(), place=place)
    audit.record("TARGET_ADDED", about=target, by=by, at=at, details={"goal": goal_id})
    return target


@transaction.atomic
def mark_targets(*, goal_id: UUID, done: Sequence[UUID], another: str = "", by: Actor, at: datetime) -> None:
    """Say which small steps towards a goal were made, the others not, and what other step there is.

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the goal, or one is none of its steps
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    goal = lock(Goal, goal_id, by=by)
    targets = {target.id: target for target in Target.objects.filter(goal=goal)}
    if not set(done) <= set(targets):
        raise NotFound("no such step of this goal")
    for target in targets.values():
        if (target.id in done) != (target.done_at is not None):
            target.done_at, target.done_by_id = (at, by.user_id) if target.id in done else (None, None)
            target.save(update_fields=["done_at", "done_by"])
            audit.record("TARGET_MARKED", about=target, by=by, at=at, details={"done": target.id in done})
    if another.strip():
        add_target(goal_id=goal_id, words=another, by=by, at=at)


@transaction.atomic
def review_goal(*, goal_id: UUID, to: GoalState, note: str, review_on: date | None, by: Actor, at: datetime) -> Goal:
    """Look at a goal again: it goes on until another day, is met, or is let go; met or let go, it is taken up again.

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the goal
    :raises Refused: if it goes on without a review date, is let go without a word, or cannot become that
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    goal = lock(Goal, goal_id, by=by)
    rules.may_turn_goal(GoalState(goal.state), to, has_note=bool(note.strip())).require()
    if to in rules.LOOKED_AT_AGAIN:
        rules.may_review_on(review_on, on=clock.local_date(at)).require()
    if goal.state == GoalState.REFRAMED:
        _end_waiting(goal, by=by, at=at)
    _leave_hold(goal, by=by, at=at)
    return _turn(goal, to, note=note, review_on=review_on if to in rules.LOOKED_AT_AGAIN else None, by=by, at=at)


@transaction.atomic
def reframe_goal(
    *, goal_id: UUID, said: GoalSaid, why: WhyReframed, note: str, waits_for: WaitsFor, by: Actor, at: datetime
) -> Goal:
    """Put a goal in other words and keep the original, with what would let them go back to it; give the new one (R20).

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the goal
    :raises Refused: if it is not going on or on hold, without words or a review date, or they left the service
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    original = lock(Goal, goal_id, by=by)
    has_words = bool(said.words.strip())
    rules.may_reframe(
        GoalState(original.state), has_words=has_words, review_on=said.review_on, on=clock.local_date(at)
    ).require()
    who = whose(original.client_id, by=by)
    instead = _write(who, said, by=by, at=at)
    reframing = Reframing.objects.create(
        provider_id=original.provider_id, original=original, instead=instead, why=why, note=note.strip(),
        waits_for=waits_for.words.strip(), service_id=waits_for.service_id, mode=waits_for.mode or "", made_at=at,
        made_by_id=by.user_id,
    )  # fmt: skip
    _leave_hold(original, by=by, at=at)
    _turn(original, GoalState.REFRAMED, note=note, review_on=None, by=by, at=at)
    audit.record("GOAL_REFRAMED", about=reframing, by=by, at=at, details={"original": goal_id, "instead": instead.id})
    return instead


@transaction.atomic
def go_back_to_goal(*, goal_id: UUID, review_on: date | None, keep_other: bool, by: Actor, at: datetime) -> Goal:
    """Go back to a goal that was kept. What stood in its place goes on beside it, or has done its work.

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the goal
    :raises Refused: if it was not put in other words, or without a review date
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    goal = lock(Goal, goal_id, by=by)
    if goal.state != GoalState.REFRAMED:
        raise Refused("This goal was not put in other words. There is nothing to go back to.")
    rules.may_review_on(review_on, on=clock.local_date(at)).require()
    instead = _end_waiting(goal, by=by, at=at)
    if instead is not None and not keep_other and instead.state in rules.LOOKED_AT_AGAIN:
        _turn(instead, GoalState.MET, note="They went back to what they wanted first.", review_on=None, by=by, at=at)
    return _turn(goal, GoalState.OPEN, note="They went back to it.", review_on=review_on, by=by, at=at)


def _turn(goal: Goal, to: GoalState, *, note: str, review_on: date | None, by: Actor, at: datetime) -> Goal:
    """Let a goal that is held stand so from now on, with a line in its history; its review is owed or settled."""
    goal.state, goal.review_on, goal.state_at, goal.state_by_id = to, review_on, at, by.user_id
    goal.save(update_fields=["state", "review_on", "state_at", "state_by"])
    _keep_turn(goal, note=note, by=by, at=at)
    audit.record("GOAL_TURNED", about=goal, by=by, at=at, details={"state": to})
    case_id = open_cases([goal.client_id], by=by).get(goal.client_id)
    if to == GoalState.OPEN and review_on and case_id:
        _owe_review(goal, case_id=case_id, by=by, at=at)
    else:
        owing.settle(kind=TaskKind.GOAL_REVIEW, subject_id=goal.id, answer=f"The goal: {to.label}.", by=by, at=at)
    return goal


def _leave_hold(goal: Goal, *, by: Actor, at: datetime) -> None:
    if goal.state == GoalState.ON_HOLD:
        events.publish(HeldGoalTurned(goal_id=goal.id, by=by, at=at))


def _write(who: Planner, said: GoalSaid, *, by: Actor, at: datetime) -> Goal:
    goal: Goal = Goal.objects.create(
        provider_id=who.provider_id, client_id=who.client_id, words=said.words.strip(),
        why_it_matters=said.why_it_matters.strip(), what_would_help=said.what_would_help.strip(),
        conditions=list(said.conditions), review_on=said.review_on, state_at=at, state_by_id=by.user_id, made_at=at,
        made_by_id=by.user_id,
    )  # fmt: skip
    steps = [words.strip() for words in said.targets if words.strip()]
    Target.objects.bulk_create(
        Target(provider_id=who.provider_id, goal=goal, words=words, place=place)
        for place, words in enumerate(steps, start=1)
    )
    _keep_turn(goal, note="", by=by, at=at)
    audit.record("GOAL_ADDED", about=goal, by=by, at=at, details={"client": who.client_id})
    _owe_review(goal, case_id=who.open_case_id, by=by, at=at)
    if said.service_id and said.mode:
        given = LeansOn(service_id=said.service_id, mode=said.mode, gives=Gives.ACTIVITY, goal_id=goal.id)
        leanings.record_leaning(client_id=who.client_id, said=given, by=by, at=at)
    return goal


def _keep_turn(goal: Goal, *, note: str, by: Actor, at: datetime) -> None:
    GoalTurn.objects.create(
        provider_id=goal.provider_id, goal=goal, state=goal.state, review_on=goal.review_on, note=note.strip(),
        made_at=at, made_by_id=by.user_id,
    )  # fmt: skip


def _owe_review(goal: Goal, *, case_id: UUID, by: Actor, at: datetime) -> None:
    assert goal.review_on, "the database keeps an open goal with a review date (R19)"
    owing.owe(
        kind=TaskKind.GOAL_REVIEW, case_id=case_id, subject_id=goal.id, due_on=goal.review_on,
        reason=REVIEW.format(words=goal.words), by=by, at=at,
    )  # fmt: skip


def _end_waiting(goal: Goal, *, by: Actor, at: datetime) -> Goal | None:
    """End the wait to go back to a goal; give what stands in its place."""
    waiting = Reframing.objects.visible_to(by).select_for_update().filter(original=goal, ended_at__isnull=True).first()
    if waiting is None:
        return None
    waiting.ended_at, waiting.ended_by_id = at, by.user_id
    waiting.save(update_fields=["ended_at", "ended_by"])
    return lock(Goal, waiting.instead_id, by=by)
