"""Who leans on a way of joining, of the people in the service now; whose ground is at risk; how goals go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from throughline.cases.models import Case
from throughline.core.actor import Actor
from throughline.core.paging import Page, bounds, page
from throughline.directory.kinds import Mode
from throughline.support_plans.kinds import GainState, Gives, GoalState, LeaningState, Part, WhyAtRisk
from throughline.support_plans.models import Gain, Goal, Leaning, Reframing, Risk
from throughline.support_plans.rules import CAN_BE_AT_RISK


@dataclass(frozen=True)
class LeansHere:
    """One thing that a way of joining gives somebody who is in the service now, and what rests on it."""

    leaning_id: UUID
    provider_id: UUID
    client_id: UUID
    case_id: UUID
    worker_id: UUID
    name: str
    gives: Gives
    words: str
    hidden: bool
    state: LeaningState
    goal_id: UUID | None
    goal: str
    goal_state: GoalState | None
    gain_id: UUID | None
    gain: str


@dataclass(frozen=True)
class AtRisk:
    """Somebody's ground that is at risk, with every reason, and when they are spoken with next."""

    gain_id: UUID
    client_id: UUID
    case_id: UUID
    name: str
    words: str
    reasons: tuple[tuple[WhyAtRisk, str, date], ...]
    """Each with the service that it is about, if any, and since when."""
    worker: str
    next_contact_on: date


@dataclass(frozen=True)
class CouldGoBack:
    """A goal that was kept and waits for something that runs again."""

    goal_id: UUID
    client_id: UUID
    case_id: UUID
    worker_id: UUID
    name: str
    words: str
    instead: str
    service: str
    since_on: date


def leans_on(
    service_id: UUID, *, mode: Mode | None = None, states: tuple[LeaningState, ...] = (LeaningState.LEANING,),
    viewer: Actor,
) -> list[LeansHere]:  # fmt: skip
    """List what this service gives people who are in the service now, in one statement (R46)."""
    found = Leaning.objects.visible_to(viewer).filter(service_id=service_id, state__in=states)
    if mode is not None:
        found = found.filter(mode=mode)
    case_of = Case.objects.filter(client_id=OuterRef("client_id"), closed_at__isnull=True)
    rows = found.annotate(
        case_now=Subquery(case_of.values("id")[:1]), worker_now=Subquery(case_of.values("worker_id")[:1])
    ).filter(case_now__isnull=False)
    return [
        LeansHere(id_, provider_id, client_id, case_id, worker_id, name, Gives(gives), words, hidden,
                  LeaningState(state), goal_id, goal or "", GoalState(goal_state) if goal_state else None, gain_id,
                  gain or "")
        for id_, provider_id, client_id, case_id, worker_id, name, gives, words, hidden, state, goal_id, goal,
            goal_state, gain_id, gain in rows.order_by("client__sort_name", "client_id", "made_at").values_list(
            "id", "provider_id", "client_id", "case_now", "worker_now", "client__full_name", "gives", "words",
            "hidden", "state", "goal_id", "goal__words", "goal__state", "gain_id", "gain__words",
        )
    ]  # fmt: skip


def gains_leaning_on_going_out(provider_id: UUID, *, viewer: Actor) -> dict[UUID, UUID]:
    """Give the ground that people in a provider's service hold and have to leave home for, each with its case (R21).

    That is company and going out, and whatever leans on a service that they go to.
    """
    goes_there = Leaning.objects.filter(gain_id=OuterRef("id"), mode=Mode.IN_PERSON, state=LeaningState.LEANING)
    case_of = Case.objects.filter(client_id=OuterRef("client_id"), closed_at__isnull=True)
    held = Gain.objects.visible_to(viewer).filter(provider_id=provider_id, state__in=CAN_BE_AT_RISK)
    found = held.filter(Q(part=Part.COMPANY) | Exists(goes_there)).annotate(case_now=Subquery(case_of.values("id")[:1]))
    return dict(found.filter(case_now__isnull=False).order_by("id").values_list("id", "case_now"))


