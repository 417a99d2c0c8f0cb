"""The doors of enquiries: ask something for somebody, say how it stands, and see what still waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
from throughline.enquiries import commands, forms, queries
from throughline.enquiries.presenters import AskPage, OneEnquiry, OpenPage
from throughline.nhsuk import Form
from throughline.nhsuk.pages import answers_of, show


@require_http_methods(["GET", "POST"])
@needs(Permission.ACT_FOR_CLIENT)
def ask(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Note a question asked for a client."""
    found = queries.asker(client_id, viewer=request.actor)
    form = forms.Ask(answers_of(request), today=clock.local_date(request.now), usual=found.usual)
    if form.is_valid():
        try:
            enquiry = commands.ask_on_behalf(form.asking, client_id=client_id, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Noted. You will be reminded to tell them how it stands, answer or not.")
            return redirect("enquiries:enquiry", enquiry.id)
    return show(request, "enquiries/ask.jinja", page=AskPage(found), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.ACT_FOR_CLIENT)
def enquiry(request: StaffRequest, enquiry_id: UUID) -> HttpResponse:
    """Show one question, and note what happened with it next."""
    page = OneEnquiry(queries.enquiry_page(enquiry_id, viewer=request.actor))
    asked = _asked(request, page)
    form = next((one for one in asked.values() if one.is_bound), None)
    if form is not None and form.is_valid():
        try:
            done = _act(request, form, enquiry_id=enquiry_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("enquiries:enquiry", enquiry_id)
    return show(request, "enquiries/enquiry.jinja", page=page, asked=asked, form=form)


@require_safe
@needs(Permission.ACT_FOR_CLIENT)
def open_enquiries(request: StaffRequest) -> HttpResponse:
    """Show the questions that are not closed."""
    found = queries.open_enquiries(viewer=request.actor, number=wanted_page(request.GET.get("page")))
    return show(request, "enquiries/open.jinja", page=OpenPage(found))


def _asked(request: StaffRequest, page: OneEnquiry) -> dict[str, Form]:
    """Give the forms that the question as it stands asks for; what was sent is the one's whose button was pressed."""
    today, found = clock.local_date(request.now), page.enquiry
    made: dict[str, tuple[bool, Callable[..., Form]]] = {
        "waiting": (found.waits, partial(forms.StillWaiting, today=today)),
        "answered": (found.waits, partial(forms.Answer, today=today)),
        "chase": (found.waits, partial(forms.Chase, today=today)),
        "pass_on": (found.waits, forms.PassOn),
        "not_wanted": (found.waits, forms.NotWanted),
        "tell": (found.is_to_be_told, partial(forms.Tell, today=today)),
        "close": (found.told_on is not None and not found.is_closed, forms.Close),
    }
    return {
        name: form(request.POST if name in request.POST else None, auto_id=f"{name}_%s")
        for name, (is_asked, form) in made.items() if is_asked
    }  # fmt: skip


def _act(request: StaffRequest, form: Form, *, enquiry_id: UUID) -> str:
    by, at, told = request.actor, request.now, form.cleaned_data
    if isinstance(form, forms.StillWaiting):
        commands.tell_client(enquiry_id=enquiry_id, on=form.day, words=told["words"], by=by, at=at)
        return "Noted that they know we are still waiting. You will be reminded again."
    if isinstance(form, forms.Answer):
        commands.note_answer(enquiry_id=enquiry_id, answer=told["answer"], on=form.day, by=by, at=at)
        return "Noted. Tell them by the end of the next working day."
    if isinstance(form, forms.Tell):
        commands.tell_client(
            enquiry_id=enquiry_id, on=form.day, words=told["words"], closes=told["closes"], by=by, at=at
        )
        return "Noted that they know"
    if isinstance(form, forms.Chase):
        commands.chase_enquiry(enquiry_id=enquiry_id, on=form.day, words=told["words"], by=by, at=at)
        return "Noted that it was asked again"
    if isinstance(form, forms.PassOn):
        commands.pass_enquiry_to_manager(enquiry_id=enquiry_id, words=told["words"], by=by, at=at)
        return "Passed to whoever oversees the team. Go on telling them how it stands."
    not_wanted = isinstance(form, forms.NotWanted)
    commands.close_enquiry(
        enquiry_id=enquiry_id, not_wanted=not_wanted, words=told.get("words", ""), by=by, at=at
    )  # fmt: skip
    return "Closed"
