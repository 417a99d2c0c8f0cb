"""Who is late: promised for a day that has passed, or waiting too long for a first contact (R10, R26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import F

from throughline.cases.models import Case, Way
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.paging import Page, bounds, page
from throughline.watch.whose_queries import Whose, whose_list


@dataclass(frozen=True)
class LateRow:
    """Somebody to whom a contact is owed, and since when."""

    case_id: UUID
    client_id: UUID
    name: str
    worker: str
    due_on: date
    late_days: int
    way: Way
    tries: int
    allocated_on: date


@dataclass(frozen=True)
class Late:
    """One page of late people, and whose they are."""

    whose: Whose
    page: Page[LateRow]


class _Columns(NamedTuple):
    id: UUID
    client_id: UUID
    client__full_name: str
    worker__name: str
    due_on: date
    next_contact_way: str
    tries_since_reached: int
    opened_at: datetime


def first_contacts_late(*, viewer: Actor, asked: UUID | None, on: date, number: int = 1) -> Late:
    """List people who were to have a first contact by now and have not been spoken to, the latest first (R10)."""
    return _late("first_contact_due_on", "worker_id", viewer=viewer, asked=asked, on=on, number=number)


def next_contacts_late(*, viewer: Actor, asked: UUID | None, on: date, number: int = 1) -> Late:
    """List people whose promised contact has not been made, the latest first, by who was to make it."""
    return _late("next_contact_on", "next_contact_by_id", viewer=viewer, asked=asked, on=on, number=number)


def _late(due: str, worker: str, *, viewer: Actor, asked: UUID | None, on: date, number: int) -> Late:
    whose = whose_list(asked, viewer=viewer)
    owed = Case.objects.visible_to(viewer).still_open().filter(**{f"{due}__lt": on})
    if whose.worker_id:
        owed = owed.filter(**{worker: whose.worker_id})
    name = f"{worker.removesuffix('_id')}__name"
    start, end = bounds(number)
    found = owed.order_by(due, "client__sort_name", "id").values_list(
        "id", "client_id", "client__full_name", name, F(due), "next_contact_way", "tries_since_reached", "opened_at"
    )[start:end]
    return Late(whose, page([_row(_Columns(*line), on=on) for line in found], number))


def _row(found: _Columns, *, on: date) -> LateRow:
    return LateRow(
        case_id=found.id,
        client_id=found.client_id,
        name=found.client__full_name,
        worker=found.worker__name,
        due_on=found.due_on,
        late_days=(on - found.due_on).days,
        way=Way(found.next_contact_way),
        tries=found.tries_since_reached,
        allocated_on=clock.local_date(found.opened_at),
    )
