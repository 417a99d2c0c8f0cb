"""One link worker: where they work (R3) and what they are good at (R10)."""

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
from throughline.nhsuk.pages import answers_of, show
from throughline.nhsuk.words import short_date
from throughline.office import worker_commands, worker_queries
from throughline.office.forms import workers as forms
from throughline.office.presenters.workers import WorkerPage


@require_safe
@needs(Permission.KEEP_TEAM)
def worker(request: StaffRequest, worker_id: UUID) -> HttpResponse:
    """Show which surgeries a link worker is attached to, and what they speak and know."""
    return show(request, "office/worker.jinja", page=_page(request, worker_id))


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_TEAM)
def attach(request: StaffRequest, worker_id: UUID) -> HttpResponse:
    """Attach a link worker to a surgery from a day on."""
    page = _page(request, worker_id)
    form = forms.Attach(answers_of(request), surgeries=page.page.surgeries)
    if form.is_valid():
        from_on = form.cleaned_data["from_on"]
        try:
            worker_commands.attach_worker(
                worker_id=worker_id, surgery_id=UUID(form.cleaned_data["surgery"]), from_on=from_on,
                by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{page.name} is attached from {short_date(from_on)}")
            return redirect(page.here)
    return show(request, "office/attach.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_TEAM)
def detach(request: StaffRequest, attachment_id: UUID) -> HttpResponse:
    """Give a link worker's time with a surgery its last day."""
    tie, found = worker_queries.tie(attachment_id, viewer=request.actor, on=clock.local_date(request.now))
    page, form = WorkerPage(found), forms.Detach(answers_of(request))
    if form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            worker_commands.detach_worker(
                attachment_id=attachment_id, last_day=last_day, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{short_date(last_day)} is the last day with {tie.surgery}")
            return redirect(page.here)
    return show(request, "office/detach.jinja", page=page, form=form, surgery=tie.surgery)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_TEAM)
def strengths(request: StaffRequest, worker_id: UUID) -> HttpResponse:
    """Say which languages a link worker speaks and what they know well."""
    page = _page(request, worker_id)
    form = forms.Strengths(answers_of(request), initial=page.first_strengths)
    if form.is_valid():
        worker_commands.change_strengths(worker_id=worker_id, **form.named, by=request.actor, at=request.now)
        messages.success(request, "Languages and skills are saved")
        return redirect(page.here)
    return show(request, "office/strengths.jinja", page=page, form=form)


def _page(request: StaffRequest, worker_id: UUID) -> WorkerPage:
    today = clock.local_date(request.now)
    return WorkerPage(worker_queries.worker(worker_id, viewer=request.actor, on=today))
