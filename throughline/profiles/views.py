"""The doors of profiles: see them, answer them, print how somebody likes to be helped, and who is vulnerable."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.clients.queries import named
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.drafts import commands as drafts
from throughline.drafts.queries import draft_of
from throughline.nhsuk.pages import answers_of, show
from throughline.profiles import commands, forms, queries
from throughline.profiles.models import ProfileKind
from throughline.profiles.presenters import AccessPage, ChangePage, SheetPage, VulnerabilityPage


@require_safe
@needs(Permission.VIEW_CLIENT)
def access(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show how somebody can be reached and helped, having written down who looked; as at a day, where one is asked."""
    found = commands.open_profiles(client_id=client_id, by=request.actor, at=request.now)
    asked = forms.AsAt(request.GET or None)
    on = asked.cleaned_data["on"] if asked.is_valid() else None
    page = AccessPage.of(found, viewer=request.actor, today=clock.local_date(request.now), on=on)
    return show(request, "profiles/access.jinja", page=page, form=asked)


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PROFILE)
def change(request: StaffRequest, client_id: UUID, about: ProfileKind) -> HttpResponse:
    """Ask the questions; keep what was answered, part-done too."""
    found = queries.profiles_of(client_id, viewer=request.actor)
    page, latest = ChangePage.of(found, about), found.history(about)[0]
    key = page.draft_page
    if request.method == "GET":
        draft = draft_of(key, viewer=request.actor)
        form = forms.opened(
            about, version_id=latest.version_id, answers=latest.answers, draft=draft.fields if draft else None
        )
        return _show_change(request, page, form, kept=draft is not None)
    if "start_afresh" in request.POST:
        drafts.discard(page=key, by=request.actor)
        return redirect(page.here)
    form = forms.ProfileForm(request.POST, about=about)
    if form.is_valid():
        try:
            commands.record_profile(
                client_id=client_id, about=about, answers=form.answers, seen=form.cleaned_data["seen"],
                by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.having_seen(latest.version_id).add_error(None, str(refusal))
        else:
            messages.success(request, page.saved)
            return redirect("profiles:access", client_id)
    return _show_change(request, page, form, kept=False)


@require_safe
@needs(Permission.VIEW_CLIENT)
def sheet(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show how somebody likes to be helped, to be printed and given to them or to who takes over."""
    found = commands.open_profiles(client_id=client_id, by=request.actor, at=request.now)
    return show(request, "profiles/sheet.jinja", page=SheetPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PROFILE)
def start(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Record that somebody is clinically vulnerable, or shields."""
    page = VulnerabilityPage(named(client_id, viewer=request.actor))
    form = forms.StartVulnerability(answers_of(request), today=clock.local_date(request.now))
    if form.is_valid():
        try:
            commands.start_vulnerability(client_id=client_id, by=request.actor, at=request.now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Recorded. It stands until somebody confirms that it has ended")
            return redirect(page.back_href)
    return show(request, "profiles/start_vulnerability.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_PROFILE)
def review(request: StaffRequest, vulnerability_id: UUID) -> HttpResponse:
    """Ask whether a status still stands; only what a person answers here ends it."""
    found = queries.vulnerability(vulnerability_id, viewer=request.actor)
    page = VulnerabilityPage(found.who, found.status)
    form = forms.ReviewVulnerability(answers_of(request), today=clock.local_date(request.now))
    if form.is_valid():
        answers = form.cleaned_data
        try:
            if answers["stands"]:
                commands.review_vulnerability(
                    vulnerability_id=vulnerability_id, next_on=answers["next_on"], by=request.actor, at=request.now
                )
            else:
                commands.end_vulnerability(
                    vulnerability_id=vulnerability_id, ended_on=answers["ended_on"], note=answers["note"],
                    by=request.actor, at=request.now,
                )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Recorded")
            return redirect(page.back_href)
    return show(request, "profiles/review_vulnerability.jinja", page=page, form=form)


def _show_change(request: StaffRequest, page: ChangePage, form: forms.ProfileForm, *, kept: bool) -> HttpResponse:
    return show(
        request, "profiles/change.jinja", page=page, form=form, kept=kept,
        ticket=drafts.ticket(writer=request.actor, page=page.draft_page),
        draft_href=reverse("desk:keep_draft", args=[page.draft_page]),
    )  # fmt: skip
