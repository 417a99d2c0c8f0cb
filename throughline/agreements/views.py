"""The doors: what somebody agreed to, one thing asked, one agreement withdrawn."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.agreements import commands, forms, presenters, queries
from throughline.agreements.models import About
from throughline.agreements.sampling_commands import release_sampling_list
from throughline.core import clock
from throughline.core.decisions import NotFound, Refused
from throughline.nhsuk.pages import answers_of, show


@require_GET
@needs(Permission.VIEW_CLIENT)
def agreements(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show what somebody agreed to, refused or withdrew."""
    found = commands.open_agreements(client_id=client_id, by=request.actor, at=request.now)
    may_record = policy.permits(request.actor, Permission.RECORD_AGREEMENT)
    return show(request, "agreements/list.jinja", page=presenters.ListPage(found, may_record))


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_AGREEMENT)
def ask(request: StaffRequest, client_id: UUID, about: str) -> HttpResponse:
    """Ask one thing, with the words to read out."""
    if about.upper() not in About.values:
        raise NotFound("no such agreement")
    asked, today = About(about.upper()), clock.local_date(request.now)
    found = queries.agreements_of(client_id, viewer=request.actor, on=today)
    form = forms.Ask(answers_of(request), about=asked, today=today, initial=_known(request, asked))
    if form.is_valid():
        try:
            commands.record_agreement(form.stating, client_id=client_id, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Recorded")
            return redirect("agreements:list", client_id)
    return show(request, "agreements/ask.jinja", page=presenters.AskPage(found, asked), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_AGREEMENT)
def withdraw(request: StaffRequest, client_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Record that somebody no longer agrees; it has effect at once."""
    today = clock.local_date(request.now)
    found = queries.agreements_of(client_id, viewer=request.actor, on=today)
    said = found.said(agreement_id)
    form = forms.Withdraw(answers_of(request), today=today)
    if form.is_valid():
        try:
            stating = form.stating_of(said)
            commands.record_agreement(stating, client_id=client_id, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Recorded: it has effect from now")
            return redirect("agreements:list", client_id)
    page = presenters.AskPage(found, said.about, withdrawing=said)
    return show(request, "agreements/ask.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.RELEASE_SAMPLING_LIST)
def sampling_list(request: StaffRequest) -> HttpResponse:
    """Say what a sampling list is, and on a post release it as a file (R5)."""
    if request.method == "GET":
        return show(request, "agreements/sampling_list.jinja")
    released = release_sampling_list(by=request.actor, at=request.now)
    name = f"sampling-list-{clock.local_date(request.now).isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(presenters.sampling_file(released), content_type="text/csv; charset=utf-8", headers=headers)


def _known(request: StaffRequest, asked: About) -> dict[str, str]:
    """Give what the address answers already: never who somebody of their family is."""
    service = request.GET.get("service", "") if asked == About.LINKED_SERVICE else ""
    return {"way": request.GET.get("way", ""), "name": service}
