"""The doors to putting a contact right, and to moving it to the person it was with."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.contacts import correction_commands, correction_queries
from throughline.contacts.forms.correcting import CorrectContact, MoveContact
from throughline.contacts.presenters.correcting import CorrectingPage
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import answers_of, show


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_CONTACT)
def correct(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """Put a contact right; what stood there is kept."""
    page = correction_queries.putting_right(contact_id, viewer=request.actor)
    form = CorrectContact(answers_of(request), page=page)
    if form.is_valid():
        try:
            correction_commands.correct_contact(
                contact_id=contact_id,
                replacement_id=form.cleaned_data["contact_id"],
                what=form.what,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Put right. What stood there before is kept below it. The next contact stands.")
            return redirect("desk:client", page.client.client_id)
    return show(request, "contacts/correct.jinja", page=CorrectingPage(page), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_CONTACT)
def move(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """Move a contact to the person it was with; both records say so."""
    page = correction_queries.putting_right(contact_id, viewer=request.actor)
    form = MoveContact(answers_of(request), page=page)
    if form.is_valid():
        try:
            correction_commands.move_contact(
                contact_id=contact_id,
                replacement_id=form.cleaned_data["contact_id"],
                to_case_id=form.to_case_id,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Moved. Both next contacts stand as they were: check that they still fit.")
            return redirect("desk:client", page.client.client_id)
    return show(request, "contacts/move.jinja", page=CorrectingPage(page), form=form)
