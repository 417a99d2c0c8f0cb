"""Handing several of a worker's people over in one act (R71)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.caseload import together_commands, together_queries
from throughline.caseload.forms.together import HandOverTogether
from throughline.caseload.presenters.together import TogetherPage
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import answers_of, show
from throughline.nhsuk.words import plural


@require_http_methods(["GET", "POST"])
@needs(Permission.HAND_OVER)
def hand_over_together(request: StaffRequest, worker_id: UUID) -> HttpResponse:
    """Choose who goes to whom and why; people who need a decision of their own are listed apart."""
    found = together_queries.moving_together(worker_id, viewer=request.actor, on=clock.local_date(request.now))
    page = TogetherPage(found)
    form = HandOverTogether(
        answers_of(request), initial=page.first_answers, people=found.together, choices=found.choices
    )
    if form.is_valid():
        try:
            count = together_commands.hand_over_together(
                from_worker_id=worker_id, **form.moved, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{plural(count, 'person', 'people')} handed over")
            return redirect("caseload:hand_over_together", worker_id)
    return show(request, "caseload/together.jinja", page=page, form=form)
