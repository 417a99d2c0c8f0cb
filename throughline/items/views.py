"""The doors of items: give something, and say what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.items import commands, forms, queries
from throughline.items.presenters import GivePage, OneItem
from throughline.nhsuk import Form
from throughline.nhsuk.pages import answers_of, show


@require_http_methods(["GET", "POST"])
@needs(Permission.ACT_FOR_CLIENT)
def give(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Note what somebody is given, or what was asked for on their behalf."""
    found = queries.receiver(client_id, viewer=request.actor)
    form = forms.Give(
        answers_of(request), today=clock.local_date(request.now), suppliers=found.suppliers,
        initial={"kind": request.GET.get("kind", "")},
    )  # fmt: skip
    if form.is_valid():
        try:
            item = commands.give_item(form.giving, client_id=client_id, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Noted. You will be reminded to ask what became of it.")
            return redirect("items:item", item.id)
    return show(request, "items/give.jinja", page=GivePage(found), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.ACT_FOR_CLIENT)
def item(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Show one item, and note what happened with it next."""
    page = OneItem(queries.item_page(item_id, viewer=request.actor))
    asked = _asked(request, page)
    form = next((one for one in asked.values() if one.is_bound), None)
    if form is not None and form.is_valid():
        try:
            done = _act(request, form, item_id=item_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("items:item", item_id)
    return show(request, "items/item.jinja", page=page, asked=asked, form=form)


def _asked(request: StaffRequest, page: OneItem) -> dict[str, Form]:
    """Give the forms that the item as it stands asks for; what was sent belongs to the one whose button was pressed."""
    today, found = clock.local_date(request.now), page.item
    wanted: dict[str, bool] = {
        "arrived": page.waits_to_come, "on_its_way": page.to_be_supplied, "not_coming": page.waits_to_come,
        "became": page.to_tell, "talk": found.to_talk_about,
    }  # fmt: skip
    pressed = next((name for name, is_asked in wanted.items() if is_asked and name in request.POST), "")
    made: dict[str, Callable[..., Form]] = {
        "arrived": partial(forms.Arrived, today=today),
        "on_its_way": partial(forms.OnItsWay, today=today, initial={"supplied_by": found.supplied_by}),
        "not_coming": partial(forms.NotComing, today=today),
        "became": partial(forms.Became, item=found),
        "talk": forms.TalkAbout,
    }
    return {
        name: made[name](request.POST if name == pressed else None, auto_id=f"{name}_%s")
        for name, is_asked in wanted.items() if is_asked
    }  # fmt: skip


def _act(request: StaffRequest, form: Form, *, item_id: UUID) -> str:
    by, at, told = request.actor, request.now, form.cleaned_data
    if isinstance(form, forms.Arrived):
        commands.note_delivered(
            item_id=item_id, on=form.day, delivery=told["delivery"], words=told["words"], by=by, at=at
        )
        return "Noted as delivered"
    if isinstance(form, forms.OnItsWay):
        commands.note_on_its_way(
            item_id=item_id, supplied_by=told["supplied_by"], on=form.day, expected_on=told["expected_on"], by=by, at=at
        )
        return "Noted as on its way"
    if isinstance(form, forms.NotComing):
        commands.note_not_coming(item_id=item_id, on=form.day, words=told["words"], by=by, at=at)
        return "Noted as not coming"
    if isinstance(form, forms.Became):
        noted = commands.note_use(form.told, item_id=item_id, by=by, at=at)
        return "Noted. Ask, if it feels right, what was in the way" if noted.to_talk_about else "Noted"
    if isinstance(form, forms.TalkAbout):
        commands.talk_about_item(item_id=item_id, asked_about=form.subjects, words=told["words"], by=by, at=at)
    return "Noted"
