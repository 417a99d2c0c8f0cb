"""Who is away and who covers: the page, its form, and the button for "back"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from throughline import nhsuk
from throughline.absences import queries
from throughline.absences.queries import AbsenceRow
from throughline.access import policy
from throughline.access.doors import StaffRequest, needs
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.accounts.queries import Colleague
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import Refused
from throughline.desk import absence_commands
from throughline.nhsuk.pages import answers_of, show
from throughline.nhsuk.words import short_date


class Away(nhsuk.Form):
    """Who is away, when, and who covers."""

    worker = nhsuk.Select(label="Who is away?", missing="Select who is away")
    starts_on = nhsuk.DateParts(label="First day away", called="The first day away", missing="Enter the first day away")
    ends_on = nhsuk.DateParts(label="Last day away", called="The last day away", hint="Leave empty if not known yet")
    cover = nhsuk.Select(label="Who covers?", missing="Select who covers")

    def __init__(self, data: Any = None, *, colleagues: list[Colleague], viewer: Actor, today: date) -> None:
        super().__init__(data, initial={"starts_on": today})
        everybody = [(str(colleague.id), colleague.name) for colleague in colleagues]
        asked: dict[str, Any] = self.fields
        asked["cover"].choices = everybody
        asked["worker"].choices = everybody
        if not policy.permits(viewer, Permission.PLAN_ABSENCES):
            asked["worker"].choices = [choice for choice in everybody if choice[0] == str(viewer.user_id)]
            self.initial["worker"] = str(viewer.user_id)


@dataclass(frozen=True)
class AwayPage:
    """Who is away now or will be."""

    rows: list[AbsenceRow]
    today: date
    viewer: Actor

    @property
    def lines(self) -> list[dict[str, str]]:
        """Put each absence in words, with the button where this viewer has it."""
        return [
            {
                "worker": row.worker,
                "days": self._days(row),
                "cover": row.cover,
                "back": reverse("desk:back", args=[row.absence_id]) if self._may_end(row) else "",
                "back_words": "They are back" if row.starts_on <= self.today else "Not away after all",
            }
            for row in self.rows
        ]

    def _may_end(self, row: AbsenceRow) -> bool:
        return row.worker_id == self.viewer.user_id or policy.permits(self.viewer, Permission.PLAN_ABSENCES)

    def _days(self, row: AbsenceRow) -> str:
        until = f"to {short_date(row.ends_on)}" if row.ends_on else "until they are back"
        return f"{short_date(row.starts_on)} {until}"


@require_http_methods(["GET", "POST"])
@needs(Permission.PLAN_OWN_ABSENCE, or_else=Permission.PLAN_ABSENCES)
def away(request: StaffRequest) -> HttpResponse:
    """Show who is away, and mark somebody as away."""
    today = clock.local_date(request.now)
    provider_id = request.actor.organisation_id
    colleagues = accounts.link_workers(provider_id=provider_id) if provider_id else []
    form = Away(answers_of(request), colleagues=colleagues, viewer=request.actor, today=today)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            absence_commands.mark_away(
                worker_id=UUID(answers["worker"]), cover_id=UUID(answers["cover"]), starts_on=answers["starts_on"],
                ends_on=answers["ends_on"], by=request.actor, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Marked as away. Who covers sees their people and tasks from the first day on")
            return redirect("desk:away")
    page = AwayPage(queries.absences_from(today, viewer=request.actor), today, request.actor)
    return show(request, "desk/away.jinja", page=page, form=form)


@needs(Permission.PLAN_OWN_ABSENCE, or_else=Permission.PLAN_ABSENCES)
@require_POST
def back(request: StaffRequest, absence_id: UUID) -> HttpResponse:
    """Mark somebody as back today."""
    try:
        absence_commands.mark_back(absence_id=absence_id, by=request.actor, at=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Back. Their people and tasks are theirs again")
    return redirect("desk:away")
