"""The doors of contacts: record one, and close a case without one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.cases.models import Way
from throughline.clients.models import Answer
from throughline.contacts import commands, recording_queries
from throughline.contacts.forms.closing import CloseWithoutContact
from throughline.contacts.forms.recording import RecordContact
from throughline.contacts.presenters.recording import ClosingPage, RecordingPage, recorded
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.drafts import commands as drafts
from throughline.endings import commands as endings
from throughline.nhsuk.pages import answers_of, show, way_back

GUIDE_OFF = "call_guide_off"
A_YEAR = timedelta(days=365)


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_CONTACT)
def record(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Record a contact with the next one. What cannot be saved yet is kept as a draft."""
    page = recording_queries.recording(case_id, viewer=request.actor, at=request.now)
    if request.method == "GET":
        form = RecordContact.opened(page, at=request.now, writer_id=request.actor.user_id)
        return _show_record(request, page, form)
    if "start_afresh" in request.POST:
        drafts.discard(page=recording_queries.draft_page(case_id), by=request.actor)
        return redirect("contacts:record", case_id)
    if "guide" in request.POST:
        return _turn_guide(redirect("contacts:record", case_id), on=request.POST["guide"] == "on")
    form = RecordContact(request.POST, page=page, at=request.now)
    if form.is_valid():
        try:
            commands.record_contact(
                contact_id=form.cleaned_data["contact_id"],
                case_id=case_id,
                what=form.what,
                then=form.next,
                promise_seen=form.cleaned_data["promise_seen"],
                by=request.actor,
                at=request.now,
            )
        except Refused as refusal:
            form.having_seen().add_error(None, str(refusal))
        else:
            messages.success(request, recorded(page, form.next))
            return redirect(way_back(request, "desk:home"))
    kept = drafts.as_fields(request.POST)
    drafts.keep(page=recording_queries.draft_page(case_id), fields=kept, by=request.actor, at=request.now)
    return _show_record(request, page, form)


@require_http_methods(["GET", "POST"])
@needs(Permission.CLOSE_CASE)
def close(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Close a case for a reason that no conversation gave."""
    page = recording_queries.closing(case_id, viewer=request.actor, on=clock.local_date(request.now))
    if "told_rule" in request.POST:
        return _told_rule(request, case_id)
    form = CloseWithoutContact(answers_of(request), page=page, initial={"contact_again": Answer.NOT_ASKED})
    if "hold_open" in request.POST:
        if _held_open(request, case_id, form):
            return redirect("endings:near_end")
    elif form.is_valid():
        try:
            commands.close_without_contact(case_id=case_id, ending=form.ending, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Closed. {page.name}’s time in the service has ended.")
            return redirect("desk:client", page.client_id)
    words = ClosingPage(page, reverse("desk:client", args=[page.client_id]), reverse("contacts:record", args=[case_id]))
    return show(request, "contacts/close.jinja", page=words, form=form)


def _held_open(request: StaffRequest, case_id: UUID, form: CloseWithoutContact) -> bool:
    """Put them on the held-open list, with what was typed as the reason; say why not on the form."""
    try:
        form.is_valid()
        endings.hold_open(case_id=case_id, words=request.POST.get("note", ""), by=request.actor, at=request.now)
    except Refused as refusal:
        form.errors.clear()
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "They are on the held-open list, and are seen one by one when the policy ends")
    return True


def _told_rule(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Note that they were told by which rule their case may close from now on."""
    way = Way.POST if request.POST["told_rule"] == "post" else Way.PHONE
    try:
        endings.tell_of_rule(case_id=case_id, way=way, by=request.actor, at=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Noted: they know. Our own rule holds for them from now on.")
    return redirect("contacts:close", case_id)


def _turn_guide(response: HttpResponse, *, on: bool) -> HttpResponse:
    """Remember on this device, with nothing about anybody, whether the call guide is wanted (R30)."""
    if on:
        response.delete_cookie(GUIDE_OFF)
    else:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(GUIDE_OFF, "1", max_age=A_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response


def _show_record(request: StaffRequest, page: recording_queries.Recording, form: RecordContact) -> HttpResponse:
    key = recording_queries.draft_page(page.case_id)
    words = RecordingPage(
        page,
        client_href=reverse("desk:client", args=[page.client_id]),
        ticket=drafts.ticket(writer=request.actor, page=key),
        draft_href=reverse("desk:keep_draft", args=[key]),
        guide_on=request.COOKIES.get(GUIDE_OFF) != "1",
    )
    return show(request, "contacts/record.jinja", page=words, form=form)
