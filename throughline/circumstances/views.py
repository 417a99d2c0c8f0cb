"""The doors: what is known of a person's life, one topic asked again, one answer put right."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.circumstances import commands, condition_commands, forms, presenters, queries
from throughline.core import clock
from throughline.core.decisions import Refused
from throughline.nhsuk.pages import answers_of, show


@require_GET
@needs(Permission.VIEW_CLIENT)
def about(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Show what is known of a person's life, today or as it was on another day."""
    today = clock.local_date(request.now)
    form = forms.AsAt(request.GET or None, today=today)
    on = form.cleaned_data["on"] if form.is_valid() else today
    found = commands.open_about(client_id=client_id, on=on, by=request.actor, at=request.now)
    may_record = policy.permits(request.actor, Permission.RECORD_CIRCUMSTANCES)
    return show(request, "circumstances/about.jinja", page=presenters.AboutPage(found, may_record), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_CIRCUMSTANCES)
def change(request: StaffRequest, client_id: UUID, topic: str) -> HttpResponse:
    """Ask one topic again, from a day on."""
    today = clock.local_date(request.now)
    asked = queries.topic_named(topic)
    found = queries.about_client(client_id, viewer=request.actor, on=today, today=today)
    last = found.last_of(asked)
    form = forms.Change(
        answers_of(request), topic=asked, today=today, held=found.held.get(asked), initial={"seen": last or ""}
    )
    if form.is_valid():
        try:
            commands.record_circumstance(
                form.said, client_id=client_id, seen=form.seen_id, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.having_seen(last).add_error(None, str(refusal))
        else:
            messages.success(request, f"Recorded: {asked.label.lower()}")
            return redirect("circumstances:about", client_id)
    return show(request, "circumstances/asking.jinja", page=presenters.AskingPage(found, asked), form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_CIRCUMSTANCES)
def correct(request: StaffRequest, client_id: UUID, entry_id: UUID) -> HttpResponse:
    """Put one answer right; the first one stays to be read."""
    today = clock.local_date(request.now)
    found = queries.about_client(client_id, viewer=request.actor, on=today, today=today)
    entry = found.entry(entry_id)
    form = forms.Correct(answers_of(request), entry=entry, today=today)
    if form.is_valid():
        try:
            commands.correct_circumstance(entry_id=entry_id, said=form.said, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Corrected: {entry.topic.label.lower()}")
            return redirect("circumstances:about", client_id)
    page = presenters.AskingPage(found, entry.topic, correcting=entry)
    return show(request, "circumstances/asking.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_CIRCUMSTANCES)
def add_condition(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Put a long-term condition on a list."""
    today = clock.local_date(request.now)
    found = queries.about_client(client_id, viewer=request.actor, on=today, today=today)
    form = forms.AddCondition(answers_of(request), today=today)
    if form.is_valid():
        try:
            condition_commands.add_condition(client_id=client_id, **form.cleaned_data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Condition added")
            return redirect("circumstances:about", client_id)
    page = presenters.ConditionPage(found, "Add a long-term condition")
    return show(request, "circumstances/asking.jinja", page=page, form=form)


@require_http_methods(["GET", "POST"])
@needs(Permission.RECORD_CIRCUMSTANCES)
def end_condition(request: StaffRequest, client_id: UUID, condition_id: UUID) -> HttpResponse:
    """Take a long-term condition off a list; it stays in the history."""
    today = clock.local_date(request.now)
    found = queries.about_client(client_id, viewer=request.actor, on=today, today=today)
    condition = found.condition(condition_id)
    form = forms.EndCondition(answers_of(request), today=today)
    if form.is_valid():
        try:
            condition_commands.end_condition(condition_id=condition_id, **form.end, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Condition taken off the list")
            return redirect("circumstances:about", client_id)
    page = presenters.ConditionPage(found, f"Take off the list: {condition.name}")
    return show(request, "circumstances/asking.jinja", page=page, form=form)
