"""The doors: who to call next, how far a campaign has come, who is untried, one person's score, and beginning one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.campaigns import commands, coverage_queries, forms, presenters, queries, rules
from throughline.campaigns.models import Order
from throughline.core import clock
from throughline.core.decisions import NotFound, Refused
from throughline.core.paging import wanted_page
from throughline.nhsuk.pages import answers_of, show


@require_safe
@needs(Permission.CALL_IN_CAMPAIGN)
def calls(request: StaffRequest) -> HttpResponse:
    """Show who to call next in the campaign that goes on: one's own people first (R56)."""
    going_on = queries.campaign_going_on(viewer=request.actor)
    if going_on is None:
        return show(request, "campaigns/none.jinja", may_run=_may_run(request))
    number = wanted_page(request.GET.get("page"))
    found = queries.calls(going_on.id, viewer=request.actor, on=clock.local_date(request.now), number=number)
    return show(request, "campaigns/calls.jinja", page=presenters.CallsPage(found, _may_run(request)))


@require_safe
@needs(Permission.CALL_IN_CAMPAIGN)
def campaigns(request: StaffRequest) -> HttpResponse:
    """List every campaign there was."""
    found = queries.campaigns(viewer=request.actor)
    return show(request, "campaigns/campaigns.jinja", page=presenters.CampaignsPage(found, _may_run(request)))


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_CAMPAIGN)
def begin(request: StaffRequest) -> HttpResponse:
    """Begin a campaign over everybody who is in the service now (R55)."""
    own = request.actor.organisation_id
    if own is None:
        raise NotFound("the system has no campaign of its own")
    latest = queries.latest_day(own, viewer=request.actor, on=clock.local_date(request.now))
    initial = {"finish_on": latest, "order": Order.NEED, "tries": rules.TRIES}
    form = forms.BeginCampaign(answers_of(request), initial=initial)
    if form.is_valid():
        try:
            made = commands.begin_campaign(provider_id=own, plan=form.plan, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made.name} has begun")
            return redirect("campaigns:coverage", made.id)
    return show(request, "campaigns/begin.jinja", form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_IN_CAMPAIGN)
def coverage(request: StaffRequest, campaign_id: UUID) -> HttpResponse:
    """Show whom a campaign reached, tried and did not try, and complete it (R55)."""
    queries.campaign(campaign_id, viewer=request.actor)
    form = forms.Complete(answers_of(request))
    if form.is_valid():
        try:
            done = commands.complete_campaign(campaign_id=campaign_id, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{done.name} is complete")
            return redirect("campaigns:coverage", campaign_id)
    today = clock.local_date(request.now)
    found = coverage_queries.coverage(campaign_id, viewer=request.actor, on=today)
    page = presenters.CoveragePage(found, today, _may_run(request))
    return show(request, "campaigns/coverage.jinja", page=page, form=form)


@require_safe
@needs(Permission.CALL_IN_CAMPAIGN)
def untried(request: StaffRequest, campaign_id: UUID) -> HttpResponse:
    """Name everybody whom a campaign has not tried, those most at risk first."""
    order = Order.LONGEST if request.GET.get("order") == Order.LONGEST else Order.NEED
    asked: dict[str, Any] = {"viewer": request.actor, "on": clock.local_date(request.now)}
    page = presenters.UntriedPage(
        campaign=queries.campaign(campaign_id, viewer=request.actor),
        people=queries.untried(campaign_id, order=order, **asked),
        left=queries.left_untried(campaign_id, **asked),
        order=order,
        may_run=_may_run(request),
    )
    return show(request, "campaigns/untried.jinja", page=page)


@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_IN_CAMPAIGN)
def person(request: StaffRequest, campaign_id: UUID, case_id: UUID) -> HttpResponse:
    """Show how somebody's points add up, move them up, or leave them untried with a reason (R56)."""
    today = clock.local_date(request.now)
    row = queries.person(campaign_id, case_id, viewer=request.actor, on=today)
    page = presenters.PersonPage(queries.campaign(campaign_id, viewer=request.actor), row, _may_run(request))
    leaving = request.method == "POST" and "leave" in request.POST
    move_up = forms.MoveUp(None if leaving else answers_of(request))
    leave = forms.LeaveUntried(answers_of(request) if leaving else None)
    form = leave if leaving else move_up
    if form.is_valid():
        whom = {"campaign_id": campaign_id, "case_id": case_id}
        acting: dict[str, Any] = {**whom, "by": request.actor, "at": request.now}
        try:
            if leaving:
                commands.leave_untried(reason=leave.cleaned_data["left_reason"], **acting)
            else:
                commands.move_up(reason=move_up.cleaned_data["up_reason"], **acting)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, page.name, campaign_id, case_id, left=leaving)
    return show(request, "campaigns/person.jinja", page=page, form=form, move_up=move_up, leave=leave)


def _done(request: StaffRequest, name: str, campaign_id: UUID, case_id: UUID, *, left: bool) -> HttpResponse:
    if left:
        messages.success(request, f"{name} is left untried, and stays named")
        return redirect("campaigns:untried", campaign_id)
    messages.success(request, f"{name} comes sooner")
    return redirect("campaigns:person", campaign_id, case_id)


def _may_run(request: StaffRequest) -> bool:
    return bool(policy.permits(request.actor, Permission.RUN_CAMPAIGN))
