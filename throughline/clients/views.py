"""The doors of this package: particulars are put right."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.clients import particulars_queries
from throughline.clients.correcting_commands import correct_particulars
from throughline.clients.forms import PutRight
from throughline.clients.particulars_presenters import ParticularsPage
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import answers_of, show


@require_http_methods(["GET", "POST"])
@needs(Permission.CORRECT_PARTICULARS)
def particulars(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Put a name, a date of birth, numbers or an address right."""
    who = particulars_queries.who_they_are(client_id, viewer=request.actor)
    page = ParticularsPage(who, opens_records=policy.permits(request.actor, Permission.VIEW_CLIENT))
    form = PutRight(answers_of(request), who=who, today=clock.local_date(request.now))
    if form.is_valid():
        try:
            changed = correct_particulars(
                client_id=client_id, given=form.particulars, address_confirmed=form.cleaned_data["address_confirmed"],
                reason=form.cleaned_data["reason"], by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Put right. What it was is kept" if changed else "Nothing changed")
            return redirect(page.back_href)
    return show(request, "clients/particulars.jinja", page=page, form=form)
