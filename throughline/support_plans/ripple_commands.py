"""What the closing of a way of joining does to many plans at once, each in a few statements, and its exact undoing.

Every command gives what was before as it can be kept in JSON; the command that takes it back wants just that. What
somebody has changed by hand meanwhile is left as they left it. Permission is asked here as everywhere; who acts for
all providers is the system.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows, update_rows
from throughline.core.ids import new_id
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.support_plans.kinds import GoalState, LeaningState
from throughline.support_plans.models import Goal, GoalTurn, Leaning
from throughline.support_plans.writing import REVIEW, lock_many, open_cases, what_it_gives, write_down
from throughline.tasks import owing_commands as owing
from throughline.tasks.models import TaskKind
from throughline.tasks.owing_commands import Owed

Before = list[dict[str, Any]]
"""What rows were before an act, each with its id, as it can be kept in JSON."""

ON_HOLD = "On hold: it is looked at again with the hold."
STILL_NEEDED = "They no longer have this: {what}. Look again for what could meet it."


@transaction.atomic
def hold_goals(*, goal_ids: Collection[UUID], review_on: date, note: str, by: Actor, at: datetime) -> Before:
    """Put those of these goals that are going on, on hold until a review date; give what they were.

    :raises NotAllowed: if `by` may not write plans
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    goals = [goal for goal in lock_many(Goal, goal_ids, by=by) if goal.state == GoalState.OPEN]
    before = _turn_all(goals, GoalState.ON_HOLD, dict.fromkeys(_ids(goals), review_on), note=note, by=by, at=at)
    owing.settle_many(_ids(goals), kind=TaskKind.GOAL_REVIEW, answer=ON_HOLD, by=by, at=at)
    return before


@transaction.atomic
def restart_goals(*, goal_ids: Collection[UUID], review_on: date, note: str, by: Actor, at: datetime) -> Before:
    """Let those of these goals that are on hold go on, with a day to look at them again; give what they were.

    :raises NotAllowed: if `by` may not write plans
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    goals = [goal for goal in lock_many(Goal, goal_ids, by=by) if goal.state == GoalState.ON_HOLD]
    before = _turn_all(goals, GoalState.OPEN, dict.fromkeys(_ids(goals), review_on), note=note, by=by, at=at)
    _owe_reviews(goals, by=by, at=at)
    return before


@transaction.atomic
def put_goals_back(*, before: Before, note: str, by: Actor, at: datetime) -> None:
    """Undo `hold_goals` or `restart_goals`, but for goals that somebody has turned since.

    :raises NotAllowed: if `by` may not write plans
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    was = {UUID(row["id"]): row for row in before}
    goals = [goal for goal in lock_many(Goal, was, by=by) if goal.state_at.isoformat() == was[goal.id]["turned_at"]]
    for state in GoalState:
        those = [goal for goal in goals if was[goal.id]["state"] == state]
        days = {goal.id: _day(was[goal.id]["review_on"]) for goal in those}
        _turn_all(those, state, days, note=note, by=by, at=at)
        if state == GoalState.OPEN:
            _owe_reviews(those, by=by, at=at)
        else:
            owing.settle_many(_ids(those), kind=TaskKind.GOAL_REVIEW, answer=ON_HOLD, by=by, at=at)