def people_leaning_on(service_ids: list[UUID], *, viewer: Actor) -> dict[UUID, int]:
    """Count, by service, the viewer's people in the service now to whom it gives something."""
    now = Case.objects.filter(closed_at__isnull=True).values("client_id")
    found = Leaning.objects.visible_to(viewer).filter(
        service_id__in=service_ids, state=LeaningState.LEANING, client_id__in=now
    )
    return dict(found.values_list("service_id").annotate(people=Count("client_id", distinct=True)))


def ground_at_risk(*, viewer: Actor, worker_id: UUID | None, number: int = 1) -> tuple[int, Page[AtRisk]]:
    """Count and list the ground at risk of a worker's people, or of everybody's, the soonest contact first (R21)."""
    case_of = Case.objects.filter(client_id=OuterRef("client_id"), closed_at__isnull=True)
    found = Gain.objects.visible_to(viewer).filter(state=GainState.AT_RISK)
    found = found.annotate(
        case_now=Subquery(case_of.values("id")[:1]),
        worker_now=Subquery(case_of.values("worker_id")[:1]),
        worker_name=Subquery(case_of.values("worker__name")[:1]),
        next_on=Subquery(case_of.values("next_contact_on")[:1]),
    ).filter(worker_now__isnull=False)
    if worker_id is not None:
        found = found.filter(worker_now=worker_id)
    start, end = bounds(number)
    rows = list(
        found.order_by("next_on", "client__sort_name", "gained_on", "id").values_list(
            "id", "client_id", "case_now", "client__full_name", "words", "worker_name", "next_on"
        )[start:end]
    )
    reasons = _reasons([row[0] for row in rows], viewer=viewer)
    shown = [
        AtRisk(id_, client_id, case_id, name, words, tuple(reasons.get(id_, ())), worker, on)
        for id_, client_id, case_id, name, words, worker, on in rows
    ]
    return found.count(), page(shown, number)


def could_go_back(
    *, viewer: Actor, service_id: UUID | None = None, mode: Mode | None = None, worker_id: UUID | None = None
) -> list[CouldGoBack]:
    """List the goals of people in the service now that were kept until a way of joining runs, which runs (R20)."""
    case_of = Case.objects.filter(client_id=OuterRef("original__client_id"), closed_at__isnull=True)
    found = Reframing.objects.visible_to(viewer).filter(
        ended_at__isnull=True, service__ways__mode=F("mode"), service__ways__runs=True
    )
    found = found.annotate(
        case_now=Subquery(case_of.values("id")[:1]), worker_now=Subquery(case_of.values("worker_id")[:1])
    ).filter(case_now__isnull=False)
    if service_id is not None:
        found = found.filter(service_id=service_id)
    if mode is not None:
        found = found.filter(mode=mode)
    if worker_id is not None:
        found = found.filter(worker_now=worker_id)
    rows = found.distinct().order_by("made_at", "id").values_list(
        "original_id", "original__client_id", "case_now", "worker_now", "original__client__full_name",
        "original__words", "instead__words", "service__name", "made_at__date",
    )  # fmt: skip
    return [CouldGoBack(*row) for row in rows]


def goals_by_state(*, viewer: Actor) -> Mapping[UUID, Mapping[GoalState, int]]:
    """Count goals by how they stand, for each provider in view: going on, kept, on hold, met, let go (R20)."""
    found: dict[UUID, dict[GoalState, int]] = {}
    rows = Goal.objects.visible_to(viewer).values_list("provider_id", "state").annotate(n=Count("id"))
    for provider_id, state, number in rows.order_by("provider_id", "state"):
        found.setdefault(provider_id, dict.fromkeys(GoalState, 0))[GoalState(state)] = number
    return found


def _reasons(gain_ids: list[UUID], *, viewer: Actor) -> dict[UUID, list[tuple[WhyAtRisk, str, date]]]:
    found: dict[UUID, list[tuple[WhyAtRisk, str, date]]] = {}
    risks = Risk.objects.visible_to(viewer).filter(gain_id__in=gain_ids, ended_at__isnull=True)
    for gain_id, why, service, since_on in risks.order_by("since_on", "made_at").values_list(
        "gain_id", "why", "service__name", "since_on"
    ):
        found.setdefault(gain_id, []).append((WhyAtRisk(why), service or "", since_on))
    return found
