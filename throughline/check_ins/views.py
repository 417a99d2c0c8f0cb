"""The door: one page on which somebody is checked in with."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.check_ins import commands, queries, rules
from throughline.check_ins.forms import CheckInForm
from throughline.check_ins.presenters import CheckInPage, recorded
from throughline.core.decisions import Refused
from throughline.drafts import commands as drafts
from throughline.nhsuk.pages import show


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_CONTACT)
def check_in(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Check in with an existing client: more than food and medicine. What cannot be saved yet is kept as a draft."""
    page = queries.checking_in(case_id, viewer=request.actor, at=request.now)
    if request.method == "GET":
        form = CheckInForm.opened(page, at=request.now, writer_id=request.actor.user_id)
        return _show(request, page, form)
    if "start_afresh" in request.POST:
        drafts.discard(page=queries.draft_page(case_id), by=request.actor)
        return redirect("check_ins:check_in", case_id)
    form = CheckInForm(request.POST, page=page, at=request.now)
    if form.is_valid():
        told, then = form.told, form.next
        try:
            commands.record_check_in(
                told, contact_id=form.cleaned_data["contact_id"], case_id=case_id, then=then,
                promise_seen=form.cleaned_data["promise_seen"], by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.having_seen().add_error(None, str(refusal))
        else:
            messages.success(request, recorded(page, then, result=rules.result(told.answers).label))
            return redirect("desk:home")
    kept = drafts.as_fields(request.POST)
    drafts.keep(page=queries.draft_page(case_id), fields=kept, by=request.actor, at=request.now)
    return _show(request, page, form)


def _show(request: StaffRequest, page: queries.CheckingIn, form: CheckInForm) -> HttpResponse:
    ticket = drafts.ticket(writer=request.actor, page=queries.draft_page(page.case_id))
    return show(request, "check_ins/check_in.jinja", page=CheckInPage(page, ticket), form=form)
