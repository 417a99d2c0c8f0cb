"""What can be asked of a worker's day: who waits for a reply, who is due, who comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from throughline.absences import queries as absences
from throughline.caseload import rules
from throughline.caseload.queries import whose
from throughline.cases.models import Case, PartOfDay, Way
from throughline.clients import queries as clients
from throughline.clients.standing import STANDING, Standing, standing
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.tasks import queries as tasks
from throughline.tasks.queries import TaskRow

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
    promised_time: time | None
    promised_place: str
    standing: Standing
    ways: tuple[clients.Way, ...]
    access_needs: str
    why: tuple[str, ...]
    first_contact: bool
    last_reached_on: date | None
    covering: str = ""
    """The colleague who promised it and is away; empty where it is one's own."""


@dataclass(frozen=True)
class ComingRow:
    """Somebody promised for one of the next days."""

    client_id: UUID
    name: str
    standing: Standing
    due_on: date
    promised_way: Way


@dataclass(frozen=True)
class Day:
    """A worker's day: who waits for a reply, who is due, and who comes next. `worker` is named when a colleague's."""

    worker: str
    on: date
    tasks: list[TaskRow]
    due: list[DayRow]
    coming: list[ComingRow]


def day(*, viewer: Actor, asked: UUID | None, at: datetime) -> Day:
    """Give the viewer's own day, with what they do for colleagues who are away; or the day of the colleague asked for.

    A colleague's day is shown to those who oversee the team, and to nobody else.
    """
    on = clock.local_date(at)
    worker_id, name = whose(asked, viewer=viewer)
    cover = absences.NO_COVER if name else absences.covering(on, viewer=viewer)
    covering = {colleague.worker_id: colleague.name for colleague in cover.mine}
    promised = _promised_until(on + timedelta(days=COMING_DAYS), viewer=viewer, worker_ids=[worker_id, *covering])
    return Day(
        name,
        on,
        tasks=[] if name else tasks.on_day(covers=cover.covers, viewer=viewer, at=at),
        due=_day_rows([row for row in promised if row.next_contact_on <= on], viewer=viewer, on=on, covering=covering),
        coming=_coming_rows([row for row in promised if row.next_contact_by_id == worker_id], on=on),
    )


def my_day(*, viewer: Actor, worker_id: UUID, on: date, until: date | None = None) -> list[DayRow]:
    """List who a worker is to contact on a day (or until a later one), late ones first, in two statements."""
    return _day_rows(_promised_until(until or on, viewer=viewer, worker_ids=[worker_id]), viewer=viewer, on=on)


class _Promised(NamedTuple):
    """The columns that a day needs, and no more: whole records cost three times as much to read."""

    id: UUID
    client_id: UUID
    next_contact_on: date
    next_contact_part: str
    next_contact_time: time | None
    next_contact_place: str
    next_contact_way: str
    next_contact_by_id: UUID
    first_contact_due_on: date | None
    last_reached_at: datetime | None
    tries_since_reached: int
    client__full_name: str
    client__sort_name: str
    client__access_needs: str
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


def _promised_until(day: date, *, viewer: Actor, worker_ids: list[UUID]) -> list[_Promised]:
    held = (
        Case.objects.visible_to(viewer).still_open().filter(next_contact_by_id__in=worker_ids, next_contact_on__lte=day)
    )
    found = held.order_by("next_contact_on", "client__sort_name", "id").values_list(*_Promised._fields)
    return [_Promised(*row) for row in found]


def _day_rows(
    promised: list[_Promised], *, viewer: Actor, on: date, covering: Mapping[UUID, str] | None = None
) -> list[DayRow]:
    ways = clients.ways_of([row.client_id for row in promised], viewer=viewer)
    ordered = sorted(promised, key=lambda row: (rules.order(_facts(row), on=on), *_then(row)))
    whose_is = covering or {}
    return [
        _day_row(row, tuple(ways.get(row.client_id, ())), on=on, covering=whose_is.get(row.next_contact_by_id, ""))
        for row in ordered
    ]


def _then(row: _Promised) -> tuple[time, str]:
    """Order those whom nothing else tells apart: appointments by their time, then by name."""
    return row.next_contact_time or time.max, row.client__sort_name


def _coming_rows(promised: list[_Promised], *, on: date) -> list[ComingRow]:
    return [
        ComingRow(row.client_id, row.client__full_name, row.standing, row.next_contact_on, Way(row.next_contact_way))
        for row in promised
        if row.next_contact_on > on
    ]


def _facts(row: _Promised) -> rules.DayFacts:
    reached = clock.local_date(row.last_reached_at) if row.last_reached_at else None
    return rules.DayFacts(row.next_contact_on, row.first_contact_due_on is not None, reached, row.tries_since_reached)


def _day_row(row: _Promised, ways: tuple[clients.Way, ...], *, on: date, covering: str) -> DayRow:
    facts = _facts(row)
    return DayRow(
        client_id=row.client_id,
        case_id=row.id,
        name=row.client__full_name,
        due_on=facts.due_on,
        late_days=max((on - facts.due_on).days, 0),
        promised_way=Way(row.next_contact_way),
        promised_part=PartOfDay(row.next_contact_part) if row.next_contact_part else None,
        promised_time=row.next_contact_time,
        promised_place=row.next_contact_place,
        standing=row.standing,
        ways=ways,
        access_needs=row.client__access_needs,
        why=rules.reasons(facts, on=on),
        first_contact=facts.first_contact,
        last_reached_on=facts.last_reached_on,
        covering=covering,
    )
