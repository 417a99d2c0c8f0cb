"""The team, and those who leave it (R70)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.caseload import commands, moving_queries
from throughline.caseload.presenters.team import LeaverPage, TeamPage
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import show


@require_safe
@needs(Permission.VIEW_TEAM)
def team(request: StaffRequest) -> HttpResponse:
    """Show each worker's caseload in numbers."""
    found = moving_queries.team_page(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "caseload/team.jinja", page=TeamPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_LEAVER)
def leaver(request: StaffRequest, worker_id: UUID) -> HttpResponse:
    """Show who would be left behind; record that the worker has left once nobody would be."""
    found = moving_queries.leaver(worker_id, viewer=request.actor)
    if request.method == "POST":
        try:
            commands.record_leaver(worker_id=worker_id, by=request.actor, at=request.now)
        except Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect("caseload:leaver", worker_id)
        messages.success(request, f"{found.name} has left and can no longer sign in")
        return redirect("caseload:team")
    return show(request, "caseload/leaver.jinja", page=LeaverPage(found))
