"""What can be asked of a caseload: a worker's day, what comes next, and the team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts.models import RoleCode, User
from throughline.caseload import rules
from throughline.cases.models import Case, PartOfDay, Way
from throughline.clients import queries as clients
from throughline.clients.models import Answer
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.paging import Page, bounds, page

COMING_DAYS = 7


@dataclass(frozen=True)
class DayRow:
    """Somebody to contact: who, how late, how, why, and what was promised."""

    client_id: UUID
    case_id: UUID
    name: str
    due_on: date
    late_days: int
    promised_way: Way
    promised_part: PartOfDay | None
    can_be_phoned: Answer
    ways: tuple[clients.Way, ...]
    access_needs: str
    why: tuple[str, ...]
    first_contact: bool
    last_reached_on: date | None


@dataclass(frozen=True)
class ComingRow:
    """Somebody promised for one of the next days."""

    client_id: UUID
    name: str
    due_on: date
    promised_way: Way


@dataclass(frozen=True)
class Day:
    """A worker's day: who is due, and who comes next. `worker` is named when it is a colleague's."""

    worker: str
    on: date
    due: list[DayRow]
    coming: list[ComingRow]


@dataclass(frozen=True)
class PersonRow:
    """One of a worker's people."""

    client_id: UUID
    case_id: UUID
    name: str
    next_on: date
    next_part: PartOfDay | None
    next_way: Way
    next_by: str
    """Empty where it is the link worker."""
    late_days: int
    last_reached_on: date | None


@dataclass(frozen=True)
class People:
    """One page of the people whose link worker somebody is."""

    worker: str
    page: Page[PersonRow]


@dataclass(frozen=True)
class TeamRow:
    """A worker's caseload in numbers."""

    worker_id: UUID
    name: str
    role: str
    open_cases: int
    late: int
    first_contacts_due: int


def day(*, viewer: Actor, asked: UUID | None, on: date) -> Day:
    """Give the viewer's own day, or the colleague's that is asked for where the viewer oversees the team."""
    worker_id, name = _whose(asked, viewer=viewer)
    promised = _promised_until(on + timedelta(days=COMING_DAYS), viewer=viewer, worker_id=worker_id)
    due = [row for row in promised if row.next_contact_on <= on]
    return Day(name, on, due=_day_rows(due, viewer=viewer, on=on), coming=_coming_rows(promised, on=on))


def people(*, viewer: Actor, asked: UUID | None, on: date, number: int = 1) -> People:
    """List everybody whose link worker the viewer is (or the colleague asked for), by name, one page at a time."""
    worker_id, name = _whose(asked, viewer=viewer)
    start, end = bounds(number)
    held = Case.objects.visible_to(viewer).still_open().filter(worker_id=worker_id)
    found = held.order_by("client__sort_name", "id").values_list(*_Held._fields)[start:end]
    return People(name, page([_person_row(_Held(*row), worker_id, on=on) for row in found], number))


def my_day(*, viewer: Actor, worker_id: UUID, on: date) -> list[DayRow]:
    """List who a worker is to contact on a day, late ones first, in two statements however long the list is."""
    return _day_rows(_promised_until(on, viewer=viewer, worker_id=worker_id), viewer=viewer, on=on)


def coming_up(*, viewer: Actor, worker_id: UUID, on: date) -> list[ComingRow]:
    """List who is promised for the next seven days, soonest first."""
    promised = _promised_until(on + timedelta(days=COMING_DAYS), viewer=viewer, worker_id=worker_id)
    return _coming_rows(promised, on=on)


def team(*, viewer: Actor, on: date) -> list[TeamRow]:
    """List the active link workers of the viewer's provider with their caseloads in numbers."""
    late = Q(next_contact_on__lt=on)
    counts = {
        row["worker_id"]: row
        for row in Case.objects.visible_to(viewer).still_open().values("worker_id").annotate(
            held=Count("id"), late=Count("id", filter=late),
            first=Count("id", filter=Q(first_contact_due_on__isnull=False)),
        ).order_by()
    }  # fmt: skip
    none = {"held": 0, "late": 0, "first": 0}
    rows = []
    for worker in User.objects.link_workers_of(viewer.organisation_id):
        row = counts.get(worker.id, none)
        rows.append(
            TeamRow(worker.id, worker.name, RoleCode(worker.role).label, row["held"], row["late"], row["first"])
        )
    return rows


