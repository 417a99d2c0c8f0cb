"""The doors: where the service stands, what a switch would do, what it left, and one meeting that was switched."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import NotFound, Refused
from throughline.disruptions import commands, forms, meeting_commands, queries
from throughline.disruptions.models import Left
from throughline.disruptions.presenters import MeetingPage, MeetingsPage, PreviewPage, RecoveryPage, SituationPage
from throughline.nhsuk.pages import answers_of, show
from throughline.nhsuk.words import plural
from throughline.organisations.rules import Stage


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_SETTINGS)
def now(request: StaffRequest) -> HttpResponse:
    """Show where the service stands; declare that it cannot work as usual, or that it eases (R48)."""
    own, today = _own(request), _today(request)
    found = queries.situation(own, viewer=request.actor, on=today)
    form = (forms.Declare if found.disruption is None else forms.Ease)(answers_of(request))
    if found.stage != Stage.EASING and form.is_valid():
        act = commands.begin_disruption if found.disruption is None else commands.ease_disruption
        try:
            act(provider_id=own, **form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is declared" if found.disruption is None else "It is easing")
            return redirect("disruptions:now" if found.disruption is None else "disruptions:recovery")
    return show(request, "disruptions/now.jinja", page=SituationPage(found), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_SETTINGS)
def switch(request: StaffRequest) -> HttpResponse:
    """Show every meeting that cannot be, with what takes its place, and switch them all (R48)."""
    own = _own(request)
    found = queries.preview(own, viewer=request.actor, on=_today(request))
    form = forms.Switch(answers_of(request))
    if form.is_valid():
        try:
            commands.switch_service(provider_id=own, **form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            switched = plural(len(found.meetings), "meeting")
            messages.success(request, f"{switched} switched. A notice to each person waits to be given.")
            return redirect("disruptions:meetings")
    return show(request, "disruptions/switch.jinja", page=PreviewPage(found), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_SETTINGS)
def recovery(request: StaffRequest) -> HttpResponse:
    """Show what the disruption left, and end it once each is dealt with or answered (R61)."""
    own, today = _own(request), _today(request)
    disruption = queries.declared(own, viewer=request.actor)
    found = queries.recovery(own, viewer=request.actor, on=today)
    if disruption is None or found is None:
        raise NotFound("no disruption eases")
    form = forms.End(answers_of(request))
    if form.is_valid():
        try:
            commands.finish_disruption(provider_id=own, **form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{disruption.name} is over")
            return redirect("disruptions:now")
    return show(request, "disruptions/recovery.jinja", page=RecoveryPage(found, disruption.name), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_SETTINGS)
def answer(request: StaffRequest, left: str) -> HttpResponse:
    """Say why something that the disruption left may stay so (R61)."""
    own = _own(request)
    if left not in Left.values or queries.recovery(own, viewer=request.actor, on=_today(request)) is None:
        raise NotFound("nothing of this kind is left")
    form = forms.AnswerLeft(answers_of(request))
    if form.is_valid():
        try:
            commands.answer_left(
                provider_id=own, left=Left(left), reason=form.cleaned_data["reason"], by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Answered")
            return redirect("disruptions:recovery")
    return show(request, "disruptions/answer.jinja", what=Left(left).label, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_SETTINGS)
def end(request: StaffRequest) -> HttpResponse:
    """End a disruption that was declared and switched nothing."""
    own, today = _own(request), _today(request)
    disruption = queries.declared(own, viewer=request.actor)
    if disruption is None:
        raise NotFound("no disruption is declared")
    form = forms.End(answers_of(request))
    if form.is_valid():
        try:
            commands.finish_disruption(provider_id=own, **form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{disruption.name} has its end")
            return redirect("disruptions:now")
    return show(request, "disruptions/end.jinja", name=disruption.name, today=today, form=form)


@require_safe
@needs(Permission.QUEUE_IN_PERSON)
def meetings(request: StaffRequest) -> HttpResponse:
    """List whose meeting was switched and waits: one's own people, or the team's."""
    return show(request, "disruptions/meetings.jinja", page=MeetingsPage(queries.meetings(viewer=request.actor)))


@require_http_methods(["GET", "POST"])
@needs(Permission.QUEUE_IN_PERSON)
def meeting(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Find another way for one meeting, let it return, or leave it as it is (R48)."""
    found = queries.meeting(meeting_id, viewer=request.actor, on=_today(request))
    pressed = {"back", "keep"} & request.POST.keys()
    form = forms.ChooseWay(None if pressed else answers_of(request), routes=found.routes)
    if pressed or form.is_valid():
        try:
            done = _act(request, meeting_id, pressed, form)
        except Refused as refusal:
            form = forms.ChooseWay({}, routes=found.routes)
            form.full_clean()
            form.errors.clear()
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("disruptions:meetings")
    return show(request, "disruptions/meeting.jinja", page=MeetingPage(found), form=form)


def _act(request: StaffRequest, meeting_id: UUID, pressed: set[str], form: forms.ChooseWay) -> str:
    by, at = request.actor, request.now
    if "back" in pressed:
        meeting_commands.return_meeting(meeting_id=meeting_id, by=by, at=at)
        return "It is a meeting again. A notice to them waits to be given."
    if "keep" in pressed:
        meeting_commands.keep_as_it_is(meeting_id=meeting_id, by=by, at=at)
        return "It stays as it is"
    meeting_commands.choose_another_way(meeting_id=meeting_id, way=form.cleaned_data["way"], by=by, at=at)
    return "Another way is promised. A notice to them waits to be given."


def _own(request: StaffRequest) -> UUID:
    if request.actor.organisation_id is None:
        raise NotFound("belongs to no organisation")
    return request.actor.organisation_id


def _today(request: StaffRequest) -> date:
    return clock.local_date(request.now)
