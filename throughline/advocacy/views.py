"""The doors of advocacy: note what was done in somebody's name, and what came of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.advocacy import commands, forms, queries
from throughline.advocacy.presenters import NotePage, OneAct
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import answers_of, show


@require_http_methods(["GET", "POST"])
@needs(Permission.ACT_FOR_CLIENT)
def speak_for(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Note what was done in a client's name, with their authority."""
    found = queries.spoken_for(client_id, viewer=request.actor)
    form = forms.NoteAct(
        answers_of(request), today=clock.local_date(request.now), authorities=found.authorities
    )  # fmt: skip
    if form.is_valid():
        try:
            commands.note_act(form.acting, client_id=client_id, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Noted, with their authority")
            return redirect("desk:help", client_id)
    return show(request, "advocacy/speak_for.jinja", page=NotePage(found), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.ACT_FOR_CLIENT)
def act(request: StaffRequest, act_id: UUID) -> HttpResponse:
    """Show one act, and note what came of it."""
    page = OneAct(queries.act_page(act_id, viewer=request.actor))
    form = forms.Result(answers_of(request))
    if form.is_valid():
        try:
            commands.note_result(act_id=act_id, words=form.cleaned_data["words"], by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Noted")
            return redirect("advocacy:act", act_id)
    return show(request, "advocacy/act.jinja", page=page, form=form)
