"""Handing somebody over to another link worker, with the next contact already promised (SET15)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.caseload import commands, moving_queries
from throughline.caseload.forms.moving import HandOver
from throughline.caseload.presenters.moving import HandOverPage
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import answers_of, show


@require_http_methods(["GET", "POST"])
@needs(Permission.HAND_OVER)
def hand_over(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Choose who takes over, when they will first be in touch, how, and say why."""
    found = moving_queries.handover(case_id, viewer=request.actor, on=clock.local_date(request.now))
    page = HandOverPage(found, leaving="leaving" in request.GET)
    if not found.may_change:
        return show(
            request, "nhsuk/errors/refused.jinja", status=409, reason=found.may_change.reason, back_href=page.back_href
        )
    form = HandOver(
        answers_of(request), initial=page.first_answers, choices=found.choices, surgery=found.surgery,
        today=found.today, latest=found.latest, within_days=found.within_days,
    )  # fmt: skip
    if form.is_valid():
        answers = form.cleaned_data
        try:
            commands.hand_over_case(
                case_id=case_id, to_worker_id=form.worker_id, contact_on=answers["contact_on"], way=answers["way"],
                reason=answers["reason"], by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Handed over. The new link worker sees this person on their day")
            return redirect(page.back_href)
    return show(request, "caseload/hand_over.jinja", page=page, form=form)
