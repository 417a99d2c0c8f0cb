"""What a call plan is made from: who is still to be called in a campaign, and who can call them on which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from throughline.absences.models import Absence
from throughline.accounts.models import User
from throughline.campaigns import queries as campaigns
from throughline.campaigns.models import Campaign
from throughline.campaigns.queries import StillToCall
from throughline.cases.models import Case
from throughline.contacts.models import Contact
from throughline.core.actor import Actor
from throughline.core.decisions import Refused
from throughline.core.working_days import is_working_day
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.planner.engine.problem import Person, Problem, Worker
from throughline.profiles.models import ProfileKind, ProfileVersion

ENGLISH, NO = "English", "NO"
TEAM = 1
"""A provider's link workers are one team here: any of them may call any of its people."""
MOST_DAYS = 21
"""Today and the twenty working days in which everybody is called (SET13)."""


@dataclass(frozen=True)
class Hours:
    """What a manager states: minutes for calls on a working day, by worker, and how long a call takes."""

    by_worker: Mapping[UUID, int]
    otherwise: int = 180
    call: int = 20
    longer: int = 40
    """A call to somebody whose points are many."""

    def of(self, worker_id: UUID) -> int:
        """Give one worker's minutes for calls on a day on which they are there."""
        return self.by_worker.get(worker_id, self.otherwise)


@dataclass(frozen=True)
class Appointment:
    """Somebody whose agreed appointment lies in these days: it stands, and nobody is planned over it."""

    row: StillToCall
    on: date
    by_id: UUID


@dataclass(frozen=True)
class Gathered:
    """The problem, and whom its numbers stand for. Everybody still to be called is in `rows` or has an appointment."""

    campaign: Campaign
    problem: Problem
    workers: tuple[UUID, ...]
    rows: tuple[StillToCall, ...]
    appointments: tuple[Appointment, ...]


def days_to_plan(found: Campaign, *, on: date) -> tuple[date, ...]:
    """Give the working days from today to the campaign's last, at most as many as a campaign usually takes.

    :raises Refused: if none is left
    """
    ahead = (on + timedelta(days=n) for n in range((found.finish_on - on).days + 1))
    days = tuple([day for day in ahead if is_working_day(day)][:MOST_DAYS])
    if not days:
        raise Refused("No working day of this campaign is left. Begin another campaign, then plan its calls.")
    return days


def gather(found: Campaign, hours: Hours, *, viewer: Actor, on: date) -> Gathered:
    """Gather a campaign's problem in a fixed number of statements.

    :raises Refused: if no working day is left, nobody can call, or nobody is still to be called
    """
    days = days_to_plan(found, on=on)
    people = campaigns.still_to_call(found.id, viewer=viewer, on=on)
    staff = list(User.objects.link_workers_of(found.provider_id))
    if not staff:
        raise Refused("Nobody here holds cases, so nobody can be given calls. Add a link worker first.")
    if not people:
        raise Refused("Nobody is still to be called in this campaign.")
    promised = _promised(people, viewer=viewer)
    appointments, rows = _apart(people, promised, days)
    away = _away(found.provider_id, days, viewer=viewer)
    workers = tuple(
        _worker(index, one, hours.of(one.id), days, away.get(one.id, ())) for index, one in enumerate(staff)
    )
    numbered = {one.id: index for index, one in enumerate(staff)}
    many = organisations.number_in_force(numbers.CAMPAIGN_PRIORITY_FROM, provider_id=found.provider_id, on=on)
    languages, known = _languages(rows, viewer=viewer), _known(rows, numbered, viewer=viewer)
    problem = Problem(days, workers, tuple(
        Person(
            id=index, team=TEAM, minutes=hours.longer if row.score >= many else hours.call, need=row.score + 1,
            language=languages.get(row.client_id, ENGLISH),
            latest=_latest(row.latest_on, promised[row.case_id].next_contact_on, days, on=on),
            own=numbered.get(row.worker_id), known=known.get(row.case_id, frozenset()),
        )
        for index, row in enumerate(rows)
    ))  # fmt: skip
    return Gathered(found, problem, tuple(one.id for one in staff), tuple(rows), appointments)


