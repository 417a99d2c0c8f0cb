"""The doors of oversight: is every promise kept that the data must keep?"""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.nhsuk.pages import show
from throughline.oversight import queries
from throughline.oversight.presenters import IntegrityPage


@require_safe
@needs(Permission.VIEW_INTEGRITY)
def integrity(request: StaffRequest) -> HttpResponse:
    """Show what the last nightly check found."""
    report = queries.latest_report(viewer=request.actor)
    return show(request, "oversight/integrity.jinja", page=IntegrityPage(report))
