"""What can be asked of tasks: who waits for a reply, what is due, what is late. Each a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from throughline.absences import queries as absences
from throughline.accounts import queries as accounts
from throughline.accounts.queries import Colleague
from throughline.cases.models import Case
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.paging import Page, bounds, page
from throughline.referrals.models import Referral
from throughline.tasks import rules
from throughline.tasks.models import Route, Task, TaskKind


@dataclass(frozen=True)
class TaskRow:
    """One thing to do. `cover` is named where the holder is away; `holder` is empty where nobody has it yet."""

    task_id: UUID
    kind: TaskKind
    route: Route | None
    client_id: UUID | None
    name: str
    caller_number: str
    words: str
    reason: str
    due_on: date
    late: bool
    received_at: datetime | None
    made_at: datetime
    made_by: str
    holder_id: UUID | None
    holder: str
    cover_id: UUID | None
    cover: str

    def for_another(self, viewer: Actor) -> bool:
        """Say whether the viewer has it only because a colleague is away."""
        return self.cover_id == viewer.user_id


@dataclass(frozen=True)
class TaskPage:
    """One task, what was done about it, and to whom it could be passed on."""

    task: TaskRow
    case_id: UUID | None
    subject_id: UUID | None
    done_at: datetime | None
    done_by: str
    answer: str
    done_in_contact: bool
    colleagues: tuple[Colleague, ...]
    """Empty where the client has a link worker, since it is theirs then, and where it is for who oversees the team."""


@dataclass(frozen=True)
class Patient:
    """Whom a surgery leaves a message about."""

    referral_id: UUID
    name: str
    worker: str


def tasks_of(*, viewer: Actor, at: datetime, kinds: tuple[TaskKind, ...] = tuple(TaskKind)) -> list[TaskRow]:
    """List what the viewer has to do, their own and those of colleagues they cover for, the first due at the top."""
    covers = absences.covers_on(clock.local_date(at), viewer=viewer)
    return _held(covers, viewer=viewer, at=at, kinds=kinds)


def _held(covers: dict[UUID, UUID], *, viewer: Actor, at: datetime, kinds: tuple[TaskKind, ...]) -> list[TaskRow]:
    mine = [viewer.user_id, *(away for away, cover in covers.items() if cover == viewer.user_id)]
    found = Task.objects.visible_to(viewer).still_open().filter(kind__in=kinds).held_by(mine)
    return _rows(found.order_by("due_on", "made_at", "id"), covers=covers, at=at)


def on_day(*, covers: dict[UUID, UUID], viewer: Actor, at: datetime) -> list[TaskRow]:
    """List what belongs on the viewer's day: who waits for a reply, and what else is to be done by the end of it.

    `covers`: who does whose work that day (`absences.covering`).
    """
    today = clock.local_date(at)
    found = _held(covers, viewer=viewer, at=at, kinds=tuple(TaskKind))
    return [row for row in found if row.kind == TaskKind.CLIENT_CALLED or row.due_on <= today]


def late_tasks(*, viewer: Actor, at: datetime, number: int = 1) -> Page[TaskRow]:
    """List what the whole team is late with, and what nobody has yet, a page at a time, the longest overdue first."""
    covers = absences.covers_on(clock.local_date(at), viewer=viewer)
    today = clock.local_date(at)
    last_late = today if rules.is_late(today, at=at) else today - timedelta(days=1)
    found = Task.objects.visible_to(viewer).still_open().with_holder()
    found = found.filter(due_on__lte=last_late) | found.filter(holder_id__isnull=True)
    start, end = bounds(number)
    return page(_rows(found.order_by("due_on", "made_at", "id")[start:end], covers=covers, at=at), number)


def open_tasks_of(client_id: UUID, *, viewer: Actor, at: datetime) -> list[TaskRow]:
    """List what is to be done for one client, for the head of their record."""
    covers = absences.covers_on(clock.local_date(at), viewer=viewer)
    found = Task.objects.visible_to(viewer).still_open().with_holder().filter(client_id=client_id)
    return _rows(found.order_by("due_on", "made_at", "id"), covers=covers, at=at)


def task_page(task_id: UUID, *, viewer: Actor, at: datetime) -> TaskPage:
    """Give one task.

    :raises NotFound: if the viewer cannot see it
    """
    covers = absences.covers_on(clock.local_date(at), viewer=viewer)
    found = Task.objects.visible_to(viewer).with_holder().filter(id=task_id)
    rows = _rows(found, covers=covers, at=at)
    if not rows:
        raise NotFound("no such task")
    task = found.select_related("done_by").get()
    case_id = _open_case(task.client_id, viewer=viewer) if task.client_id else None
    return TaskPage(
        task=rows[0],
        case_id=case_id,
        subject_id=task.subject_id,
        done_at=task.done_at,
        done_by=task.done_by.name if task.done_by else "",
        answer=task.answer,
        done_in_contact=task.done_in_id is not None,
        colleagues=() if case_id or task.subject_id else tuple(accounts.link_workers(provider_id=task.provider_id)),
    )


def colleagues(*, viewer: Actor) -> tuple[Colleague, ...]:
    """List who can be given a task."""
    return tuple(accounts.link_workers(provider_id=viewer.organisation_id)) if viewer.organisation_id else ()


def patient_of(referral_id: UUID, *, viewer: Actor) -> Patient:
    """Give the patient whom a surgery leaves a message about, in the surgery's own words.

    :raises NotFound: if the viewer cannot see the referral
    """
    found = Referral.objects.visible_to(viewer).filter(id=referral_id)
    row = found.values_list("patient_name", "worker__name").first()
    if row is None:
        raise NotFound("no such referral")
    return Patient(referral_id, row[0], row[1] or "")


def _open_case(client_id: UUID, *, viewer: Actor) -> UUID | None:
    held = Case.objects.visible_to(viewer).still_open().filter(client_id=client_id)
    return held.values_list("id", flat=True).first()


def _rows(found: Any, *, covers: dict[UUID, UUID], at: datetime) -> list[TaskRow]:
    tasks = list(found.values_list(*_COLUMNS))
    holders = {holder for *_, holder in tasks if holder}
    names = accounts.names_of(holders | {covers[holder] for holder in holders & set(covers)})
    return [_row(task, covers=covers, names=names, at=at) for task in tasks]


_COLUMNS = (
    "id", "kind", "route", "client_id", "client__full_name", "caller_name", "caller_number", "words", "reason",
    "due_on", "received_at", "made_at", "made_by__name", "holder_id",
)  # fmt: skip


def _row(task: tuple[Any, ...], *, covers: dict[UUID, UUID], names: dict[UUID, str], at: datetime) -> TaskRow:
    (task_id, kind, route, client_id, full_name, caller_name, number, words, reason, due_on, received_at, made_at,
     made_by, holder_id) = task  # fmt: skip
    cover_id = covers.get(holder_id)
    return TaskRow(
        task_id=task_id,
        kind=TaskKind(kind),
        route=Route(route) if route else None,
        client_id=client_id,
        name=full_name or caller_name,
        caller_number=number,
        words=words,
        reason=reason,
        due_on=due_on,
        late=rules.is_late(due_on, at=at),
        received_at=received_at,
        made_at=made_at,
        made_by=made_by,
        holder_id=holder_id,
        holder=names.get(holder_id, ""),
        cover_id=cover_id,
        cover=names.get(cover_id, "") if cover_id else "",
    )