def _whose(asked: UUID | None, *, viewer: Actor) -> tuple[UUID, str]:
    """Say whose list to show, and the name where it is not the viewer's own."""
    if asked is not None and asked != viewer.user_id and policy.permits(viewer, Permission.VIEW_TEAM):
        colleague = User.objects.link_workers_of(viewer.organisation_id).filter(id=asked).first()
        if colleague is not None:
            return colleague.id, colleague.name
    return viewer.user_id, ""


class _Held(NamedTuple):
    """The columns that a line of a worker's people needs."""

    id: UUID
    client_id: UUID
    client__full_name: str
    next_contact_on: date
    next_contact_part: str
    next_contact_way: str
    next_contact_by_id: UUID
    next_contact_by__name: str
    last_reached_at: datetime | None


def _person_row(row: _Held, worker_id: UUID, *, on: date) -> PersonRow:
    return PersonRow(
        client_id=row.client_id,
        case_id=row.id,
        name=row.client__full_name,
        next_on=row.next_contact_on,
        next_part=PartOfDay(row.next_contact_part) if row.next_contact_part else None,
        next_way=Way(row.next_contact_way),
        next_by="" if row.next_contact_by_id == worker_id else row.next_contact_by__name,
        late_days=max((on - row.next_contact_on).days, 0),
        last_reached_on=clock.local_date(row.last_reached_at) if row.last_reached_at else None,
    )


class _Promised(NamedTuple):
    """The columns that a day needs, and no more: whole records cost three times as much to read."""

    id: UUID
    client_id: UUID
    next_contact_on: date
    next_contact_part: str
    next_contact_way: str
    first_contact_due_on: date | None
    last_reached_at: datetime | None
    tries_since_reached: int
    client__full_name: str
    client__sort_name: str
    client__can_be_phoned: str
    client__access_needs: str


def _promised_until(day: date, *, viewer: Actor, worker_id: UUID) -> list[_Promised]:
    held = Case.objects.visible_to(viewer).still_open().filter(next_contact_by_id=worker_id, next_contact_on__lte=day)
    found = held.order_by("next_contact_on", "client__sort_name", "id").values_list(*_Promised._fields)
    return [_Promised(*row) for row in found]


def _day_rows(promised: list[_Promised], *, viewer: Actor, on: date) -> list[DayRow]:
    ways = clients.ways_of([row.client_id for row in promised], viewer=viewer)
    ordered = sorted(promised, key=lambda row: (rules.order(_facts(row), on=on), row.client__sort_name))
    return [_day_row(row, tuple(ways.get(row.client_id, ())), on=on) for row in ordered]


def _coming_rows(promised: list[_Promised], *, on: date) -> list[ComingRow]:
    return [
        ComingRow(row.client_id, row.client__full_name, row.next_contact_on, Way(row.next_contact_way))
        for row in promised
        if row.next_contact_on > on
    ]


def _facts(row: _Promised) -> rules.DayFacts:
    reached = clock.local_date(row.last_reached_at) if row.last_reached_at else None
    return rules.DayFacts(row.next_contact_on, row.first_contact_due_on is not None, reached, row.tries_since_reached)


def _day_row(row: _Promised, ways: tuple[clients.Way, ...], *, on: date) -> DayRow:
    facts = _facts(row)
    return DayRow(
        client_id=row.client_id,
        case_id=row.id,
        name=row.client__full_name,
        due_on=facts.due_on,
        late_days=max((on - facts.due_on).days, 0),
        promised_way=Way(row.next_contact_way),
        promised_part=PartOfDay(row.next_contact_part) if row.next_contact_part else None,
        can_be_phoned=Answer(row.client__can_be_phoned),
        ways=ways,
        access_needs=row.client__access_needs,
        why=rules.reasons(facts, on=on),
        first_contact=facts.first_contact,
        last_reached_on=facts.last_reached_on,
    )
