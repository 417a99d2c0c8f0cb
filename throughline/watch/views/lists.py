"""The lists of people to look at: one's own for a link worker, the team's for those who oversee it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.paging import wanted_page
from throughline.nhsuk.pages import show
from throughline.watch import late_queries, plan_queries, silent_queries, time_queries
from throughline.watch.presenters.late import first_contacts_page, late_page
from throughline.watch.presenters.plans import at_risk_page, going_back_page
from throughline.watch.presenters.silent import silent_page
from throughline.watch.presenters.time_in_service import long_in_service_page


@require_safe
@needs(Permission.VIEW_SILENT)
def silent(request: StaffRequest) -> HttpResponse:
    """Show whom nobody has spoken with for too long, those most at risk first (R74)."""
    found = silent_queries.silent_people(**asked_of(request))
    return show(request, "watch/list.jinja", page=silent_page(found, viewer=request.actor))


@require_safe
@needs(Permission.VIEW_SILENT)
def late(request: StaffRequest) -> HttpResponse:
    """Show whose promised contact has not been made."""
    found = late_queries.next_contacts_late(**asked_of(request))
    return show(request, "watch/list.jinja", page=late_page(found, viewer=request.actor))


@require_safe
@needs(Permission.VIEW_SILENT)
def first_contacts_late(request: StaffRequest) -> HttpResponse:
    """Show who waits too long for a first contact (R10)."""
    found = late_queries.first_contacts_late(**asked_of(request))
    return show(request, "watch/list.jinja", page=first_contacts_page(found, viewer=request.actor))


@require_safe
@needs(Permission.VIEW_SILENT)
def time_in_service(request: StaffRequest) -> HttpResponse:
    """Show who has been in the service for nearly as long as the guide says, or longer (R9)."""
    found = time_queries.long_in_service(**asked_of(request))
    return show(request, "watch/list.jinja", page=long_in_service_page(found, viewer=request.actor))


@require_safe
@needs(Permission.VIEW_SILENT)
def at_risk(request: StaffRequest) -> HttpResponse:
    """Show whose ground gained is at risk, with every reason (R21)."""
    found = plan_queries.ground_at_risk(**asked_of(request))
    return show(request, "watch/list.jinja", page=at_risk_page(found, viewer=request.actor))


@require_safe
@needs(Permission.VIEW_SILENT)
def could_go_back(request: StaffRequest) -> HttpResponse:
    """Show who could go back to what they wanted before a service stopped (R20)."""
    found = plan_queries.could_go_back(**asked_of(request))
    return show(request, "watch/list.jinja", page=going_back_page(found, viewer=request.actor))


def asked_of(request: StaffRequest) -> dict[str, Any]:
    """Read whose people, which day and which page are asked for."""
    return {
        "viewer": request.actor,
        "asked": _worker_asked_for(request),
        "on": clock.local_date(request.now),
        "number": wanted_page(request.GET.get("page")),
    }


def _worker_asked_for(request: StaffRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("worker", ""))
    except ValueError:
        return None
