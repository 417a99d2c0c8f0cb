"""The doors: the plan in force, proposing one, one worker's part of it, and one call to accept or decline."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.campaigns import queries as campaigns
from throughline.core import clock
from throughline.core.decisions import NotAllowed, Refused
from throughline.nhsuk.pages import answers_of, show
from throughline.nhsuk.words import long_date
from throughline.planner import commands, forms, presenters, queries
from throughline.planner.gather import Hours


@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_IN_CAMPAIGN)
def call_plan(request: StaffRequest) -> HttpResponse:
    """Show the plan in force: all of it to whoever runs campaigns, their own part to everybody else. Set it aside."""
    in_force, may_run = queries.plan_in_force(viewer=request.actor), _may_run(request)
    if in_force is None:
        return show(request, "planner/none.jinja", may_run=may_run)
    if not may_run:
        if str(request.actor.user_id) in in_force.minutes:
            return redirect("planner:part", in_force.id, request.actor.user_id)
        return show(request, "planner/none.jinja", may_run=False)
    if request.method == "POST":
        commands.set_aside_plan(plan_id=in_force.id, by=request.actor, at=request.now)
        messages.success(request, "The plan is set aside. What was accepted stands")
        return redirect("planner:call_plan")
    found = queries.call_plan(in_force.id, viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "planner/call_plan.jinja", page=presenters.PlanPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_CAMPAIGN)
def propose(request: StaffRequest) -> HttpResponse:
    """Propose who calls whom on which day in the campaign that goes on."""
    going_on = campaigns.campaign_going_on(viewer=request.actor)
    if going_on is None:
        return show(request, "planner/none.jinja", may_run=True)
    usual = Hours({})
    workers = queries.callers(going_on.provider_id, viewer=request.actor)
    initial = {"call": usual.call, "longer": usual.longer} | {f"minutes_{one}": usual.otherwise for one in workers}
    form = forms.ProposePlan(answers_of(request), workers=workers, initial=initial)
    if form.is_valid():
        try:
            commands.propose_calls(campaign_id=going_on.id, hours=form.hours, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "A plan is proposed. Nothing is agreed with anybody until it is accepted")
            return redirect("planner:call_plan")
    return show(request, "planner/propose.jinja", form=form, campaign=going_on)


@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_IN_CAMPAIGN)
def part(request: StaffRequest, plan_id: UUID, worker_id: UUID) -> HttpResponse:
    """Show one worker's part of a plan, and accept what still can be of it."""
    own = worker_id == request.actor.user_id
    asked: dict[str, Any] = {"viewer": request.actor, "on": clock.local_date(request.now), "worker_id": worker_id}
    found = queries.call_plan(plan_id, **asked)
    if not own and not _may_run(request):
        raise NotAllowed("a colleague's calls")
    if request.method == "POST":
        done = commands.accept_plan_of_worker(plan_id=plan_id, worker_id=worker_id, by=request.actor, at=request.now)
        found = queries.call_plan(plan_id, **asked)
        page = presenters.PartPage(found, worker_id, own, done.refused)
        return show(request, "planner/part.jinja", page=page, done=done.done)
    return show(request, "planner/part.jinja", page=presenters.PartPage(found, worker_id, own), done=None)


@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_IN_CAMPAIGN)
def planned_call(request: StaffRequest, call_id: UUID) -> HttpResponse:
    """Show one proposed call with why, and accept or decline it."""
    row = queries.planned_call(call_id, viewer=request.actor, on=clock.local_date(request.now))
    accepting = request.method == "POST" and "accept" in request.POST
    form = forms.DeclineCall(None if accepting else answers_of(request))
    acting: dict[str, Any] = {"call_id": call_id, "by": request.actor, "at": request.now}
    try:
        if accepting:
            commands.accept_call(**acting)
            messages.success(request, f"The next contact with {row.name} is agreed")
            return redirect("planner:planned_call", call_id)
        if form.is_valid():
            commands.decline_call(reason=form.cleaned_data["reason"], **acting)
            messages.success(request, "The call is declined")
            return redirect("planner:planned_call", call_id)
    except Refused as refusal:
        form = forms.DeclineCall({}) if accepting else form
        form.errors.clear()
        form.add_error(None, str(refusal))
    own = row.worker_id == request.actor.user_id or _may_run(request)
    return show(request, "planner/planned_call.jinja", row=row, why=presenters.why_words(row), form=form, may_act=own,
                tag_of=presenters.state_tag(row), day=long_date(row.call_on) if row.call_on else "")  # fmt: skip


def _may_run(request: StaffRequest) -> bool:
    return bool(policy.permits(request.actor, Permission.RUN_CAMPAIGN))
