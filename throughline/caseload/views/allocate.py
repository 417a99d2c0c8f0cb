"""Giving a referred person their link worker (R10)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.caseload import commands, moving_queries
from throughline.caseload.forms.moving import Allocate
from throughline.caseload.presenters.moving import AllocatePage
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import answers_of, show
from throughline.nhsuk.words import short_date


@require_http_methods(["GET", "POST"])
@needs(Permission.ALLOCATE)
def allocate(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Choose a link worker; the day of the first contact is shown before it is promised."""
    found = moving_queries.allocation(referral_id, viewer=request.actor, on=clock.local_date(request.now))
    page = AllocatePage(found)
    if not found.may_allocate:
        return show(
            request,
            "nhsuk/errors/refused.jinja",
            status=409,
            reason=found.may_allocate.reason,
            back_href=page.sheet_href,
        )
    if found.has_worker:
        return _join(request, page)
    form = Allocate(answers_of(request), choices=found.choices, surgery=found.referral.surgery)
    if form.is_valid():
        try:
            commands.allocate_referral(
                referral_id=referral_id, worker_id=form.worker_id, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Allocated. First contact by {short_date(found.first_contact_on)}")
            return redirect("caseload:waiting")
    return show(request, "caseload/allocate.jinja", page=page, form=form)


def _join(request: StaffRequest, page: AllocatePage) -> HttpResponse:
    """Tie the referral to the case that was open before it came."""
    if request.method == "POST":
        commands.join_referral_to_case(referral_id=page.sheet.referral_id, by=request.actor, at=request.now)
        messages.success(request, "The surgery now sees who the link worker is")
        return redirect("caseload:waiting")
    return show(request, "caseload/join_referral.jinja", page=page)