@transaction.atomic
def mark_unmet(*, leaning_ids: Collection[UUID], since_on: date, by: Actor, at: datetime) -> Before:
    """Let what these people no longer have be needs, each looked at again (R46); give which they are, and were.

    :raises NotAllowed: if `by` may not write plans
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    found = lock_many(Leaning, leaning_ids, by=by)
    needs = [leaning for leaning in found if leaning.state == LeaningState.LEANING]
    for need in needs:
        need.state, need.unmet_since_on = LeaningState.UNMET, since_on
    owe_another_look(needs, by=by, at=at)
    write_down("NEED_UNMET", needs, by=by, at=at)
    return [{"id": str(need.id)} for need in needs]


@transaction.atomic
def lean_again(*, leaning_ids: Collection[UUID], by: Actor, at: datetime) -> Before:
    """Let needs that are still unmet be met by what gave it to them before, which runs again; give which they are.

    :raises NotAllowed: if `by` may not write plans
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    needs = [need for need in lock_many(Leaning, leaning_ids, by=by) if need.state == LeaningState.UNMET]
    was: Before = [{"id": str(need.id)} for need in needs]
    for need in needs:
        need.state, need.unmet_since_on, need.review_on = LeaningState.LEANING, None, None
    _save_needs(needs)
    owing.settle_many(_ids(needs), kind=TaskKind.NEED_UNMET, answer="They have it again.", by=by, at=at)
    write_down("NEED_MET_AGAIN", needs, by=by, at=at)
    return was


@transaction.atomic
def have_again(*, before: Before, by: Actor, at: datetime) -> None:
    """Undo `mark_unmet`, but for needs that somebody has settled since.

    :raises NotAllowed: if `by` may not write plans
    """
    lean_again(leaning_ids=[UUID(row["id"]) for row in before], by=by, at=at)


def owe_another_look(needs: Sequence[Leaning], *, by: Actor, at: datetime) -> None:
    """Have each of these needs looked at again after the days that their service chose (S8), and save them."""
    cases = open_cases({need.client_id for need in needs}, by=by)
    today = clock.local_date(at)
    days = {
        provider: organisations.number_in_force(numbers.NEED_UNMET, provider_id=provider, on=today)
        for provider in {need.provider_id for need in needs}
    }
    for need in needs:
        need.review_on = today + timedelta(days=days[need.provider_id])
    _save_needs(needs)
    owed = [
        Owed(cases[need.client_id], need.id, need.review_on, STILL_NEEDED.format(what=what_it_gives(need)))
        for need in needs if need.client_id in cases and need.review_on
    ]  # fmt: skip
    owing.owe_many(owed, kind=TaskKind.NEED_UNMET, by=by, at=at)


def _save_needs(needs: Sequence[Leaning]) -> None:
    update_rows(needs, ["state", "unmet_since_on", "review_on"])


def _turn_all(
    goals: Sequence[Goal],
    to: GoalState,
    review_on: Mapping[UUID, date | None],
    *,
    note: str,
    by: Actor,
    at: datetime,
) -> Before:
    before: Before = [
        {"id": str(goal.id), "state": goal.state, "review_on": goal.review_on and goal.review_on.isoformat(),
         "turned_at": at.isoformat()}
        for goal in goals
    ]  # fmt: skip
    for goal in goals:
        goal.state, goal.review_on, goal.state_at, goal.state_by_id = to, review_on[goal.id], at, by.user_id
    update_rows(goals, ["state", "review_on", "state_at", "state_by"])
    insert_rows(GoalTurn, [
        {"id": new_id(), "provider_id": goal.provider_id, "goal_id": goal.id, "state": to, "note": note,
         "review_on": goal.review_on, "made_at": at, "made_by_id": by.user_id}
        for goal in goals
    ])  # fmt: skip
    write_down("GOAL_TURNED", goals, by=by, at=at, details={"state": to})
    return before


def _owe_reviews(goals: Sequence[Goal], *, by: Actor, at: datetime) -> None:
    cases = open_cases({goal.client_id for goal in goals}, by=by)
    owed = [
        Owed(cases[goal.client_id], goal.id, goal.review_on, REVIEW.format(words=goal.words))
        for goal in goals if goal.client_id in cases and goal.review_on
    ]  # fmt: skip
    owing.owe_many(owed, kind=TaskKind.GOAL_REVIEW, by=by, at=at)


def _ids(rows: Sequence[Goal] | Sequence[Leaning]) -> list[UUID]:
    return [row.id for row in rows]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
