"""The organisations that the service works with, and how they are tied (R1)."""

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
from throughline.nhsuk.words import sentence, short_date
from throughline.office import organisation_commands, organisation_queries
from throughline.office.forms import organisations as forms
from throughline.office.organisation_queries import Directory
from throughline.office.presenters.organisations import OrganisationPage, OrganisationsPage, RelatePage


@require_safe
@needs(Permission.KEEP_ORGANISATIONS)
def organisations(request: StaffRequest) -> HttpResponse:
    """List the organisations that the service works with, and how they are tied."""
    return show(request, "office/organisations.jinja", page=OrganisationsPage(_directory(request)))


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_ORGANISATIONS)
def add_organisation(request: StaffRequest) -> HttpResponse:
    """Add an organisation."""
    form = forms.AddOrganisation(
        answers_of(request), commissioners=OrganisationsPage(_directory(request)).commissioners
    )
    if form.is_valid():
        try:
            added = organisation_commands.add_organisation(**form.answers, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{added.name} is added")
            return redirect("office:organisation", added.id)
    return show(request, "office/add_organisation.jinja", form=form)


@require_safe
@needs(Permission.KEEP_ORGANISATIONS)
def organisation(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    """Show an organisation with its relations, and what they were before."""
    return show(request, "office/organisation.jinja", page=_page(request, organisation_id))


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_ORGANISATIONS)
def relate(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    """Tie an organisation to another from a day on."""
    page = _page(request, organisation_id)
    choices = RelatePage(page.sheet, _directory(request))
    form = forms.Relate(answers_of(request), sayings=choices.sayings, others=choices.others)
    if form.is_valid():
        ends = choices.ends(form.cleaned_data["says"], UUID(form.cleaned_data["other"]))
        from_on = form.cleaned_data["from_on"]
        try:
            organisation_commands.add_relation(**ends, from_on=from_on, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The relation holds from {short_date(from_on)}")
            return redirect(page.here)
    return show(request, "office/relate.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_ORGANISATIONS)
def end_relation(request: StaffRequest, relation_id: UUID) -> HttpResponse:
    """Give a relation its last day."""
    source_id, source, tie = organisation_queries.tie(relation_id, viewer=request.actor)
    form = forms.LastDay(answers_of(request))
    if form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            organisation_commands.close_relation(
                relation_id=relation_id, last_day=last_day, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{short_date(last_day)} is the last day of it")
            return redirect("office:organisation", source_id)
    says = sentence(f"{source} {tie.says} {tie.other}")
    return show(request, "office/end_relation.jinja", form=form, says=says, since=tie.starts_on, source_id=source_id)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_ORGANISATIONS)
def close_organisation(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    """Give an organisation and all its relations their last day."""
    page, form = _page(request, organisation_id), forms.LastDay(answers_of(request))
    if form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            organisation_commands.wind_up_organisation(
                organisation_id=organisation_id, last_day=last_day, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{short_date(last_day)} is the last day of {page.name}")
            return redirect("office:organisations")
    return show(request, "office/close_organisation.jinja", page=page, form=form)


def _directory(request: StaffRequest) -> Directory:
    return organisation_queries.directory(viewer=request.actor, on=clock.local_date(request.now))


def _page(request: StaffRequest, organisation_id: UUID) -> OrganisationPage:
    today = clock.local_date(request.now)
    return OrganisationPage(organisation_queries.organisation(organisation_id, viewer=request.actor, on=today))
