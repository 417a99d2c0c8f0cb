"""What can be asked of a caseload: everybody a worker looks after, and the team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts.models import RoleCode, User
from throughline.cases.models import Case, Level, PartOfDay, Way
from throughline.clients.standing import STANDING, Standing, standing
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.paging import Page, bounds, page


@dataclass(frozen=True)
class PersonRow:
    """One of a worker's people."""

    client_id: UUID
    case_id: UUID
    name: str
    standing: Standing
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
    by_level: tuple[int, int, int] = (0, 0, 0)
    """Intensive, regular, light."""


def people(*, viewer: Actor, asked: UUID | None, on: date, number: int = 1) -> People:
    """List everybody whose link worker the viewer is (or the colleague asked for), by name, one page at a time."""
    worker_id, name = whose(asked, viewer=viewer)
    start, end = bounds(number)
    held = Case.objects.visible_to(viewer).still_open().filter(worker_id=worker_id)
    found = held.order_by("client__sort_name", "id").values_list(*_Held._fields)[start:end]
    return People(name, page([_person_row(_Held(*row), worker_id, on=on) for row in found], number))


def team(*, viewer: Actor, on: date) -> list[TeamRow]:
    """List the active link workers of the viewer's provider with their caseloads in numbers."""
    late = Q(next_contact_on__lt=on)
    counts = {
        row["worker_id"]: row
        for row in Case.objects.visible_to(viewer).still_open().values("worker_id").annotate(
            held=Count("id"), late=Count("id", filter=late),
            first=Count("id", filter=Q(first_contact_due_on__isnull=False)),
            **{level.value: Count("id", filter=Q(level=level)) for level in Level},
        ).order_by()
    }  # fmt: skip
    none = {"held": 0, "late": 0, "first": 0, **dict.fromkeys(Level.values, 0)}
    rows = []
    for worker in User.objects.link_workers_of(viewer.organisation_id):
        row = counts.get(worker.id, none)
        rows.append(
            TeamRow(
                worker.id,
                worker.name,
                RoleCode(worker.role).label,
                row["held"],
                row["late"],
                row["first"],
                (row[Level.INTENSIVE], row[Level.REGULAR], row[Level.LIGHT]),
            )  # fmt: skip
        )
    return rows


def whose(asked: UUID | None, *, viewer: Actor) -> tuple[UUID, str]:
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
    client__can_be_phoned: str
    client__shielding: bool
    client__cannot_read: bool
    client__digitally_excluded: bool
    client__profile_asked_on: date | None

    @property
    def standing(self) -> Standing:
        """Give what stands beside the name: the row's last columns."""
        columns: tuple[Any, ...] = self[-len(STANDING) :]
        return standing(*columns)


def _person_row(row: _Held, worker_id: UUID, *, on: date) -> PersonRow:
    return PersonRow(
        client_id=row.client_id,
        case_id=row.id,
        name=row.client__full_name,
        standing=row.standing,
        next_on=row.next_contact_on,
        next_part=PartOfDay(row.next_contact_part) if row.next_contact_part else None,
        next_way=Way(row.next_contact_way),
        next_by="" if row.next_contact_by_id == worker_id else row.next_contact_by__name,
        late_days=max((on - row.next_contact_on).days, 0),
        last_reached_on=clock.local_date(row.last_reached_at) if row.last_reached_at else None,
    )
