"""The doors of the data quality panel."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.paging import wanted_page
from throughline.nhsuk.pages import show
from throughline.oversight import quality_queries
from throughline.oversight.quality_presenters import PeoplePage, QualityPage


@require_safe
@needs(Permission.VIEW_QUALITY)
def quality(request: StaffRequest) -> HttpResponse:
    """Show what is missing or cannot be right, and of how many people."""
    panel = quality_queries.panel(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "oversight/quality.jinja", page=QualityPage(panel.found, request.actor, panel.last))


@require_safe
@needs(Permission.VIEW_QUALITY)
def quality_of(request: StaffRequest, rule: str) -> HttpResponse:
    """Show whom one rule holds of, fifty at a time."""
    on, number = clock.local_date(request.now), wanted_page(request.GET.get("page"))
    found, people = quality_queries.people_with(rule, viewer=request.actor, on=on, number=number)
    return show(request, "oversight/quality_of.jinja", page=PeoplePage(found, people, request.actor))
