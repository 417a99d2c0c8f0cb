"""The doors of endings: who is near the end, the policies side by side, how one spell ended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.endings import commands, forms, list_queries, queries
from throughline.endings.presenters import EndingPage, NearEndPage, PoliciesPage
from throughline.nhsuk.pages import show


@require_safe
@needs(Permission.CLOSE_CASE)
def near_end(request: StaffRequest) -> HttpResponse:
    """List who is held open, who is near the end, and what was left open."""
    found = list_queries.near_end(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "endings/near_end.jinja", page=NearEndPage(found))


@require_safe
@needs(Permission.VIEW_POLICIES)
def policies(request: StaffRequest) -> HttpResponse:
    """Show every provider's discharge policy beside the others'."""
    found = list_queries.policies(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "endings/policies.jinja", page=PoliciesPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_CLIENT)
def ending(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show how one spell ended and whether they know; note that they were told, or what was done about the rest."""
    found = queries.ending_of(case_id, viewer=request.actor)
    page = EndingPage(found, may_settle=policy.permits(request.actor, Permission.CLOSE_AGAINST_POLICY))
    told = forms.NoteTold(request.POST if "told" in request.POST else None)
    settled = forms.SettleLeft(request.POST if "settle" in request.POST else None)
    form = told if told.is_bound else settled
    if form.is_bound and form.is_valid():
        act = commands.note_ending_told if form is told else commands.settle_left_open
        try:
            act(case_id=case_id, **form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Noted")
            return redirect("endings:ending", case_id)
    return show(request, "endings/ending.jinja", page=page, told=told, settled=settled, form=form)
