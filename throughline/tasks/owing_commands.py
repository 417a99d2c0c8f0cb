"""What is owed because of something else: a goal to look at again, a referral to check back on, an answer to pass on.

Such a task hangs on its subject. It is done where the subject is dealt with, by the commands of the package that owns
the subject; here it only becomes due, moves and is settled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.core.actor import Actor
from throughline.core.bulk import insert_models, update_rows
from throughline.core.decisions import NotFound
from throughline.tasks.models import Task, TaskKind


@dataclass(frozen=True)
class Owed:
    """What is to be done about one subject, by the end of which day, and why, in a sentence."""

    case_id: UUID
    subject_id: UUID
    due_on: date
    reason: str


def owe(*, kind: TaskKind, case_id: UUID, subject_id: UUID, due_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Have something done about a subject by a day. What is owed already moves to that day, with the new reason.

    Part of the act that makes it needed, which has asked for permission and holds the subject.

    :raises NotFound: if `by` cannot see the case
    """
    owe_many([Owed(case_id, subject_id, due_on, reason)], kind=kind, by=by, at=at)


@transaction.atomic
def owe_many(owed: Sequence[Owed], *, kind: TaskKind, by: Actor, at: datetime) -> None:
    """Have something done about each subject, in a fixed number of statements.

    :raises NotFound: if `by` cannot see one of the cases
    """
    moved = _still_owed([one.subject_id for one in owed], kind=kind, by=by)
    made = _made([one for one in owed if one.subject_id not in moved], kind=kind, by=by, at=at)
    for one in owed:
        if task := moved.get(one.subject_id):
            task.due_on, task.reason = one.due_on, one.reason
    update_rows(list(moved.values()), ["due_on", "reason"])
    insert_models(made)
    _write_down("TASK_MADE", made, by=by, at=at)
    _write_down("TASK_MOVED", moved.values(), by=by, at=at)


def settle(*, kind: TaskKind, subject_id: UUID, answer: str, by: Actor, at: datetime) -> None:
    """Mark as done, in words, what is owed about a subject. What is not owed needs nothing."""
    settle_many([subject_id], kind=kind, answer=answer, by=by, at=at)


@transaction.atomic
def settle_many(subject_ids: Collection[UUID], *, kind: TaskKind, answer: str, by: Actor, at: datetime) -> None:
    """Mark as done what is owed about each subject, in a fixed number of statements."""
    tasks = list(_still_owed(subject_ids, kind=kind, by=by).values())
    for task in tasks:
        task.answer, task.done_at, task.done_by_id = answer, at, by.user_id
    update_rows(tasks, ["answer", "done_at", "done_by"])
    _write_down("TASK_ANSWERED", tasks, by=by, at=at)


def _still_owed(subject_ids: Collection[UUID], *, kind: TaskKind, by: Actor) -> dict[UUID, Task]:
    """Hold the open tasks of this kind, by their subject."""
    held = Task.objects.visible_to(by).still_open().filter(kind=kind, subject_id__in=subject_ids)
    return {task.subject_id: task for task in held.select_for_update().order_by("id")}


def _made(owed: Sequence[Owed], *, kind: TaskKind, by: Actor, at: datetime) -> list[Task]:
    cases = Case.objects.visible_to(by).in_bulk([one.case_id for one in owed])
    if missing := {one.case_id for one in owed} - set(cases):
        raise NotFound(f"{len(missing)} cases cannot be seen")
    return [
        Task(
            provider_id=cases[one.case_id].provider_id,
            client_id=cases[one.case_id].client_id,
            worker_id=cases[one.case_id].worker_id,
            kind=kind,
            subject_id=one.subject_id,
            reason=one.reason,
            due_on=one.due_on,
            made_at=at,
            made_by_id=by.user_id,
        )
        for one in owed
    ]


def _write_down(act: str, tasks: Iterable[Task], *, by: Actor, at: datetime) -> None:
    entries: dict[UUID, dict[UUID, dict[str, object]]] = {}
    for task in tasks:
        entries.setdefault(task.provider_id, {})[task.id] = {"kind": task.kind, "subject": task.subject_id}
    for provider_id, written in entries.items():
        audit.record_many(act, about=Task, entries=written, provider_id=provider_id, by=by, at=at)
