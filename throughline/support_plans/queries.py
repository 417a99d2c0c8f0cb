"""What can be asked of one person's plan, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from throughline.cases.models import Case
from throughline.circumstances.models import Condition
from throughline.clients import queries as clients
from throughline.clients.queries import Named
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.directory.kinds import Mode
from throughline.directory.models import WayOfJoining
from throughline.support_plans.kinds import (
    Cause,
    GainState,
    Gives,
    GoalState,
    LeaningState,
    Part,
    WhyAtRisk,
    WhyReframed,
)
from throughline.support_plans.models import Gain, GainTurn, Goal, Leaning, Reframing, Risk, SetBack, Target


@dataclass(frozen=True)
class TargetRow:
    """A small step, and the day on which it was made."""

    target_id: UUID
    words: str
    done_on: date | None


@dataclass(frozen=True)
class LeaningRow:
    """One thing that a service gives somebody, and whether they have it."""

    leaning_id: UUID
    service_id: UUID
    service: str
    mode: Mode
    gives: Gives
    words: str
    hidden: bool
    state: LeaningState
    unmet_since_on: date | None
    review_on: date | None
    met_by: str
    goal_id: UUID | None
    gain_id: UUID | None


@dataclass(frozen=True)
class Kept:
    """That a goal was put in other words, and what would let them go back to it. `runs_again`: it can be now."""

    why: WhyReframed
    note: str
    waits_for: str
    service: str
    runs_again: bool
    original_id: UUID
    original: str
    instead_id: UUID
    instead: str


@dataclass(frozen=True)
class GoalRow:
    """A goal with its small steps and what it leans on; `kept` if it was put in other words, `since` if it replaces."""

    goal_id: UUID
    words: str
    why_it_matters: str
    what_would_help: str
    conditions: tuple[str, ...]
    state: GoalState
    state_on: date
    review_on: date | None
    targets: tuple[TargetRow, ...]
    leans: tuple[LeaningRow, ...]
    kept: Kept | None
    since: Kept | None


@dataclass(frozen=True)
class RiskRow:
    """One reason why a gain is at risk."""

    why: WhyAtRisk
    service: str
    words: str
    since_on: date


@dataclass(frozen=True)
class TurnRow:
    """How a gain came to stand on a day."""

    state: GainState
    on: date
    words: str


@dataclass(frozen=True)
class GainRow:
    """Ground gained, what it leans on, how it stands and all that it has been."""

    gain_id: UUID
    part: Part
    words: str
    gained_on: date
    state: GainState
    state_on: date
    worker: str
    person: str
    routine: str
    leans: tuple[LeaningRow, ...]
    risks: tuple[RiskRow, ...]
    turns: tuple[TurnRow, ...]


@dataclass(frozen=True)
class SetBackRow:
    """A set-back, and how it was when it was looked at again."""

    set_back_id: UUID
    parts: tuple[Part, ...]
    since_on: date | None
    causes: tuple[Cause, ...]
    words: str
    next_step: str
    told_on: date
    gain: str
    reviewed_on: date | None
    review_words: str


@dataclass(frozen=True)
class Plan:
    """One person's plan, each part oldest first."""

    who: Named
    case_id: UUID | None
    goals: tuple[GoalRow, ...]
    gains: tuple[GainRow, ...]
    set_backs: tuple[SetBackRow, ...]
    leans: tuple[LeaningRow, ...]
    conditions: tuple[str, ...]

    @property
    def unmet(self) -> tuple[LeaningRow, ...]:
        return tuple(row for row in self.leans if row.state == LeaningState.UNMET)

    @property
    def could_go_back(self) -> tuple[Kept, ...]:
        """What was kept and waits for something that runs again."""
        return tuple(goal.kept for goal in self.goals if goal.kept and goal.kept.runs_again)


