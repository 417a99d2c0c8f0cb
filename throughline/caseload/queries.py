"""What can be asked of a caseload: a worker's day, what comes next, and the team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts.models import RoleCode, User
from throughline.caseload import rules
from throughline.cases.models import Case, Level, PartOfDay, Way
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
    level: Level
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
    return Day(
        worker=name,
        on=on,
        due=my_day(viewer=viewer, worker_id=worker_id, on=on),
        coming=coming_up(viewer=viewer, worker_id=worker_id, on=on),
    )


def people(*, viewer: Actor, asked: UUID | None, on: date, number: int = 1) -> People:
    """List everybody whose link worker the viewer is (or the colleague asked for), by name, one page at a time."""
    worker_id, name = _whose(asked, viewer=viewer)
    start, end = bounds(number)
    held = Case.objects.visible_to(viewer).still_open().filter(worker_id=worker_id)
    found = held.select_related("client", "next_contact_by").order_by("client__sort_name", "id")[start:end]
    return People(name, page([_person_row(case, on=on) for case in found], number))


def my_day(*, viewer: Actor, worker_id: UUID, on: date) -> list[DayRow]:
    """List who a worker is to contact on a day, late ones first, in two statements however long the list is."""
    due = Case.objects.visible_to(viewer).still_open().filter(next_contact_by_id=worker_id, next_contact_on__lte=on)
    found = list(due.select_related("client").order_by("next_contact_on", "id"))
    ways = clients.ways_of([case.client_id for case in found], viewer=viewer)
    keyed = [(rules.order(_facts(case), on=on), case.client.sort_name, case) for case in found]
    keyed.sort(key=lambda entry: entry[:2])
    return [_day_row(case, tuple(ways.get(case.client_id, ())), on=on) for _, _, case in keyed]


def coming_up(*, viewer: Actor, worker_id: UUID, on: date) -> list[ComingRow]:
    """List who is promised for the next seven days, soonest first."""
    due = Case.objects.visible_to(viewer).still_open().filter(
        next_contact_by_id=worker_id, next_contact_on__gt=on, next_contact_on__lte=on + timedelta(days=COMING_DAYS)
    )  # fmt: skip
    found = due.select_related("client").order_by("next_contact_on", "client__sort_name", "id")
    return [ComingRow(c.client_id, c.client.full_name, c.next_contact_on, Way(c.next_contact_way)) for c in found]


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


def _person_row(case: Case, *, on: date) -> PersonRow:
    return PersonRow(
        client_id=case.client_id,
        case_id=case.id,
        name=case.client.full_name,
        level=Level(case.level),
        next_on=case.next_contact_on,
        next_part=PartOfDay(case.next_contact_part) if case.next_contact_part else None,
        next_way=Way(case.next_contact_way),
        next_by="" if case.next_contact_by_id == case.worker_id else case.next_contact_by.name,
        late_days=max((on - case.next_contact_on).days, 0),
        last_reached_on=_reached_on(case),
    )


def _reached_on(case: Case) -> date | None:
    return clock.local_date(case.last_reached_at) if case.last_reached_at else None


def _facts(case: Case) -> rules.DayFacts:
    first = case.first_contact_due_on is not None
    return rules.DayFacts(case.next_contact_on, first, _reached_on(case), case.tries_since_reached)


def _day_row(case: Case, ways: tuple[clients.Way, ...], *, on: date) -> DayRow:
    facts = _facts(case)
    return DayRow(
        client_id=case.client_id,
        case_id=case.id,
        name=case.client.full_name,
        due_on=facts.due_on,
        late_days=max((on - facts.due_on).days, 0),
        promised_way=Way(case.next_contact_way),
        promised_part=PartOfDay(case.next_contact_part) if case.next_contact_part else None,
        can_be_phoned=Answer(case.client.can_be_phoned),
        ways=ways,
        access_needs=case.client.access_needs,
        why=rules.reasons(facts, on=on),
        first_contact=facts.first_contact,
        last_reached_on=facts.last_reached_on,
    )
