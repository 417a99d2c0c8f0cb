"""The door of who is to be told the new guidance."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.contacts import guidance_queries
from throughline.contacts.presenters.telling import ToTellPage
from throughline.core import clock
from throughline.nhsuk.pages import show


@require_safe
@needs(Permission.RECORD_CONTACT)
def to_tell(request: StaffRequest) -> HttpResponse:
    """List who was told an old version and is worried about the rules."""
    found = guidance_queries.to_be_told(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "contacts/to_tell.jinja", page=ToTellPage(found))
