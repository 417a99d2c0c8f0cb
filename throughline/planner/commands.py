"""What can happen to a call plan: it is proposed, a person accepts or declines its calls, it is set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.campaigns import queries as campaigns
from throughline.cases import commands as cases
from throughline.cases.models import Way
from throughline.cases.rules import NextContact
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.core.ids import new_id
from throughline.planner import queries, rules
from throughline.planner.engine.bound import upper_bound
from throughline.planner.engine.explain import prices
from throughline.planner.engine.problem import Plan
from throughline.planner.engine.propose import propose
from throughline.planner.gather import Gathered, Hours, gather
from throughline.planner.models import CallPlan, Knows, PlannedCall


@dataclass(frozen=True)
class Accepted:
    """Which calls of a worker became their next contacts, and why others did not, by the person's name."""

    done: int
    refused: tuple[tuple[str, str], ...]


@transaction.atomic
def propose_calls(*, campaign_id: UUID, hours: Hours, by: Actor, at: datetime) -> CallPlan:
    """Propose who calls whom on which day, in place of an earlier proposal. Nothing is agreed with anybody by it.

    :raises NotAllowed: if `by` may not run campaigns
    :raises NotFound: if `by` cannot see the campaign
    :raises Refused: if it is complete, no working day of it is left, or nobody is still to be called
    """
    policy.require(Permission.RUN_CAMPAIGN, actor=by)
    campaign = campaigns.campaign(campaign_id, viewer=by)
    if campaign.completed_at is not None:
        raise Refused("This campaign is complete.")
    gathered = gather(campaign, hours, viewer=by, on=clock.local_date(at))
    earlier = CallPlan.objects.visible_to(by).select_for_update(of=("self",))
    for plan in earlier.filter(campaign=campaign, set_aside_at=None):
        _set_aside(plan, by=by, at=at)
    proposed = propose(gathered.problem)
    made = _keep_plan(gathered, proposed, by=by, at=at)
    insert_rows(PlannedCall, _rows(gathered, proposed, hours, plan_id=made.id))
    audit.record("CALLS_PROPOSED", about=made, by=by, at=at, details={"people": made.people})
    return made


@transaction.atomic
def accept_call(*, call_id: UUID, by: Actor, at: datetime) -> None:
    """Make a proposed call the next contact with somebody, on its day, by its worker, by phone.

    :raises NotFound: if `by` cannot see it
    :raises NotAllowed: if it is a colleague's and `by` may not run campaigns
    :raises Refused: if something has changed since it was proposed, or the person cannot be rung
    """
    call = _lock_call(call_id, by=by)
    _require_theirs(call.worker_id, by=by)
    rules.may_accept(queries.facts_of([call], viewer=by)[call.id], on=clock.local_date(at)).require()
    _accept(call, by=by, at=at)


@transaction.atomic
def accept_plan_of_worker(*, plan_id: UUID, worker_id: UUID, by: Actor, at: datetime) -> Accepted:
    """Accept each call of one worker that still can be, and say of each other why not.

    :raises NotFound: if `by` cannot see the plan, or the worker is not in it
    :raises NotAllowed: if it is a colleague's and `by` may not run campaigns
    """
    _require_theirs(worker_id, by=by)
    plan = _lock_plan(plan_id, by=by)
    if str(worker_id) not in plan.minutes:
        raise NotFound("nobody of this plan")
    found = PlannedCall.objects.visible_to(by).filter(plan=plan, worker_id=worker_id, accepted_at=None)
    held = found.filter(declined_at=None).exclude(knows=Knows.APPOINTMENT).select_for_update(of=("self", "case"))
    calls = list(held.select_related("plan__campaign", "case__client", "worker").order_by("call_on", "id"))
    facts, today = queries.facts_of(calls, viewer=by), clock.local_date(at)
    refused = []
    for call in calls:
        try:
            rules.may_accept(facts[call.id], on=today).require()
            _accept(call, by=by, at=at)
        except Refused as refusal:
            refused.append((call.case.client.full_name, str(refusal)))
    return Accepted(len(calls) - len(refused), tuple(refused))


