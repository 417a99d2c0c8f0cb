"""What can be asked of call plans: the one in force, its calls, and what has changed since it was proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from throughline.absences.models import Absence
from throughline.accounts.models import User
from throughline.cases.models import Promise
from throughline.contacts.models import Contact
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound
from throughline.planner import rules
from throughline.planner.models import CallPlan, Knows, PlannedCall


@dataclass(frozen=True)
class CallRow:
    """One person of a plan, and whether their call may be accepted today."""

    call_id: UUID
    case_id: UUID
    client_id: UUID
    name: str
    worker_id: UUID | None
    worker: str
    call_on: date | None
    minutes: int
    points: int
    latest_on: date
    knows: Knows | None
    not_kept: tuple[str, ...]
    accepted: bool
    declined_reason: str
    may_accept: Decision


@dataclass(frozen=True)
class PlanFound:
    """A plan with the people it is about, by name of whoever calls and day; those without a day last."""

    plan: CallPlan
    calls: tuple[CallRow, ...]
    names: dict[UUID, str]
    """The workers of the plan, by id."""


def plan_in_force(*, viewer: Actor) -> CallPlan | None:
    """Give the plan that nobody set aside, of the campaign that goes on."""
    found = CallPlan.objects.visible_to(viewer).filter(set_aside_at=None, campaign__completed_at=None)
    plan: CallPlan | None = found.order_by("-made_at").first()
    return plan


def callers(provider_id: UUID, *, viewer: Actor) -> dict[UUID, str]:
    """Give the link workers among whom calls can be planned, by name.

    :raises NotFound: if it is another provider's
    """
    if not viewer.is_system and viewer.organisation_id != provider_id:
        raise NotFound("another provider's link workers")
    return dict(User.objects.link_workers_of(provider_id).order_by("name", "id").values_list("id", "name"))


def call_plan(plan_id: UUID, *, viewer: Actor, on: date, worker_id: UUID | None = None) -> PlanFound:
    """Give a plan, or one worker's part of it.

    :raises NotFound: if the viewer cannot see it, or the worker is not in it
    """
    plan: CallPlan | None = (
        CallPlan.objects.visible_to(viewer).select_related("campaign", "made_by").filter(id=plan_id).first()
    )
    if plan is None or (worker_id is not None and str(worker_id) not in plan.minutes):
        raise NotFound("no such call plan")
    names = dict(User.objects.filter(id__in=list(plan.minutes)).order_by("name").values_list("id", "name"))
    found = PlannedCall.objects.visible_to(viewer).filter(plan_id=plan_id)
    if worker_id is not None:
        found = found.filter(worker_id=worker_id)
    calls = list(_with_all(found).order_by("worker__name", "call_on", "-points", "id"))
    facts = facts_of(calls, viewer=viewer)
    return PlanFound(plan, tuple(_row(call, rules.may_accept(facts[call.id], on=on)) for call in calls), names)


def planned_call(call_id: UUID, *, viewer: Actor, on: date) -> CallRow:
    """Give one planned call.

    :raises NotFound: if the viewer cannot see it
    """
    call = _with_all(PlannedCall.objects.visible_to(viewer).filter(id=call_id)).first()
    if call is None:
        raise NotFound("no such planned call")
    return _row(call, rules.may_accept(facts_of([call], viewer=viewer)[call.id], on=on))


def facts_of(calls: Sequence[PlannedCall], *, viewer: Actor) -> dict[UUID, rules.CallFacts]:
    """Say how proposed calls of one plan stand now, in three statements."""
    if not calls:
        return {}
    since, cases = calls[0].plan.made_at, [call.case_id for call in calls]
    spoken = Contact.objects.visible_to(viewer).standing().filter(case_id__in=cases, two_way=True)
    spoken = spoken.filter(Q(happened_at__gt=since) | Q(recorded_at__gt=since))
    spoken_since = set(spoken.values_list("case_id", flat=True))
    promises = Promise.objects.visible_to(viewer).filter(case_id__in=cases, made_at__gt=since)
    promised_since = set(promises.values_list("case_id", flat=True))
    days = [call.call_on for call in calls if call.call_on]
    away = list(
        Absence.objects.visible_to(viewer)
        .filter(worker_id__in={call.worker_id for call in calls if call.worker_id})
        .touching(min(days, default=since.date()), max(days, default=since.date()))
        .values_list("worker_id", "starts_on", "ends_on")
    )
    return {
        call.id: rules.CallFacts(
            call_on=call.call_on,
            is_appointment=call.knows == Knows.APPOINTMENT,
            plan_set_aside=call.plan.set_aside_at is not None,
            campaign_over=call.plan.campaign.completed_at is not None,
            accepted=call.accepted_at is not None,
            declined=call.declined_at is not None,
            closed=call.case.closed_at is not None,
            spoken_since=call.case_id in spoken_since,
            moved_since=call.case.worker_since is not None and call.case.worker_since > since,
            promised_since=call.case_id in promised_since,
            worker_gone=call.worker is not None and not call.worker.may_hold_cases,
            worker_away=call.call_on is not None and any(
                who == call.worker_id and first <= call.call_on and (last is None or call.call_on <= last)
                for who, first, last in away
            ),
            promised_on=call.case.next_contact_on,
            promised_time=call.case.next_contact_time,
        )
        for call in calls
    }  # fmt: skip


def _with_all(found: Any) -> Any:
    return found.select_related("plan__campaign", "case__client", "worker")


def _row(call: PlannedCall, may_accept: Decision) -> CallRow:
    return CallRow(
        call_id=call.id, case_id=call.case_id, client_id=call.case.client_id, name=call.case.client.full_name,
        worker_id=call.worker_id, worker=call.worker.name if call.worker else "", call_on=call.call_on,
        minutes=call.minutes, points=call.points, latest_on=call.latest_on,
        knows=Knows(call.knows) if call.knows else None, not_kept=tuple(call.not_kept),
        accepted=call.accepted_at is not None, declined_reason=call.declined_reason, may_accept=may_accept,
    )  # fmt: skip