def plan_of(client_id: UUID, *, viewer: Actor) -> Plan:
    """Give one person's plan, in ten statements.

    :raises NotFound: if the viewer cannot see the client
    """
    who = clients.named(client_id, viewer=viewer)
    leans = _leans(client_id, viewer=viewer)
    held = Case.objects.visible_to(viewer).still_open().filter(client_id=client_id)
    names = Condition.objects.visible_to(viewer).filter(client_id=client_id, ended_at__isnull=True)
    return Plan(
        who=who,
        case_id=held.values_list("id", flat=True).first(),
        goals=_goals(client_id, leans, viewer=viewer),
        gains=_gains(client_id, leans, viewer=viewer),
        set_backs=_set_backs(client_id, viewer=viewer),
        leans=leans,
        conditions=tuple(dict.fromkeys(names.order_by("name").values_list("name", flat=True))),
    )


def plan_with_goal(goal_id: UUID, *, viewer: Actor) -> tuple[Plan, GoalRow]:
    """Give a goal within the plan it is of.

    :raises NotFound: if the viewer cannot see it
    """
    plan = _plan_with(Goal, goal_id, viewer=viewer)
    return plan, next(row for row in plan.goals if row.goal_id == goal_id)


def plan_with_gain(gain_id: UUID, *, viewer: Actor) -> tuple[Plan, GainRow]:
    """Give ground gained within the plan it is of.

    :raises NotFound: if the viewer cannot see it
    """
    plan = _plan_with(Gain, gain_id, viewer=viewer)
    return plan, next(row for row in plan.gains if row.gain_id == gain_id)


def plan_with_set_back(set_back_id: UUID, *, viewer: Actor) -> tuple[Plan, SetBackRow]:
    """Give a set-back within the plan it is of.

    :raises NotFound: if the viewer cannot see it
    """
    plan = _plan_with(SetBack, set_back_id, viewer=viewer)
    return plan, next(row for row in plan.set_backs if row.set_back_id == set_back_id)


def plan_with_leaning(leaning_id: UUID, *, viewer: Actor) -> tuple[Plan, LeaningRow]:
    """Give one thing that a service gives somebody, within the plan it is of.

    :raises NotFound: if the viewer cannot see it
    """
    plan = _plan_with(Leaning, leaning_id, viewer=viewer)
    return plan, next(row for row in plan.leans if row.leaning_id == leaning_id)


def _plan_with(model: Any, id_: UUID, *, viewer: Actor) -> Plan:
    client_id: UUID | None = model.objects.visible_to(viewer).filter(id=id_).values_list("client_id", flat=True).first()
    if client_id is None:
        raise NotFound("not in any plan that can be seen")
    return plan_of(client_id, viewer=viewer)


def _leans(client_id: UUID, *, viewer: Actor) -> tuple[LeaningRow, ...]:
    found = Leaning.objects.visible_to(viewer).filter(client_id=client_id).order_by("made_at", "id")
    rows = found.values_list(
        "id", "service_id", "service__name", "mode", "gives", "words", "hidden", "state", "unmet_since_on",
        "review_on", "met_by", "goal_id", "gain_id",
    )  # fmt: skip
    return tuple(
        LeaningRow(id_, service_id, service, Mode(mode), Gives(gives), words, hidden, LeaningState(state), *rest)
        for id_, service_id, service, mode, gives, words, hidden, state, *rest in rows
    )


def _goals(client_id: UUID, leans: tuple[LeaningRow, ...], *, viewer: Actor) -> tuple[GoalRow, ...]:
    goals = list(Goal.objects.visible_to(viewer).filter(client_id=client_id).order_by("made_at", "id"))
    targets: dict[UUID, list[TargetRow]] = defaultdict(list)
    steps = Target.objects.visible_to(viewer).filter(goal__client_id=client_id).order_by("place")
    for id_, goal_id, words, done_at in steps.values_list("id", "goal_id", "words", "done_at"):
        targets[goal_id].append(TargetRow(id_, words, clock.local_date(done_at) if done_at else None))
    kept, since = _reframings(client_id, viewer=viewer)
    return tuple(
        GoalRow(
            goal_id=goal.id,
            words=goal.words,
            why_it_matters=goal.why_it_matters,
            what_would_help=goal.what_would_help,
            conditions=tuple(goal.conditions),
            state=GoalState(goal.state),
            state_on=clock.local_date(goal.state_at),
            review_on=goal.review_on,
            targets=tuple(targets[goal.id]),
            leans=tuple(row for row in leans if row.goal_id == goal.id),
            kept=kept.get(goal.id),
            since=since.get(goal.id),
        )
        for goal in goals
    )


