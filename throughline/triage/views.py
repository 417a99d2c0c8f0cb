"""The doors: whom to call next, the call itself, one listed person, a need, coming into the service, and progress."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import NotFound, Refused
from throughline.drafts import commands as drafts
from throughline.drafts.queries import draft_of
from throughline.nhsuk.pages import answers_of, show
from throughline.organisations import queries as organisations
from throughline.referrals.models import Eligible
from throughline.triage import (
    commands,
    converting_commands,
    forms,
    own_counts_queries,
    presenters,
    progress_queries,
    queries,
    rules,
)
from throughline.triage.commands import Heard
from throughline.triage.models import Result
from throughline.triage.own_counts_presenters import OwnCountsPage


@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_LISTED)
def to_call(request: StaffRequest) -> HttpResponse:
    """Show whom to call next and why, and give out the next call (R51)."""
    if request.method == "POST":
        turn_id = commands.take_next_listed(by=request.actor, at=request.now)
        if turn_id is not None:
            return redirect("triage:call", turn_id)
        messages.info(request, "Nobody is to be called now.")
        return redirect("triage:to_call")
    found = queries.to_call(viewer=request.actor, at=request.now)
    return show(request, "triage/to_call.jinja", page=presenters.ToCallPage(found, clock.local_date(request.now)))


@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_LISTED)
def call(request: StaffRequest, triage_turn_id: UUID) -> HttpResponse:
    """Ring one listed person: what to say, what they told, and what the call came to (R51)."""
    try:
        found = queries.sheet_of_turn(triage_turn_id, viewer=request.actor, on=clock.local_date(request.now))
    except NotFound:
        queries.turn_that_was(triage_turn_id, viewer=request.actor)
        messages.info(request, "That call is finished, or somebody else has taken it over.")
        return redirect("triage:to_call")
    about: dict[str, Any] = {"turn_id": triage_turn_id, "by": request.actor, "at": request.now}
    if "stop" in request.POST:
        commands.give_listed_back(**about)
        messages.success(request, f"{found.name} is given back")
        return redirect("triage:to_call")
    if "no_answer" in request.POST:
        commands.record_triage_call(Heard(Result.NOT_REACHED), **about)
        messages.success(request, f"{found.name}: nobody answered. They come again on another day")
        return redirect("triage:to_call")
    key = rules.draft_page(found.person_id)
    if "start_afresh" in request.POST:
        drafts.discard(page=key, by=request.actor)
        return redirect("triage:call", triage_turn_id)
    kept = draft_of(key, viewer=request.actor)
    form = forms.TriageCall(
        answers_of(request),
        guidance_id=found.guidance.version_id if found.guidance else None,
    )
    if kept:
        form.go_on_from(kept.fields)
    if form.is_valid():
        try:
            person_id = commands.record_triage_call(form.heard, **about)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Written down")
            return redirect("triage:person", person_id)
    if request.method == "POST":
        drafts.keep(page=key, fields=drafts.as_fields(request.POST), by=request.actor, at=request.now)
    page = presenters.CallPage(
        found, key, ticket=drafts.ticket(writer=request.actor, page=key), kept_at=kept.kept_at if kept else None
    )
    return show(request, "triage/call.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_LISTED)
def person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show one listed person, call them, or end it with them (R53)."""
    found = queries.person_sheet(person_id, viewer=request.actor, on=clock.local_date(request.now))
    form = forms.EndListed(answers_of(request) if "call" not in request.POST else None)
    try:
        if "call" in request.POST:
            turn_id = commands.take_listed(person_id=person_id, by=request.actor, at=request.now)
            return redirect("triage:call", turn_id)
        if form.is_valid():
            commands.end_with_listed(
                person_id=person_id, why=form.cleaned_data["why"], by=request.actor, at=request.now
            )
            messages.success(request, f"It has ended with {found.name}")
            return redirect("triage:to_call")
    except Refused as refusal:
        form = forms.EndListed(request.POST)
        form.full_clean()
        form.errors.clear()
        form.add_error(None, str(refusal))
    return show(request, "triage/person.jinja", page=presenters.PersonPage(found), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_LISTED)
def need(request: StaffRequest, told_id: UUID) -> HttpResponse:
    """Say how something that a listed person needs was met."""
    person_id = queries.person_of_need(told_id, viewer=request.actor)
    form = forms.MeetNeed(answers_of(request))
    if form.is_valid():
        try:
            commands.meet_need(told_id=told_id, how=form.cleaned_data["how"], by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Seen to")
            return redirect("triage:person", person_id)
    found = queries.person_sheet(person_id, viewer=request.actor, on=clock.local_date(request.now))
    asked = next(told for one in found.calls for told in one.told if told.told_id == told_id)
    return show(request, "triage/need.jinja", page=presenters.PersonPage(found), asked=asked, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.CALL_LISTED)
def refer(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Refer a listed person who wants it and agreed (R53)."""
    today, own = clock.local_date(request.now), request.actor.organisation_id
    found = queries.person_sheet(person_id, viewer=request.actor, on=today)
    if own is None:
        raise NotFound("belongs to no organisation")
    form = forms.ReferListed(
        answers_of(request), today=today, conditions=organisations.qualifying_conditions(own, on=today),
        surgeries=[(one.id, one.name) for one in organisations.surgeries_of(own, on=today)],
        initial={"date_of_birth": found.date_of_birth, "surgery": str(found.surgery_id or "")},
    )  # fmt: skip
    if form.is_valid():
        try:
            received = converting_commands.refer_listed_person(
                form.wish, person_id=person_id, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if received.eligible == Eligible.NO:
                messages.warning(request, f"Not eligible: {received.why} Go on helping with what they need.")
            else:
                messages.success(request, f"{found.name} is referred to the service")
            return redirect("triage:person", person_id)
    return show(request, "triage/refer.jinja", page=presenters.PersonPage(found), form=form)


@require_safe
@needs(Permission.VIEW_LISTS)
def progress(request: StaffRequest) -> HttpResponse:
    """Show how far the calls have come, and what is to be expected (R52)."""
    own = request.actor.organisation_id
    if own is None:
        raise NotFound("belongs to no organisation")
    found = progress_queries.progress(own, viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "triage/progress.jinja", page=presenters.ProgressPage(found))


@require_safe
@needs(Permission.VIEW_LIST_COUNTS)
def own_counts(request: StaffRequest) -> HttpResponse:
    """Show a surgery or a commissioner how far it has come with their own listed people, and nobody's name (S33)."""
    found = own_counts_queries.own_counts(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "triage/own_counts.jinja", page=OwnCountsPage(found))
