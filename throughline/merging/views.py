"""The doors of merging: who may be one person, two records side by side, the plan, the act, and its undoing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.clients import likeness_commands, likeness_queries
from throughline.clients.models import SamePerson
from throughline.clients.search_rules import LONGEST
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.core.paging import wanted_page
from throughline.merging import commands, forms, queries
from throughline.merging.presenters import ComparePage, MergePage, PairsPage, PickPage, UndoPage
from throughline.nhsuk.pages import answers_of, show


@require_safe
@needs(Permission.MERGE_CLIENTS)
def pairs(request: StaffRequest) -> HttpResponse:
    """List records that may be one person, and merges made lately."""
    found = likeness_queries.unanswered(number=wanted_page(request.GET.get("page")), viewer=request.actor)
    made = queries.latest_merges(viewer=request.actor)
    return show(request, "merging/pairs.jinja", page=PairsPage(found, made))


@require_http_methods(["GET", "POST"])
@needs(Permission.MERGE_CLIENTS)
def compare(request: StaffRequest, likeness_id: UUID) -> HttpResponse:
    """Show two records side by side, and ask whether they are one person."""
    both = queries.pair(likeness_id, viewer=request.actor)
    form = forms.Answer(answers_of(request))
    if form.is_valid():
        if form.cleaned_data["answer"] == SamePerson.SAME:
            return redirect("merging:merge", client_id=both.first.client_id, other_id=both.second.client_id)
        try:
            likeness_commands.answer_likeness(
                likeness_id=likeness_id, answer=SamePerson.DIFFERENT, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Two different people. You will not be asked about them again")
            return redirect("merging:pairs")
    return show(request, "merging/compare.jinja", page=ComparePage(both), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.MERGE_CLIENTS)
def pick(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Find the other record of one person; what is typed is kept with the session, so that no name is in an address."""
    kept = f"same person as {client_id}"
    if request.method == "POST" and request.POST.get("q", "").strip():
        request.session[kept] = str(request.POST["q"])[:LONGEST]
        return redirect("merging:pick", client_id)
    found = queries.perhaps_the_same(
        client_id, looked_for=request.session.get(kept, ""), on=clock.local_date(request.now), viewer=request.actor
    )
    form = forms.Find(answers_of(request), initial={"q": found.looked_for})
    if found.refusal and request.method != "POST":
        form = forms.Find({"q": found.looked_for})
        form.add_error("q", found.refusal)
    return show(request, "merging/pick.jinja", page=PickPage(found), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.MERGE_CLIENTS)
def merge(request: StaffRequest, client_id: UUID, other_id: UUID) -> HttpResponse:
    """Show what merging two records will do, ask what stands where they differ, and merge them."""
    both = queries.side_by_side(client_id, other_id, viewer=request.actor)
    standing_id, merged_id = both.first.client_id, both.second.client_id
    plan = commands.plan_merge(standing_id=standing_id, merged_id=merged_id, by=request.actor, at=request.now)
    form = forms.Merge(answers_of(request), both=both)
    if form.is_valid():
        try:
            commands.merge_clients(
                standing_id=standing_id, merged_id=merged_id, choices=form.choices, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Merged. If that was wrong, you can undo it here")
            return redirect("merging:pairs")
    return show(request, "merging/merge.jinja", page=MergePage(both, plan), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.MERGE_CLIENTS)
def undo(request: StaffRequest, merge_id: UUID) -> HttpResponse:
    """Say what undoing means, and undo."""
    page = UndoPage(queries.merge_made(merge_id, viewer=request.actor))
    if request.method == "POST":
        try:
            commands.undo_merge(merge_id=merge_id, by=request.actor, at=request.now)
        except Refused as refusal:
            return show(
                request, "nhsuk/errors/refused.jinja", status=409, reason=str(refusal), back_href=page.back_href
            )
        messages.success(request, "Undone. Both records are what they were")
        return redirect("merging:pairs")
    return show(request, "merging/undo.jinja", page=page)
