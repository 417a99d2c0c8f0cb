"""Taking a former client back: a new case that remembers the old one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.caseload import commands, moving_queries
from throughline.caseload.forms.moving import TakeBack
from throughline.caseload.presenters.moving import TakeBackPage
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import answers_of, show


@require_http_methods(["GET", "POST"])
@needs(Permission.REOPEN_CASE)
def reopen(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Choose who takes the person back, and when they will first be in touch."""
    found = moving_queries.taking_back(case_id, viewer=request.actor, on=clock.local_date(request.now))
    page = TakeBackPage(found)
    if not found.may_take_back:
        return show(
            request,
            "nhsuk/errors/refused.jinja",
            status=409,
            reason=found.may_take_back.reason,
            back_href=page.back_href,
        )
    form = TakeBack(
        answers_of(request), initial=page.first_answers, choices=found.choices, surgery=found.surgery,
        today=found.today, latest=found.latest, within_days=found.within_days,
    )  # fmt: skip
    if form.is_valid():
        answers = form.cleaned_data
        try:
            commands.reopen_case(
                case_id=case_id, worker_id=form.worker_id, contact_on=answers["contact_on"], way=answers["way"],
                by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Taken back. The link worker sees this person on their day")
            return redirect(page.back_href)
    return show(request, "caseload/reopen.jinja", page=page, form=form)