@transaction.atomic
def decline_call(*, call_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Decline a proposed call, with why. What was agreed with the person stands.

    :raises NotFound: if `by` cannot see it
    :raises NotAllowed: if it is a colleague's and `by` may not run campaigns
    :raises Refused: without a reason, or if it was accepted or declined already
    """
    call = _lock_call(call_id, by=by)
    _require_theirs(call.worker_id, by=by)
    rules.may_decline(queries.facts_of([call], viewer=by)[call.id]).require()
    if not reason.strip():
        raise Refused("Say why. Whoever plans next reads it.")
    call.declined_at, call.declined_by_id, call.declined_reason = at, by.user_id, reason.strip()
    call.save(update_fields=["declined_at", "declined_by", "declined_reason"])
    audit.record("CALL_DECLINED", about=call, by=by, at=at)


@transaction.atomic
def set_aside_plan(*, plan_id: UUID, by: Actor, at: datetime) -> None:
    """Set a proposal aside. What was accepted of it stands.

    :raises NotAllowed: if `by` may not run campaigns
    :raises NotFound: if `by` cannot see it
    :raises Refused: if it was set aside already
    """
    policy.require(Permission.RUN_CAMPAIGN, actor=by)
    plan = _lock_plan(plan_id, by=by)
    if plan.set_aside_at is not None:
        raise Refused("This plan was set aside already.")
    _set_aside(plan, by=by, at=at)


def _accept(call: PlannedCall, *, by: Actor, at: datetime) -> None:
    assert call.call_on and call.worker_id, "the rule has looked"
    case = cases.lock_case(call.case_id, viewer=by)
    cases.require_open(case)
    new = NextContact(on=call.call_on, by_id=call.worker_id, way=Way.PHONE)
    cases.promise_next_contact(case=case, next_contact=new, by=by, at=at)
    call.accepted_at, call.accepted_by_id = at, by.user_id
    call.save(update_fields=["accepted_at", "accepted_by"])
    audit.record("CALL_ACCEPTED", about=call, by=by, at=at, details={"case": call.case_id, "on": call.call_on})


def _require_theirs(worker_id: UUID | None, *, by: Actor) -> None:
    policy.require(Permission.CALL_IN_CAMPAIGN, actor=by)
    if worker_id != by.user_id and not policy.permits(by, Permission.RUN_CAMPAIGN):
        raise NotAllowed("a colleague's calls")


def _lock_call(call_id: UUID, *, by: Actor) -> PlannedCall:
    found = PlannedCall.objects.visible_to(by).select_for_update(of=("self", "case")).filter(id=call_id)
    call: PlannedCall | None = found.select_related("plan__campaign", "case__client", "worker").first()
    if call is None:
        raise NotFound("no such planned call")
    return call


def _lock_plan(plan_id: UUID, *, by: Actor) -> CallPlan:
    found = CallPlan.objects.visible_to(by).select_for_update(of=("self",)).filter(id=plan_id)
    plan: CallPlan | None = found.first()
    if plan is None:
        raise NotFound("no such call plan")
    return plan


def _set_aside(plan: CallPlan, *, by: Actor, at: datetime) -> None:
    plan.set_aside_at, plan.set_aside_by_id = at, by.user_id
    plan.save(update_fields=["set_aside_at", "set_aside_by"])
    audit.record("CALL_PLAN_SET_ASIDE", about=plan, by=by, at=at)


def _keep_plan(gathered: Gathered, proposed: Plan, *, by: Actor, at: datetime) -> CallPlan:
    problem = gathered.problem
    made: CallPlan = CallPlan.objects.create(
        provider_id=gathered.campaign.provider_id, campaign=gathered.campaign, days=list(problem.days),
        minutes={str(gathered.workers[worker.id]): list(worker.minutes) for worker in problem.workers},
        people=len(gathered.rows) + len(gathered.appointments),
        minutes_asked=sum(person.minutes for person in problem.people), worth=proposed.value,
        bound=upper_bound(problem), made_at=at, made_by_id=by.user_id,
    )  # fmt: skip
    return made


def _rows(gathered: Gathered, proposed: Plan, hours: Hours, *, plan_id: UUID) -> list[dict[str, object]]:
    """Give a row for everybody who is still to be called, with a day or without."""
    problem, always = gathered.problem, {"provider_id": gathered.campaign.provider_id, "plan_id": plan_id}
    calls = {call.person: call for call in proposed.calls}
    not_kept: dict[int, list[str]] = {}
    for price in prices(problem, proposed):
        not_kept.setdefault(price.person, []).append(f"{price.promise[0].upper()}{price.promise[1:]}: {price.why}")
    rows: list[dict[str, object]] = []
    for person, row in zip(problem.people, gathered.rows, strict=True):
        about = {**always, "id": new_id(), "case_id": row.case_id, "minutes": person.minutes, "points": row.score,
                 "latest_on": row.latest_on, "not_kept": not_kept.get(person.id, [])}  # fmt: skip
        call = calls.get(person.id)
        if call is not None:
            knows = (
                Knows.OWN if call.worker == person.own else Knows.SPOKE if call.worker in person.known else Knows.NEW
            )
            about |= {"worker_id": gathered.workers[call.worker], "call_on": problem.days[call.day], "knows": knows}
        rows.append(about)
    for one in gathered.appointments:
        rows.append({
            **always, "id": new_id(), "case_id": one.row.case_id, "minutes": hours.call, "points": one.row.score,
            "latest_on": one.row.latest_on, "worker_id": one.by_id, "call_on": one.on, "knows": Knows.APPOINTMENT,
        })  # fmt: skip
    return rows
