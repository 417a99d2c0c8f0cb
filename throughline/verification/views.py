"""The doors: the call round, one call, making a link, and the page that a service's link opens."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs, open_to_all
from throughline.access.permissions import Permission
from throughline.accounts.scopes import acting_as
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.directory import queries as directory
from throughline.directory.kinds import How
from throughline.nhsuk.pages import answers_of, show
from throughline.nhsuk.words import long_date
from throughline.verification import commands, forms, link_commands, queries, rules
from throughline.verification.presenters import AskedPage, CallPage, LinkPage, RoundPage


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT_STATUS)
def call_round(request: StaffRequest) -> HttpResponse:
    """Show this week's call round, and give out the next call."""
    if request.method == "POST":
        return _on_to(request, commands.take_next(by=request.actor, at=request.now))
    today = clock.local_date(request.now)
    found = queries.call_round(viewer=request.actor, on=today)
    page = RoundPage(found, today, has_turn=queries.my_turn(viewer=request.actor) is not None)
    return show(request, "verification/round.jinja", page=page)


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT_STATUS)
def call(request: StaffRequest, turn_id: UUID) -> HttpResponse:
    """Ring one service: what to say, and what they said. The next comes by itself."""
    try:
        found = queries.to_ring(turn_id, viewer=request.actor, at=request.now)
    except NotFound:
        messages.info(request, "That call is finished, or somebody else has taken it over.")
        return redirect("verification:round")
    if "no_answer" in request.POST:
        messages.success(request, f"{found.name}: nobody answered. It comes again on another day")
        return _on_to(request, commands.note_unanswered(turn_id=turn_id, by=request.actor, at=request.now))
    if "stop" in request.POST:
        commands.give_back(turn_id=turn_id, by=request.actor, at=request.now)
        messages.success(request, f"{found.name} is given back")
        return redirect("verification:round")
    page = CallPage(found, clock.local_date(request.now))
    form = forms.SayWays(answers_of(request), ways=found.ways)
    if form.is_valid():
        said = form.said(how=How.PHONE)
        try:
            following = commands.note_verified(turn_id=turn_id, said=said, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, page.kept(said))
            return _on_to(request, following)
    return show(request, "verification/call.jinja", page=page, form=form)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT_STATUS)
def link(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """Make a link by which a service says for itself how it is."""
    address, problem = "", ""
    if request.method == "POST":
        try:
            token = link_commands.make_link(service_id=service_id, by=request.actor, at=request.now)
        except Refused as refusal:
            problem = str(refusal)
        else:
            address = request.build_absolute_uri(reverse("verification:answer", args=[token]))
    page = LinkPage(
        name=directory.service(service_id).name, service_href=reverse("directory:service", args=[service_id]),
        address=address, last_day=long_date(rules.last_day(clock.local_date(request.now))),
    )  # fmt: skip
    return show(request, "verification/link.jinja", page=page, problem=problem)


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all
def answer(request: StaffRequest, token: str) -> HttpResponse:
    """Let a service that was given a link say how it is, without an account."""
    by = Actor.system("a linked service answers by its link")
    with acting_as(by):
        try:
            asked = link_commands.open_link(token=token, by=by, at=request.now)
            form = forms.SayWays(answers_of(request), ways=asked.ways, not_said="I cannot say")
            if form.is_valid():
                link_commands.answer_link(token=token, said=form.said(how=How.LINK), by=by, at=request.now)
                return show(request, "verification/thanks.jinja", name=asked.name)
        except Refused as refusal:
            return show(request, "verification/no_link.jinja", reason=str(refusal), status=410)
    return show(request, "verification/answer.jinja", page=AskedPage(asked), form=form)


def _on_to(request: StaffRequest, turn_id: UUID | None) -> HttpResponse:
    if turn_id is None:
        messages.info(request, "There is nothing left to ring now.")
        return redirect("verification:round")
    return redirect("verification:call", turn_id)
