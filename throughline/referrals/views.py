"""The doors of a referral: a surgery refers and sees what became of it; a manager reads and decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.core.paging import wanted_page
from throughline.drafts import commands as drafts
from throughline.drafts.queries import draft_of
from throughline.nhsuk.pages import answers_of, show
from throughline.referrals import commands, forms, presenters, queries

DRAFT = "refer"


@require_http_methods(["GET", "POST"])
@needs(Permission.REFER)
def refer(request: StaffRequest) -> HttpResponse:
    """Take a referral and answer at once; what was typed before a session ended is offered again."""
    if "start_afresh" in request.POST:
        drafts.discard(page=DRAFT, by=request.actor)
        return redirect("referrals:refer")
    found = queries.referring(viewer=request.actor, on=clock.local_date(request.now))
    if not found.may_refer:
        return refused(request, reason=found.may_refer.reason, back_href=reverse("referrals:ours"))
    kept = draft_of(DRAFT, viewer=request.actor)
    form = forms.Refer(
        answers_of(request),
        today=found.on,
        conditions=found.conditions,
        draft=kept.fields if kept else {},
        ticket=drafts.ticket(writer=request.actor, page=DRAFT),
    )
    received = _sent(request, form) if form.is_valid() else None
    if received is not None:
        return redirect("referrals:sheet", received.referral_id)
    page = presenters.ReferPage(found, kept_at=kept.kept_at if kept and not form.is_bound else None)
    return show(request, "referrals/refer.jinja", page=page, form=form)


def _sent(request: StaffRequest, form: forms.Refer) -> commands.Received | None:
    """Send a checked page; a refusal stands on the page with everything that was typed."""
    try:
        received = commands.refer(
            form.request(), surgery_id=request.actor.organisation_id, by=request.actor, at=request.now
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    if received.joined:
        messages.info(request, presenters.joined(received))
    else:
        messages.success(request, "Referral received")
    return received


@require_GET
@needs(Permission.VIEW_OWN_REFERRALS)
def ours(request: StaffRequest) -> HttpResponse:
    """List the surgery's own referrals."""
    page = queries.our_referrals(
        viewer=request.actor, on=clock.local_date(request.now), number=wanted_page(request.GET.get("page"))
    )
    return show(request, "referrals/ours.jinja", page=presenters.Ours(page))


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_REFERRAL)
def sheet(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Show one referral: the answer, what was said, and what can be done. A post asks for check-in calls (R8)."""
    if request.method == "POST":
        return _list_for_check_ins(request, referral_id)
    page = commands.open_referral(referral_id=referral_id, by=request.actor, at=request.now)
    return show(request, "referrals/sheet.jinja", page=presenters.Sheet(page))


def _list_for_check_ins(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    try:
        commands.list_for_check_ins(referral_id=referral_id, by=request.actor, at=request.now)
    except Refused as refusal:
        back = reverse("referrals:sheet", args=[referral_id])
        return refused(request, reason=str(refusal), back_href=back)
    messages.success(request, "On the list for check-in calls")
    return redirect("referrals:sheet", referral_id)


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE_REFERRAL)
def decide(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Decide what the rule left to a person, or admit an exception (R8)."""
    found = queries.sheet_page(referral_id, viewer=request.actor, on=clock.local_date(request.now))
    page = presenters.Decision(found)
    if not found.may_decide:
        return refused(request, reason=found.may_decide.reason, back_href=page.back_href)
    form = forms.Decide(answers_of(request), exception_only=page.exception_only)
    if form.is_valid():
        try:
            commands.decide_referral(
                referral_id=referral_id, admit=form.admitted, reason=form.cleaned_data["reason"],
                by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Decision recorded. The surgery can see it now")
            return redirect("referrals:sheet", referral_id)
    return show(request, "referrals/decide.jinja", page=page, form=form)


def refused(request: StaffRequest, **context: Any) -> HttpResponse:
    """Say why a page cannot be used now."""
    return show(request, "nhsuk/errors/refused.jinja", status=409, **context)
