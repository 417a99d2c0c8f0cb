"""The doors: find something for somebody, three ideas for who is open to them, and what is missing for a caseload.

What is looked for is sent by POST and kept with the session, so that nothing typed about a person stands in an address
and the way back from a service leads to the same list.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.clients import queries as clients
from throughline.core import clock
from throughline.core.paging import wanted_page
from throughline.nhsuk.pages import show
from throughline.suggestions import gap_queries, queries
from throughline.suggestions.forms import Find
from throughline.suggestions.gap_presenters import GapPage
from throughline.suggestions.presenters import FindPage
from throughline.suggestions.queries import Asked, FoundFor
from throughline.suggestions.rules import Why
from throughline.suggestions.searching import Slice

KEPT = "looked for somebody"


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_CLIENT)
def find(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Search for what somebody can use now, and show what is hidden on request."""
    form = Find(request.POST if request.method == "POST" else _kept(request, client_id))
    if request.method == "POST" and form.is_valid():
        clients.named(client_id, viewer=request.actor)
        answers = {name: request.POST.get(name, "") for name in form.fields}
        request.session[KEPT] = {"for": str(client_id), "asked": answers}
        return redirect("suggestions:find", client_id)
    asked = form.asked(_slice(request)) if form.is_valid() else Asked(wanted=_slice(request))
    found = queries.suggestions_for(client_id, asked, viewer=request.actor, at=request.now)
    return show(request, "suggestions/find.jinja", page=_page(found, request), form=form)


@require_safe
@needs(Permission.VIEW_CLIENT)
def ideas(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show three different things that fit somebody who is open to new ideas (S15)."""
    found = queries.ideas_for(client_id, viewer=request.actor, at=request.now)
    return show(request, "suggestions/ideas.jinja", page=_page(found, request))


@require_safe
@needs(Permission.VIEW_SILENT)
def gap(request: StaffRequest) -> HttpResponse:
    """Show whose needs nothing in the directory meets now, and which services could be asked (S13)."""
    found = gap_queries.gap(viewer=request.actor, on=clock.local_date(request.now))
    return show(request, "suggestions/gap.jinja", page=GapPage(found))


def _page(found: FoundFor, request: StaffRequest) -> FindPage:
    return FindPage(
        found,
        may_refer_on=found.someone.in_service and policy.permits(request.actor, Permission.REFER_ON),
        may_plan=found.someone.in_service and policy.permits(request.actor, Permission.RECORD_PLAN),
    )


def _kept(request: StaffRequest, client_id: UUID) -> dict[str, str]:
    """Give what was last looked for, if it was for this person."""
    kept = request.session.get(KEPT, {})
    return dict(kept["asked"]) if kept.get("for") == str(client_id) else {}


def _slice(request: StaffRequest) -> Slice:
    """Read which part of the list an address asks for."""
    asked = request.GET.get("hidden", "")
    known = {str(why.value): why for why in Why}
    return Slice(hidden=known.get(asked), page=wanted_page(request.GET.get("page")) or 1)
