"""The worker's screen: who to contact today and why, and everybody they look after."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.caseload import day_queries, queries
from throughline.caseload.presenters.my_day import DayPage, PeoplePage
from throughline.core import clock
from throughline.core.paging import wanted_page
from throughline.nhsuk.pages import show


@require_safe
@needs(Permission.VIEW_MY_DAY, or_else=Permission.VIEW_TEAM)
def my_day(request: StaffRequest) -> HttpResponse:
    """Show who to contact, late ones first; a colleague's day to those who oversee the team."""
    asked = _worker_asked_for(request)
    day = day_queries.day(viewer=request.actor, asked=asked, at=request.now)
    page = DayPage.of(day, viewer=request.actor, asked=asked, shown=request.GET.get("show", ""))
    return show(request, "caseload/my_day.jinja", page=page)


@require_safe
@needs(Permission.VIEW_MY_DAY, or_else=Permission.VIEW_TEAM)
def my_people(request: StaffRequest) -> HttpResponse:
    """Show everybody whose link worker this is, by name."""
    asked, on = _worker_asked_for(request), clock.local_date(request.now)
    found = queries.people(viewer=request.actor, asked=asked, on=on, number=wanted_page(request.GET.get("page")))
    return show(request, "caseload/my_people.jinja", page=PeoplePage.of(found, asked=asked))


def _worker_asked_for(request: StaffRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("worker", ""))
    except ValueError:
        return None
