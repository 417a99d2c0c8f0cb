"""The manager's first screen: who needs a link worker."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.caseload.presenters.waiting import WaitingPage
from throughline.core import clock
from throughline.core.paging import wanted_page
from throughline.nhsuk.pages import show
from throughline.referrals import queries as referrals


@require_safe
@needs(Permission.VIEW_WAITING)
def waiting(request: StaffRequest) -> HttpResponse:
    """List who needs allocating or a decision, the longest wait first."""
    found = referrals.people_waiting(
        viewer=request.actor, on=clock.local_date(request.now), number=wanted_page(request.GET.get("page"))
    )
    return show(request, "caseload/waiting.jinja", page=WaitingPage(found))
