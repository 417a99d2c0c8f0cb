"""The doors: what happened to somebody's referrals, one of them, referring on, and how long people wait."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk import Form
from throughline.nhsuk.pages import answers_of, show
from throughline.onward_referrals import commands, forms, presenters, queries, rules, wait_queries
from throughline.onward_referrals.models import Strength
from throughline.onward_referrals.queries import OneReferral

CHECK_BACK_DAYS = 14
"""When we ask, unless the link worker chooses another day."""


@require_safe
@needs(Permission.VIEW_CLIENT)
def of_client(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show what happened to each of somebody's referrals."""
    found = queries.referrals_of(client_id, viewer=request.actor)
    return show(request, "onward_referrals/of_client.jinja", page=presenters.ClientsReferralsPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.REFER_ON)
def refer_on(request: StaffRequest, client_id: UUID) -> HttpResponseBase:
    """Find a service for somebody and refer them on to it."""
    way_id, follows_id = _id_asked_for(request, "way"), _id_asked_for(request, "follows")
    asked = request.GET.get("find", "")
    found = queries.referring_on(client_id, asked=asked, way_id=way_id, follows_id=follows_id, viewer=request.actor)
    today = clock.local_date(request.now)
    page = presenters.ReferOnPage(found, today)
    find = forms.Find(request.GET if "find" in request.GET else None)
    if way_id is None:
        return show(request, "onward_referrals/find.jinja", page=page, form=find, asked=asked, follows_id=follows_id)
    first = {"check_back_on": rules.working_day_within(today, days=CHECK_BACK_DAYS), "strength": _strength(request)}
    form = forms.ReferOn(answers_of(request), initial=first)
    if form.is_valid():
        try:
            commands.refer_on(
                form.referring(way_id=way_id, follows_id=follows_id), case_id=found.case_id, by=request.actor,
                at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Referred on. You will be asked to check back on the day you chose")
            return redirect("onward_referrals:of_client", client_id)
    return show(request, "onward_referrals/refer_on.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.REFER_ON, or_else=Permission.VIEW_WAITS)
def referral(request: StaffRequest, onward_id: UUID) -> HttpResponseBase:
    """Show one onward referral, and note what became of it."""
    today = clock.local_date(request.now)
    found = queries.referral(onward_id, viewer=request.actor, on=today)
    asked = _forms(request, found)
    form = next((one for one in asked.values() if one.is_bound), asked["became"])
    if form.is_valid():
        try:
            done = _act(request, form, onward_id=onward_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("onward_referrals:referral", onward_id)
    page = presenters.ReferralPage(found)
    return show(request, "onward_referrals/referral.jinja", page=page, form=form, asked=asked)


@require_safe
@needs(Permission.REFER_ON)
def whom(request: StaffRequest) -> HttpResponse:
    """Ask which of one's people is referred on to the service one came from."""
    page = presenters.WhomPage(queries.people_for(viewer=request.actor), _id_asked_for(request, "way"))
    return show(request, "onward_referrals/whom.jinja", page=page)


@require_safe
@needs(Permission.VIEW_WAITS)
def waits(request: StaffRequest) -> HttpResponse:
    """Show how long people wait for what, and what was not enough."""
    page = presenters.WaitsPage(
        wait_queries.median_waits(viewer=request.actor, on=clock.local_date(request.now)),
        wait_queries.unmet_needs(viewer=request.actor),
    )
    return show(request, "onward_referrals/waits.jinja", page=page)


def _forms(request: StaffRequest, found: OneReferral) -> dict[str, Form]:
    """Give the page's forms; the one whose button was pressed holds what was sent."""
    today = clock.local_date(request.now)
    sent = request.POST if request.method == "POST" else None
    pressed = next((name for name in ("searched", "read") if name in request.POST), "became")
    within = min(CHECK_BACK_DAYS, found.touch_days)
    first = {"check_back_on": rules.working_day_within(today, days=within)}
    return {
        "became": forms.Became(
            sent if pressed == "became" else None, initial=first, states=found.next_states, today=today,
            long_wait=found.has_waited_long and not found.row.escalated,
        ),
        "searched": forms.Searched(sent if pressed == "searched" else None),
        "read": forms.Read(sent if pressed == "read" else None),
    }  # fmt: skip


def _act(request: StaffRequest, form: Form, *, onward_id: UUID) -> str:
    by, at = request.actor, request.now
    if isinstance(form, forms.Searched):
        commands.note_searched(onward_id=onward_id, words=form.cleaned_data["searched"], by=by, at=at)
        return "Noted where you looked"
    if isinstance(form, forms.Read):
        commands.note_read(onward_id=onward_id, words=form.cleaned_data["read"], by=by, at=at)
        return "Noted what is done"
    assert isinstance(form, forms.Became), "the page has three forms"
    commands.note_what_became(form.became, onward_id=onward_id, by=by, at=at)
    return "Noted"


def _strength(request: StaffRequest) -> str:
    asked = request.GET.get("strength", "")
    return asked if asked in Strength.values else ""


def _id_asked_for(request: StaffRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None
