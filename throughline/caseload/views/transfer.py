"""A client goes to another provider."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.caseload import transfer_commands, transfer_queries
from throughline.caseload.forms.transfer import TransferClient
from throughline.caseload.presenters.transfer import TransferPage
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import answers_of, show


@require_http_methods(["GET", "POST"])
@needs(Permission.TRANSFER_CLIENT)
def transfer(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Choose the provider somebody goes to, with their agreement, and what it is told."""
    found = transfer_queries.transfer(case_id, viewer=request.actor, on=clock.local_date(request.now))
    page = TransferPage(found)
    if not found.may_begin:
        reason = found.may_begin.reason
        return show(request, "nhsuk/errors/refused.jinja", status=409, reason=reason, back_href=page.back_href)
    form = TransferClient(answers_of(request), others=found.others)
    if form.is_valid():
        try:
            transfer_commands.transfer_client(case_id=case_id, move=form.move, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Transferred. They wait for a link worker at the other provider")
            return redirect(page.back_href)
    return show(request, "caseload/transfer.jinja", page=page, form=form)
