"""What is still to be done for somebody: it keeps their case from closing (R58)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse

from throughline.core.actor import Actor
from throughline.endings.standing import StandsOpen
from throughline.tasks.models import Task, TaskKind

NAMED_BY_WHAT_THEY_HANG_ON = (
    TaskKind.HOLD_REVIEW, TaskKind.STILL_WAITING, TaskKind.TELL_ANSWER, TaskKind.PASSED_ENQUIRY, TaskKind.GOAL_REVIEW,
)  # fmt: skip
"""The hold or the question is named itself; a goal is the person's own to go on with."""


def open_tasks(client_id: UUID, *, viewer: Actor, on: date) -> list[StandsOpen]:
    """List what is to be done, the first due at the top."""
    found = Task.objects.visible_to(viewer).still_open().filter(client_id=client_id)
    rows = found.exclude(kind__in=NAMED_BY_WHAT_THEY_HANG_ON).order_by("due_on", "made_at", "id")
    return [
        StandsOpen(f"To do by {due:%-d %B %Y}: {TaskKind(kind).label.lower()}", reverse("tasks:task", args=[id_]))
        for id_, kind, due in rows.values_list("id", "kind", "due_on")
    ]