def _reframings(client_id: UUID, *, viewer: Actor) -> tuple[dict[UUID, Kept], dict[UUID, Kept]]:
    """Give what is kept for later by its original, and every change of words by what stands instead."""
    running = WayOfJoining.objects.filter(service_id=OuterRef("service_id"), mode=OuterRef("mode"), runs=True)
    found = Reframing.objects.visible_to(viewer).filter(original__client_id=client_id).annotate(runs=Exists(running))
    rows = found.order_by("made_at").values_list(
        "ended_at", "why", "note", "waits_for", "service__name", "runs", "original_id", "original__words",
        "instead_id", "instead__words",
    )  # fmt: skip
    kept, since = {}, {}
    for ended_at, why, note, waits_for, service, runs, *both in rows:
        told = Kept(WhyReframed(why), note, waits_for, service or "", runs and ended_at is None, *both)
        since[told.instead_id] = told
        if ended_at is None:
            kept[told.original_id] = told
    return kept, since


def _gains(client_id: UUID, leans: tuple[LeaningRow, ...], *, viewer: Actor) -> tuple[GainRow, ...]:
    gains = Gain.objects.visible_to(viewer).select_related("leans_on_worker").filter(client_id=client_id)
    risks: dict[UUID, list[RiskRow]] = defaultdict(list)
    standing = Risk.objects.visible_to(viewer).filter(gain__client_id=client_id, ended_at__isnull=True)
    for gain_id, why, service, words, on in standing.order_by("since_on", "made_at").values_list(
        "gain_id", "why", "service__name", "words", "since_on"
    ):
        risks[gain_id].append(RiskRow(WhyAtRisk(why), service or "", words, on))
    turns: dict[UUID, list[TurnRow]] = defaultdict(list)
    been = GainTurn.objects.visible_to(viewer).filter(gain__client_id=client_id).order_by("made_at", "id")
    for gain_id, state, on, words in been.values_list("gain_id", "state", "turned_on", "words"):
        turns[gain_id].append(TurnRow(GainState(state), on, words))
    return tuple(
        GainRow(
            gain_id=gain.id,
            part=Part(gain.part),
            words=gain.words,
            gained_on=gain.gained_on,
            state=GainState(gain.state),
            state_on=gain.state_on,
            worker=gain.leans_on_worker.name if gain.leans_on_worker else "",
            person=gain.leans_on_person,
            routine=gain.leans_on_routine,
            leans=tuple(row for row in leans if row.gain_id == gain.id),
            risks=tuple(risks[gain.id]),
            turns=tuple(turns[gain.id]),
        )
        for gain in gains.order_by("gained_on", "id")
    )


def _set_backs(client_id: UUID, *, viewer: Actor) -> tuple[SetBackRow, ...]:
    found = SetBack.objects.visible_to(viewer).filter(client_id=client_id).order_by("told_on", "recorded_at")
    rows = found.values_list(
        "id", "parts", "since_on", "causes", "words", "next_step", "told_on", "gain__words", "reviewed_at",
        "review_words",
    )  # fmt: skip
    return tuple(
        SetBackRow(
            id_, tuple(map(Part, parts)), since_on, tuple(map(Cause, causes)), words, next_step, told_on, gain or "",
            clock.local_date(reviewed_at) if reviewed_at else None, review_words,
        )
        for id_, parts, since_on, causes, words, next_step, told_on, gain, reviewed_at, review_words in rows
    )  # fmt: skip
