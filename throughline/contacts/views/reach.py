"""The door for managers: how the team's people are reached."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.contacts import reach_queries
from throughline.contacts.presenters.reach import ReachPage
from throughline.core import clock
from throughline.nhsuk.pages import show


@require_safe
@needs(Permission.VIEW_TEAM)
def reach(request: StaffRequest) -> HttpResponse:
    """Show which way reaches people, for the team and for each link worker (R29)."""
    found = reach_queries.reach_of_team(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "contacts/reach.jinja", page=ReachPage(found))
