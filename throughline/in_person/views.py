"""The doors: the queue, one person's meeting, and the sheet to be printed for it."""

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
from throughline.in_person import commands, forms, queries, return_commands, return_queries
from throughline.in_person.presenters import MeetingPage, QueuePage, ReturnPage
from throughline.nhsuk import Form
from throughline.nhsuk.pages import answers_of, show
from throughline.nhsuk.words import plural


@require_safe
@needs(Permission.QUEUE_IN_PERSON)
def queue(request: StaffRequest) -> HttpResponse:
    """Show who waits to be seen face to face, and why in this order."""
    found = queries.queue(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "in_person/queue.jinja", page=QueuePage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.QUEUE_IN_PERSON)
def meet_again(request: StaffRequest) -> HttpResponse:
    """Choose whose next contact is in person again; who would be lost by it is listed apart, with the reason."""
    asked = _worker_asked_for(request)
    found = return_queries.returning(asked, viewer=request.actor, on=clock.local_date(request.now))
    page = ReturnPage(found)
    form = forms.MeetAgain(answers_of(request), initial=page.first_answers, people=found.may_move)
    if form.is_valid():
        try:
            count = return_commands.meet_again(
                case_ids=form.cleaned_data["people"], worker_id=found.worker_id, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            people = plural(count, "person is", "people are")
            messages.success(request, f"{people} met at the surgery next time. A notice to each waits to be given.")
            return redirect(request.get_full_path())
    return show(request, "in_person/meet_again.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.QUEUE_IN_PERSON)
def meeting(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Put somebody in the queue, build up what they bring, or take them out."""
    today = clock.local_date(request.now)
    page = MeetingPage(queries.meeting(client_id, viewer=request.actor, on=today), today)
    asked = {name: kind(_sent(request, name)) for name, kind in FORMS.items() if page.waits == (name != "queue")}
    form = next((one for one in asked.values() if one.is_bound), next(iter(asked.values())))
    if form.is_valid():
        try:
            done = _act(request, form, client_id=client_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("in_person:meeting", client_id)
    return show(request, "in_person/meeting.jinja", page=page, form=form, asked=asked)


@require_safe
@needs(Permission.QUEUE_IN_PERSON)
def sheet(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show what somebody brings to the meeting, to be printed and handed to them."""
    today = clock.local_date(request.now)
    found = queries.meeting(client_id, viewer=request.actor, on=today)
    return show(request, "in_person/sheet.jinja", page=MeetingPage(found, today))


def _worker_asked_for(request: StaffRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("worker", ""))
    except ValueError:
        return None


FORMS: dict[str, type[Form]] = {"queue": forms.QueueInPerson, "prepare": forms.Prepare, "leave": forms.LeaveQueue}


def _sent(request: StaffRequest, name: str) -> object:
    """Give what was sent if it was this form's, by the name of its button; without one, the first form's."""
    if request.method != "POST":
        return None
    named = [button for button in FORMS if button in request.POST]
    return request.POST if name in named or (not named and name != "leave") else None


def _act(request: StaffRequest, form: Form, *, client_id: UUID) -> str:
    answers, by, at = form.cleaned_data, request.actor, request.now
    if isinstance(form, forms.QueueInPerson):
        commands.queue_in_person(client_id=client_id, topics=answers["topics"], need=answers["need"], by=by, at=at)
        return "In the queue. When they can be seen they stand there with their waiting time"
    if isinstance(form, forms.Prepare):
        commands.prepare_meeting(client_id=client_id, aspect=answers["aspect"], words=answers["words"], by=by, at=at)
        return "Noted for the meeting"
    commands.leave_queue(client_id=client_id, why=answers["why"], by=by, at=at)
    return "They no longer wait"
