"""The doors of correspondence: what is to be told, and one notice to print or read out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core.decisions import Refused
from throughline.core.paging import wanted_page
from throughline.correspondence import commands, forms, queries
from throughline.correspondence.presenters import NoticePage, ToDoPage
from throughline.nhsuk.pages import show


@require_safe
@needs(Permission.SEE_TO_NOTICES)
def to_do(request: StaffRequest) -> HttpResponse:
    """List what clients are to be told, the longest waiting first."""
    found = queries.to_do(viewer=request.actor, number=wanted_page(request.GET.get("page")))
    return show(request, "correspondence/to_do.jinja", page=ToDoPage.of(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.SEE_TO_NOTICES)
def notice(request: StaffRequest, notice_id: UUID) -> HttpResponse:
    """Show one notice to print or to read out; mark it done, or withdraw it."""
    page = NoticePage(queries.sheet(notice_id, viewer=request.actor))
    form = forms.Withdraw()
    if request.method == "POST":
        try:
            if "done" in request.POST:
                commands.mark_done(notice_id=notice_id, by=request.actor, at=request.now)
                messages.success(request, f"{page.name} has been told")
                return redirect("correspondence:to_do")
            form = forms.Withdraw(request.POST)
            if form.is_valid():
                reason = form.cleaned_data["reason"]
                commands.withdraw_notice(notice_id=notice_id, reason=reason, by=request.actor, at=request.now)
                messages.success(request, "Withdrawn. The reason is kept with the notice.")
                return redirect("correspondence:to_do")
        except Refused as refusal:
            form = forms.Withdraw({"reason": request.POST.get("reason", "-") or "-"})
            form.add_error(None, str(refusal))
    return show(request, "correspondence/notice.jinja", page=page, form=form)
