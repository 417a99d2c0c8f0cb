"""The doors: which lists there are, what one came to, and the rows that go back to whoever sent it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.nhsuk.pages import show
from throughline.outreach import presenters, queries


@require_safe
@needs(Permission.VIEW_LISTS)
def lists(request: StaffRequest) -> HttpResponseBase:
    """List the lists of vulnerable people, with what each came to."""
    return show(
        request, "outreach/lists.jinja", page=presenters.ListsPage(queries.vulnerable_lists(viewer=request.actor))
    )


@require_safe
@needs(Permission.VIEW_LISTS)
def report(request: StaffRequest, list_id: UUID) -> HttpResponseBase:
    """Show what a list came to, for whom its people are, and which rows were returned."""
    page = presenters.ReportPage(
        queries.vulnerable_list(list_id, viewer=request.actor), queries.shares_of(list_id, viewer=request.actor),
        queries.returned_rows(list_id, viewer=request.actor, most=presenters.SHOWN),
    )  # fmt: skip
    return show(request, "outreach/report.jinja", page=page)


@require_safe
@needs(Permission.TAKE_IN_LISTS)
def returned(request: StaffRequest, list_id: UUID) -> HttpResponseBase:
    """Give the rows that were returned as a file: line, field, reason, and the cells as they stood."""
    file = queries.returned_file(list_id, viewer=request.actor)
    headers = {"Content-Disposition": 'attachment; filename="rows-returned.csv"'}
    return HttpResponse(file, content_type="text/csv; charset=utf-8", headers=headers)
