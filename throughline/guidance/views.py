"""The doors of guidance: read what holds, read any version, publish the next."""

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
from throughline.guidance import commands, queries
from throughline.guidance.forms import Publish
from throughline.guidance.presenters import CurrentPage, VersionPage
from throughline.nhsuk.pages import answers_of, show


@require_safe
@needs(Permission.VIEW_GUIDANCE)
def current(request: StaffRequest) -> HttpResponse:
    """Show what holds today, and every version there was."""
    may_keep = policy.permits(request.actor, Permission.KEEP_GUIDANCE)
    page = CurrentPage(queries.every_version(), today=clock.local_date(request.now), may_keep=may_keep)
    return show(request, "guidance/current.jinja", page=page)


@require_safe
@needs(Permission.VIEW_GUIDANCE)
def version(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """Show one version, marked if it is superseded."""
    page = VersionPage(queries.version(version_id), today=clock.local_date(request.now))
    return show(request, "guidance/version.jinja", page=page)


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_GUIDANCE)
def publish(request: StaffRequest) -> HttpResponse:
    """Publish the next version."""
    last = queries.current_guidance(on=clock.local_date(request.now))
    form = Publish(answers_of(request), initial={"area": last.area, "title": last.title} if last else {})
    if form.is_valid():
        try:
            made = commands.publish_guidance(form.words, **form.about, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Published as version {made.number}. Nobody is told from an older one any more.")
            return redirect("guidance:current")
    return show(request, "guidance/publish.jinja", form=form)
