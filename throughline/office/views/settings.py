"""The doors of the settings."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import NotFound, Refused
from throughline.nhsuk.pages import answers_of, show
from throughline.office import commands, queries
from throughline.office.forms import settings as forms
from throughline.office.presenters import settings as presenters


@require_safe
@needs(Permission.KEEP_SETTINGS)
def settings(request: StaffRequest) -> HttpResponse:
    """List the numbers the service runs by, and whether a disruption is on."""
    found = queries.office(provider_id=_own(request), viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "office/settings.jinja", page=presenters.SettingsPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_SETTINGS)
def setting(request: StaffRequest, setting: str) -> HttpResponse:
    """Show a number with its history, and change it from a day on, with a reason."""
    own, today = _own(request), clock.local_date(request.now)
    found = queries.setting(setting, provider_id=own, viewer=request.actor, on=today)
    form = forms.ChangeNumber(answers_of(request), number=found.number)
    if form.is_valid():
        try:
            commands.change_number(provider_id=own, name=setting, **form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{found.number.says} changes on {form.cleaned_data['from_on']:%-d %B %Y}")
            return redirect("office:setting", setting)
    return show(request, "office/setting.jinja", page=presenters.SettingPage(found), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_SETTINGS)
def conditions(request: StaffRequest) -> HttpResponse:
    """Show of which conditions one is needed, with the history, and change them from a day on, with a reason."""
    own = _own(request)
    found = queries.conditions(provider_id=own, viewer=request.actor, on=clock.local_date(request.now))
    page = presenters.ConditionsPage(found)
    form = forms.ChangeConditions(answers_of(request), initial=page.first_answers)
    if form.is_valid():
        try:
            commands.change_conditions(provider_id=own, **form.answers, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The conditions change on {form.cleaned_data['from_on']:%-d %B %Y}")
            return redirect("office:conditions")
    return show(request, "office/conditions.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_SETTINGS)
def discharge(request: StaffRequest) -> HttpResponse:
    """Show by which policy cases are closed, with the history, and change it from a day on, with a reason."""
    own = _own(request)
    found = queries.discharge(provider_id=own, viewer=request.actor, on=clock.local_date(request.now))
    form = forms.ChangeDischarge(answers_of(request))
    if form.is_valid():
        try:
            commands.change_discharge_policy(provider_id=own, **form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The policy changes on {form.cleaned_data['from_on']:%-d %B %Y}")
            return redirect("office:discharge")
    return show(request, "office/discharge.jinja", page=presenters.DischargePage(found), form=form)


def _own(request: StaffRequest) -> UUID:
    if request.actor.organisation_id is None:
        raise NotFound("belongs to no organisation")
    return request.actor.organisation_id
