"""The doors: what leans on a service before it is closed, what a closing did, what is on hold, what can restart."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.core.paging import wanted_page
from throughline.directory.kinds import Status
from throughline.holds import closing_commands, commands, forms, presenters, queries, rules
from throughline.holds.models import NOTHING_FOUND
from throughline.holds.queries import ToHold
from throughline.holds.stand_ins import StandIn, title_of
from throughline.nhsuk.pages import answers_of, show
from throughline.nhsuk.words import plural

REVIEW_DAYS = 28
"""When we look again, unless the link worker chooses another day (SET11)."""


@require_http_methods(["GET", "POST"])
@needs(Permission.HOLD_PLANS)
def stop(request: StaffRequest, service_id: UUID) -> HttpResponseBase:
    """Show what leans on a service, ask what they do meanwhile, and hold it all in one act."""
    leaned = queries.leaned_on(service_id, viewer=request.actor)
    page, told = presenters.StopPage(leaned), _as_told(request, leaned.stand_ins)
    # What the directory's page was told comes on as it was sent there, before anybody asked for a meanwhile.
    asks = request.method == "POST" and ("meanwhile" in request.POST or not leaned.people)
    nobody = {} if leaned.people else {"meanwhile": NOTHING_FOUND}
    form = forms.Stop({**told, **nobody} if asks else None, initial=told)
    if form.is_valid():
        try:
            done = closing_commands.report_stopped(
                service_id=service_id, report=form.cleaned_data["report"], told=form.told(Status.UNKNOWN),
                meanwhile=form.cleaned_data["meanwhile"], by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Kept. Every provider sees it")
            return redirect("holds:closing", done.id) if done else redirect("directory:service", service_id)
    return show(request, "holds/stop.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.HOLD_PLANS)
def closing(request: StaffRequest, closing_id: UUID) -> HttpResponseBase:
    """Show what a closing did; undo it within the hour, or say for all of them what they do meanwhile."""
    found = queries.closing(closing_id, viewer=request.actor, at=request.now)
    undoes = "undo" in request.POST
    form = forms.Meanwhile(None if undoes else _answers(request, found.stand_ins))
    if undoes or form.is_valid():
        try:
            done = _act_on_closing(request, closing_id, form=None if undoes else form)
        except Refused as refusal:
            form.add_error(None, str(refusal)) if form.is_bound else messages.error(request, str(refusal))
        else:
            messages.success(request, done)
            return redirect("holds:closing", closing_id)
    return show(request, "holds/closing.jinja", page=presenters.ClosingWords(found), form=form)


@require_safe
@needs(Permission.HOLD_PLANS)
def on_hold(request: StaffRequest) -> HttpResponse:
    """Show what is on hold, the first to be looked at again at the top."""
    found = queries.on_hold(viewer=request.actor, number=wanted_page(request.GET.get("page")))
    return show(request, "holds/on_hold.jinja", page=presenters.OnHoldPage(found, clock.local_date(request.now)))


@require_http_methods(["GET", "POST"])
@needs(Permission.HOLD_PLANS)
def restart_list(request: StaffRequest) -> HttpResponseBase:
    """Show what could go on again; each row goes on, waits, or is let go in one press."""
    if request.method == "POST":
        try:
            messages.success(request, _act_on_row(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("holds:restart_list")
    today = clock.local_date(request.now)
    found = queries.to_restart(viewer=request.actor, on=today, number=wanted_page(request.GET.get("page")))
    return show(request, "holds/restart_list.jinja", page=presenters.RestartPage(found))


@require_http_methods(["GET", "POST"])
@needs(Permission.HOLD_PLANS)
def hold(request: StaffRequest, hold_id: UUID) -> HttpResponseBase:
    """Show one hold, and look at it again."""
    found = queries.hold(hold_id, viewer=request.actor)
    pressed = next((name for name in presenters.PRESSED if name in request.POST), None)
    if pressed:
        messages.success(request, _press(request, pressed, hold_id))
        return redirect("holds:hold", hold_id)
    today = clock.local_date(request.now)
    form = forms.LookAgain(
        _answers(request, found.stand_ins),
        meanwhile=found.row.meanwhile,
        review_on=rules.review_on(today, days=REVIEW_DAYS),
    )
    if form.is_valid():
        try:
            commands.look_again(hold_id=hold_id, **form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Kept")
            return redirect("holds:hold", hold_id)
    return show(request, "holds/hold.jinja", page=presenters.HoldPage(found), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.HOLD_PLANS)
def hold_referral(request: StaffRequest, onward_id: UUID) -> HttpResponseBase:
    """Put an onward referral on hold."""
    return _put_on_hold(request, queries.referral_to_hold(onward_id, viewer=request.actor), onward_id=onward_id)


@require_http_methods(["GET", "POST"])
@needs(Permission.HOLD_PLANS)
def hold_goal(request: StaffRequest, goal_id: UUID) -> HttpResponseBase:
    """Put a goal on hold."""
    return _put_on_hold(request, queries.goal_to_hold(goal_id, viewer=request.actor), goal_id=goal_id)


def _put_on_hold(request: StaffRequest, found: ToHold, **plan: UUID) -> HttpResponseBase:
    if found.hold_id:
        return redirect("holds:hold", found.hold_id)
    today = clock.local_date(request.now)
    again = rules.review_on(today, days=REVIEW_DAYS)
    form = forms.PutOnHold(_answers(request, found.stand_ins), initial={"review_on": again})
    if form.is_valid():
        try:
            made = commands.put_on_hold(holding=form.holding, **plan, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "On hold. A notice to them waits to be given")
            return redirect("holds:hold", made.id)
    return show(request, "holds/put_on_hold.jinja", page=presenters.ToHoldPage(found), form=form)


def _act_on_closing(request: StaffRequest, closing_id: UUID, *, form: forms.Meanwhile | None) -> str:
    by, at = request.actor, request.now
    if form is None:
        left = closing_commands.undo_closing(closing_id=closing_id, by=by, at=at)
        kept = f". {plural(len(left), 'person', 'people')} changed since stay as they are now" if left else ""
        return f"Undone: everything is as it was{kept}"
    count = closing_commands.say_meanwhile(
        closing_id=closing_id, meanwhile=form.cleaned_data["meanwhile"], by=by, at=at
    )
    return f"Kept for {plural(count, 'plan')}"


def _act_on_row(request: StaffRequest) -> str:
    pressed = next((name for name in presenters.PRESSED if name in request.POST), "")
    try:
        hold_id = UUID(request.POST.get(pressed, ""))
    except ValueError as error:
        raise Refused("Press one of the buttons of a row.") from error
    return _press(request, pressed, hold_id)


def _press(request: StaffRequest, pressed: str, hold_id: UUID) -> str:
    by, at = request.actor, request.now
    if pressed == "restart":
        commands.restart(hold_ids=[hold_id], by=by, at=at)
        return "It goes on. A notice to them waits to be given"
    if pressed == "not_now":
        commands.say_not_now(hold_id=hold_id, by=by, at=at)
        return "Not now. They stay on the list, and are asked again"
    commands.let_go(hold_id=hold_id, words="Does not want to go back", by=by, at=at)
    return "Kept: they do not want to go back"


def _as_told(request: StaffRequest, stand_ins: Iterable[StandIn]) -> dict[str, str]:
    """Give what was told, here or on the directory's page."""
    told = _answers(request, stand_ins) or request.GET
    return {name: told.get(name, "") for name in (*forms.Stop.base_fields, "take") if name in told}


def _answers(request: StaffRequest, stand_ins: Iterable[StandIn]) -> QueryDict | None:
    """Give what was sent; where a method was taken, its title is the meanwhile."""
    sent = answers_of(request)
    title = title_of(sent.get("take", ""), stand_ins) if sent and "take" in sent else None
    if sent is None or title is None:
        return sent
    taken = sent.copy()
    taken["meanwhile"] = title
    del taken["take"]
    return taken
