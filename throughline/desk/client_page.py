"""The door to a client's whole record."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.desk import client_queries
from throughline.desk.client_presenters import ClientPage
from throughline.nhsuk.pages import show


@require_safe
@needs(Permission.VIEW_CLIENT)
def client(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show a client's whole record."""
    today = clock.local_date(request.now)
    record = client_queries.record_of(client_id, viewer=request.actor, on=today)
    page = ClientPage.of(record, viewer=request.actor, today=today)
    return show(request, "desk/client.jinja", page=page)
