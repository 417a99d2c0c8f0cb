"""The doors of viewings: the question, and who looked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core.decisions import Refused
from throughline.core.paging import wanted_page
from throughline.nhsuk.pages import answers_of, show
from throughline.viewings import commands, forms, queries
from throughline.viewings.presenters import LookedPage, WhyPage


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_CLIENT)
def why(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Ask why somebody opens a record that is not of their caseload, then let them in for the day."""
    page = WhyPage(queries.question(client_id, viewer=request.actor))
    form = forms.SayWhy(answers_of(request))
    if form.is_valid():
        try:
            commands.say_why(
                client_id=client_id,
                why=form.cleaned_data["why"],
                words=form.cleaned_data["words"],
                by=request.actor,
                at=request.now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(_onwards(request, client_id))
    return show(request, "viewings/why.jinja", page=page, form=form)


@require_safe
@needs(Permission.VIEW_WHO_LOOKED)
def looked(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """List who looked at a client's record, and why where they were asked."""
    found = queries.who_looked(client_id, viewer=request.actor, number=wanted_page(request.GET.get("page")))
    return show(request, "viewings/looked.jinja", page=LookedPage(found))


def _onwards(request: StaffRequest, client_id: UUID) -> str:
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.startswith("/") else reverse("desk:client", args=[client_id])
