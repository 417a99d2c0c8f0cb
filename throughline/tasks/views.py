"""The doors of tasks: somebody called, what there is to do, what is late, and a surgery's message."""

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
from throughline.core.paging import wanted_page
from throughline.nhsuk.pages import answers_of, show
from throughline.tasks import caller_queries, commands, forms, presenters, queries


@require_http_methods(["GET", "POST"])
@needs(Permission.TAKE_CALL)
def called(request: StaffRequest) -> HttpResponse:
    """Find who called. The search is sent, never put in the address: addresses are kept in logs."""
    form, found, today = forms.FindCaller(answers_of(request)), None, clock.local_date(request.now)
    if form.is_valid():
        try:
            found = caller_queries.people_called(form.cleaned_data["who"], on=today, viewer=request.actor)
        except Refused as refusal:
            form.add_error("who", str(refusal))
    return show(request, "tasks/called.jinja", form=form, page=presenters.FoundPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.TAKE_CALL)
def client_called(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show at once what a caller can be told, and note the call."""
    found = caller_queries.caller(client_id, viewer=request.actor, at=request.now)
    form = forms.NoteCall(answers_of(request), at=request.now)
    page = presenters.CallerPage(found)
    if form.is_valid():
        try:
            task = commands.note_call(form.call, client_id=client_id, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, presenters.noted(task, name=found.who.name))
            return redirect("desk:home")
    return show(request, "tasks/client_called.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.TAKE_CALL)
def unknown_called(request: StaffRequest) -> HttpResponse:
    """Note a call of somebody who is not found, so that it is not lost."""
    colleagues = queries.colleagues(viewer=request.actor)
    form = forms.NoteUnknownCaller(answers_of(request), colleagues=colleagues, at=request.now)
    if form.is_valid():
        try:
            task = commands.note_unknown_caller(
                form.call, worker_id=form.worker_id, by=request.actor, at=request.now
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, presenters.noted(task, name=task.caller_name or "the caller"))
            return redirect("desk:home")
    return show(request, "tasks/unknown_called.jinja", form=form)


@require_safe
@needs(Permission.TAKE_CALL)
def to_do(request: StaffRequest) -> HttpResponse:
    """Show what the viewer has to do, and what they do for colleagues who are away."""
    rows = queries.tasks_of(viewer=request.actor, at=request.now)
    return show(request, "tasks/to_do.jinja", page=presenters.ToDoPage.of(rows, viewer=request.actor))


@require_http_methods(["GET", "POST"])
@needs(Permission.TAKE_CALL)
def task(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Show one task; mark it as done, or pass it on."""
    found = queries.task_page(task_id, viewer=request.actor, at=request.now)
    passing = "worker" in request.POST
    answering = forms.AnswerTask(None if passing else answers_of(request))
    pass_on = forms.PassOn(answers_of(request) if passing else None, colleagues=found.colleagues)
    form = pass_on if passing else answering
    if form.is_valid():
        try:
            if passing:
                commands.pass_on_task(
                    task_id=task_id, worker_id=pass_on.worker_id, by=request.actor, at=request.now
                )  # fmt: skip
            else:
                commands.answer_task(
                    task_id=task_id, answer=form.cleaned_data["answer"], by=request.actor, at=request.now
                )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Passed on" if passing else "Done")
            return redirect("tasks:to_do")
    return show(
        request, "tasks/task.jinja", page=presenters.OneTask(found), form=form, answering=answering, pass_on=pass_on
    )


@require_safe
@needs(Permission.VIEW_LATE_REPLIES)
def late(request: StaffRequest) -> HttpResponse:
    """Show who waits too long for a reply, and what nobody has yet."""
    found = queries.late_tasks(viewer=request.actor, at=request.now, number=wanted_page(request.GET.get("page")))
    return show(request, "tasks/late.jinja", page=presenters.LatePage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.LEAVE_MESSAGE)
def message(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Leave a message for the link worker of a patient whom this surgery referred."""
    found = queries.patient_of(referral_id, viewer=request.actor)
    form = forms.LeaveMessage(answers_of(request))
    if form.is_valid():
        commands.leave_message(
            referral_id=referral_id, words=form.cleaned_data["words"], by=request.actor, at=request.now
        )  # fmt: skip
        messages.success(request, "Message left. The link worker replies to the patient, not to the surgery.")
        return redirect("referrals:sheet", referral_id)
    return show(request, "tasks/message.jinja", page=found, form=form)