def _promised(people: Iterable[StillToCall], *, viewer: Actor) -> dict[UUID, Case]:
    found = Case.objects.visible_to(viewer).filter(id__in=[row.case_id for row in people])
    wanted = ("id", "next_contact_on", "next_contact_time", "next_contact_by_id")
    return {case.id: case for case in found.only(*wanted)}


def _apart(
    people: Iterable[StillToCall], promised: Mapping[UUID, Case], days: tuple[date, ...]
) -> tuple[tuple[Appointment, ...], list[StillToCall]]:
    """Set apart whose appointment lies in these days."""
    standing, rows = [], []
    for row in people:
        case = promised[row.case_id]
        if case.next_contact_time and case.next_contact_on and days[0] <= case.next_contact_on <= days[-1]:
            standing.append(Appointment(row, case.next_contact_on, case.next_contact_by_id or row.worker_id))
        else:
            rows.append(row)
    return tuple(standing), rows


def _worker(
    index: int, one: User, minutes: int, days: tuple[date, ...], away: Iterable[tuple[date, date | None]]
) -> Worker:
    gone = list(away)
    there = tuple(
        0 if any(first <= day and (last is None or day <= last) for first, last in gone) else minutes for day in days
    )
    return Worker(index, one.name, TEAM, frozenset({ENGLISH, *one.languages, *map(str.title, one.languages)}), there)


def _away(provider_id: UUID, days: tuple[date, ...], *, viewer: Actor) -> dict[UUID, list[tuple[date, date | None]]]:
    found = Absence.objects.visible_to(viewer).filter(provider_id=provider_id).touching(days[0], days[-1])
    away: dict[UUID, list[tuple[date, date | None]]] = {}
    for worker_id, first, last in found.values_list("worker_id", "starts_on", "ends_on"):
        away.setdefault(worker_id, []).append((first, last))
    return away


def _languages(rows: Iterable[StillToCall], *, viewer: Actor) -> dict[UUID, str]:
    """Give the language that somebody speaks best; English for whoever said they need no interpreter."""
    told = (
        ProfileVersion.objects.visible_to(viewer)
        .filter(client_id__in=[row.client_id for row in rows], about=ProfileKind.ACCESS)
        .order_by("client_id", "-recorded_at")
        .distinct("client_id")
        .values_list("client_id", "answers__language", "answers__interpreter")
    )
    return {client_id: language for client_id, language, interpreter in told if language and interpreter != NO}


def _known(rows: Iterable[StillToCall], numbered: Mapping[UUID, int], *, viewer: Actor) -> dict[UUID, frozenset[int]]:
    """Say, by case, who of the workers has spoken with somebody before."""
    spoke = (
        Contact.objects.visible_to(viewer)
        .standing()
        .filter(case_id__in=[row.case_id for row in rows], two_way=True)
        .order_by()
        .values_list("case_id", "happened_by_id")
        .distinct()
    )
    found: dict[UUID, set[int]] = {}
    for case_id, worker_id in spoke:
        if worker_id in numbered:
            found.setdefault(case_id, set()).add(numbered[worker_id])
    return {case_id: frozenset(those) for case_id, those in found.items()}


def _latest(latest_on: date, promised_on: date | None, days: tuple[date, ...], *, on: date) -> int:
    """Give the last day in time: the campaign's for them, or what they were promised where that is sooner.

    One that lies after the last day stays after it, so that nobody counts as late for want of more days.
    """
    if promised_on and promised_on >= on:
        latest_on = min(latest_on, promised_on)
    if latest_on > days[-1]:
        return len(days)
    return sum(day <= latest_on for day in days) - 1
