"""Finding a person. What is looked for is sent by POST and kept with the session, so that no name stands in an address
and the way back from a record leads to the same people."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline import nhsuk
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.clients.search_rules import LONGEST
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.core.paging import wanted_page
from throughline.desk import search_queries
from throughline.desk.search_presenters import SearchPage
from throughline.nhsuk.pages import show

KEPT = "looked for"


class Search(nhsuk.Form):
    """Whom to look for."""

    q = nhsuk.Text(
        label="Who are you looking for?",
        hint="A name, also misspelt; a date of birth like 1/5/1960; a postcode, a phone number or an NHS number."
        " Or two of these together",
        missing="Type a name, a date of birth, a postcode, a phone number or an NHS number",
        called="What you look for",
        max_length=LONGEST,
        autocomplete="off",
        width="two-thirds",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.FIND_CLIENT)
def search(request: StaffRequest) -> HttpResponse:
    """Show who was found, twenty at a time."""
    typed = str(request.POST.get("q", "")).strip()[: LONGEST + 1]
    if request.method == "POST" and typed:
        request.session[KEPT] = typed
        return redirect("desk:search")
    typed = "" if request.method == "POST" else str(request.session.get(KEPT, ""))
    form = Search({"q": typed} if typed or request.method == "POST" else None)
    today, number = clock.local_date(request.now), wanted_page(request.GET.get("page"))
    hits = None
    if form.is_valid():
        try:
            hits = search_queries.search(form.cleaned_data["q"], page=number, on=today, viewer=request.actor)
        except Refused as refusal:
            form.add_error("q", str(refusal))
    page = SearchPage.of(hits, typed=typed, number=number, viewer=request.actor, today=today)
    return show(request, "desk/search.jinja", page=page, form=form)
