"""The doors: the directory, one service, and saying whether it runs."""

from __future__ import annotations

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
from throughline.core.paging import wanted_page
from throughline.directory import commands, forms, listing_commands, queries
from throughline.directory.kinds import Report, Status
from throughline.directory.presenters import ServicePage, ServicesPage, WayPage
from throughline.nhsuk.pages import answers_of, show

STOPS = (Report.BY_PHONE, Report.PAUSED, Report.CLOSED)
"""Reports after which plans may no longer go on as they are."""


@require_safe
@needs(Permission.VIEW_DIRECTORY)
def services(request: StaffRequest) -> HttpResponse:
    """Look for a service by words, what it is for, way of joining, wait and status."""
    form = forms.Look(request.GET)
    found = queries.services_found(form.wanted, page=wanted_page(request.GET.get("page")))
    today = clock.local_date(request.now)
    page = ServicesPage(
        found, asked={name: request.GET.get(name, "") for name in form.fields}, today=today,
        after=queries.stale_after(viewer=request.actor, on=today),
        may_add=policy.permits(request.actor, Permission.KEEP_DIRECTORY),
    )  # fmt: skip
    return show(request, "directory/services.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_DIRECTORY)
def service(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """Show a service with every way of joining it, and take a report that it changed."""
    page, form = _page(request, service_id), forms.ReportChange(answers_of(request))
    if form.is_valid():
        told = form.told(Status.UNKNOWN)
        report = form.cleaned_data["report"]
        if report in STOPS and policy.permits(request.actor, Permission.HOLD_PLANS):
            # First it is shown what leans on it: the same answers go on to the page that asks what people do meanwhile.
            return redirect("holds:stop", service_id, preserve_request=True)
        try:
            commands.report_change(
                service_id=service_id, report=report, told=told, by=request.actor, at=request.now
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Kept: {report.label.lower()}. Every provider sees it")
            return redirect(page.here)
    return show(request, "directory/service.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_DIRECTORY)
def add(request: StaffRequest) -> HttpResponse:
    """Add a service with its ways of joining."""
    form = forms.AddService(answers_of(request))
    if form.is_valid():
        try:
            added = listing_commands.list_service(
                offered_by=form.cleaned_data["organisation"], described=form.described, modes=form.modes_chosen,
                observed=form.first_told, place=form.place_told, by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{added.name} is in the directory")
            return redirect("directory:service", added.id)
    return show(request, "directory/add.jinja", form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_DIRECTORY)
def change(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """Change what the directory says of a service."""
    page = _page(request, service_id)
    form = forms.Describe(answers_of(request), initial=forms.as_told(page.service))
    if form.is_valid():
        try:
            commands.change_service(service_id=service_id, described=form.described, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "What the directory says of it is changed")
            return redirect(page.here)
    return show(request, "directory/change.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT_STATUS)
def add_way(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """Add ways of joining a service."""
    page, form = _page(request, service_id), forms.Joining(answers_of(request))
    if form.is_valid():
        try:
            listing_commands.add_ways(
                service_id=service_id, modes=form.modes_chosen, observed=form.first_told, place=form.place_told,
                by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Added")
            return redirect(page.here)
    return show(request, "directory/add_way.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT_STATUS)
def way(request: StaffRequest, way_id: UUID) -> HttpResponse:
    """Say exactly how one way of joining is, who said so and when."""
    page = WayPage(*queries.way_with_service(way_id))
    form = forms.SayStatus(answers_of(request), initial={"observed_on": clock.local_date(request.now)})
    if form.is_valid():
        try:
            commands.observe(
                way_id=way_id, observed=form.observed(at=request.now), by=request.actor, at=request.now
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, page.kept(form.cleaned_data["status"]))
            return redirect(page.back_href)
    return show(request, "directory/way.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_DIRECTORY)
def needs_of_way(request: StaffRequest, way_id: UUID) -> HttpResponse:
    """Say what one needs for a way of joining."""
    page = WayPage(*queries.way_with_service(way_id))
    form = forms.Needed(answers_of(request), initial=forms.needs_as_told(page.way.needs))
    if form.is_valid():
        commands.change_needs(way_id=way_id, needs=form.needs, by=request.actor, at=request.now)
        messages.success(request, "What one needs is kept")
        return redirect(page.back_href)
    return show(request, "directory/needs.jinja", page=page, form=form)


def _page(request: StaffRequest, service_id: UUID) -> ServicePage:
    today = clock.local_date(request.now)
    return ServicePage(
        service=queries.service(service_id), ways=queries.ways_of([service_id]).get(service_id, []),
        history=queries.history_of(service_id), today=today,
        after=queries.stale_after(viewer=request.actor, on=today),
        may_report=policy.permits(request.actor, Permission.REPORT_STATUS),
        may_keep=policy.permits(request.actor, Permission.KEEP_DIRECTORY),
    )  # fmt: skip
