"""What is owed to somebody on a list of vulnerable people, who is not a client: it stands in a worker's day (R51)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.bulk import insert_models
from throughline.tasks.models import Task, TaskKind

GONE = "Deleted with their list"


@dataclass(frozen=True)
class ListedNeed:
    """What somebody on a list needs, by the end of which day, and who sees to it."""

    subject_id: UUID
    provider_id: UUID
    worker_id: UUID
    name: str
    number: str
    words: str
    due_on: date
    reason: str


@transaction.atomic
def owe_to_listed(needs: Sequence[ListedNeed], *, by: Actor, at: datetime) -> None:
    """Have each need seen to by its day. Part of writing a call down, which has asked for permission."""
    made = [
        Task(
            provider_id=one.provider_id, worker_id=one.worker_id, kind=TaskKind.LISTED_NEED, caller_name=one.name,
            caller_number=one.number, words=one.words, reason=one.reason, due_on=one.due_on, subject_id=one.subject_id,
            made_at=at, made_by_id=by.user_id,
        )
        for one in needs
    ]  # fmt: skip
    insert_models(made)
    for task in made:
        audit.record("TASK_MADE", about=task, by=by, at=at, details={"kind": task.kind, "subject": task.subject_id})


@transaction.atomic
def forget_listed(subject_ids: Collection[UUID], *, by: Actor, at: datetime) -> None:
    """Empty what tasks tell of listed people whose list is deleted. Part of that, which has asked for permission."""
    found = Task.objects.visible_to(by).filter(kind=TaskKind.LISTED_NEED, subject_id__in=subject_ids)
    found.update(caller_name="", caller_number="", words=GONE, reason=GONE)
    found.filter(done_at__isnull=False).update(answer=GONE)
