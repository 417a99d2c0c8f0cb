"""How often we speak: the list of those to look at, and agreeing it with one person (R27)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import answers_of, show
from throughline.watch import level_commands, level_queries
from throughline.watch.forms import AgreeLevel
from throughline.watch.presenters.levels import LevelPage, levels_page
from throughline.watch.views.lists import asked_of


@require_safe
@needs(Permission.CHANGE_LEVEL)
def levels(request: StaffRequest) -> HttpResponse:
    """List the people for whom it is proposed to speak more often or less."""
    found = level_queries.levels_to_look_at(**asked_of(request))
    return show(request, "watch/list.jinja", page=levels_page(found, viewer=request.actor))


@require_http_methods(["GET", "POST"])
@needs(Permission.CHANGE_LEVEL)
def level(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show how often we speak and what is proposed; record what was agreed, or why it stays as it is."""
    today = clock.local_date(request.now)
    sheet = level_queries.level_sheet(case_id, viewer=request.actor, on=today)
    page = LevelPage(sheet, today)
    if not sheet.is_open:
        reason = "This case was closed. Ask a manager to take the person back, then agree it there."
        return show(request, "nhsuk/errors/refused.jinja", status=409, reason=reason, back_href=page.back_href)
    form = AgreeLevel(
        answers_of(request), initial=page.first_answers, gaps=sheet.gaps, proposed=sheet.proposal is not None,
        today=today, promised=sheet.next_contact_on,
    )  # fmt: skip
    if form.is_valid():
        try:
            _decide(request, case_id, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Left as it is, with your reason" if form.leaves_it else "Agreed and recorded")
            return redirect(page.back_href)
    return show(request, "watch/level.jinja", page=page, form=form)


def _decide(request: StaffRequest, case_id: UUID, form: AgreeLevel) -> None:
    if form.leaves_it:
        level_commands.decline_level(case_id=case_id, note=form.cleaned_data["note"], by=request.actor, at=request.now)
    else:
        level_commands.agree_level(case_id=case_id, **form.agreed, by=request.actor, at=request.now)
