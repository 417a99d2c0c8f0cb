"""The doors of endings: who is near the end, the policies side by side, how one spell ended."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.endings import commands, forms, list_queries, queries
from throughline.endings.presenters import EndingPage, NearEndPage, PoliciesPage
from throughline.nhsuk import Form
from throughline.nhsuk.pages import answers_of, show


@require_safe
@needs(Permission.CLOSE_CASE)
def near_end(request: StaffRequest) -> HttpResponse:
    """List who is held open, who is near the end, and what was left open."""
    found = list_queries.near_end(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "endings/near_end.jinja", page=NearEndPage(found))


@require_safe
@needs(Permission.VIEW_POLICIES)
def policies(request: StaffRequest) -> HttpResponse:
    """Show every provider's discharge policy beside the others'."""
    found = list_queries.policies(viewer=request.actor, on=clock.local_date(request.now))
    page = PoliciesPage(found, has_lists=policy.permits(request.actor, Permission.VIEW_QUALITY))
    return show(request, "endings/policies.jinja", page=page)


@require_safe
@needs(Permission.VIEW_CLIENT)
def ending(request: StaffRequest, ended_case_id: UUID) -> HttpResponse:
    """Show how one spell ended, and whether they know."""
    page = _page(request, ended_case_id)
    return show(request, "endings/ending.jinja", page=page)


@require_http_methods(["GET", "POST"])
@needs(Permission.SEE_TO_NOTICES)
def told(request: StaffRequest, ended_case_id: UUID) -> HttpResponse:
    """Note how somebody was told that their time has ended."""
    form = forms.NoteTold(answers_of(request))
    return _note(
        request, ended_case_id, form, commands.note_ending_told, heading="They know now", press="They were told"
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.CLOSE_AGAINST_POLICY)
def settle(request: StaffRequest, ended_case_id: UUID) -> HttpResponse:
    """Say what was done about what somebody left open."""
    form = forms.SettleLeft(answers_of(request))
    heading = "See to what was left open"
    return _note(request, ended_case_id, form, commands.settle_left_open, heading=heading, press="It is seen to")


def _note(
    request: StaffRequest, case_id: UUID, form: Form, act: Callable[..., None], *, heading: str, press: str
) -> HttpResponse:
    page = _page(request, case_id)
    if form.is_valid():
        try:
            act(case_id=case_id, **form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Noted")
            return redirect("endings:ending", case_id)
    return show(request, "endings/note.jinja", page=page, form=form, heading=heading, press=press)


def _page(request: StaffRequest, case_id: UUID) -> EndingPage:
    found = queries.ending_of(case_id, viewer=request.actor)
    return EndingPage(found, may_settle=policy.permits(request.actor, Permission.CLOSE_AGAINST_POLICY))
