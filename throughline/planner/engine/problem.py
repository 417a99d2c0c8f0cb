"""What a call plan is made from, and what each call would be worth. Plain numbers, so that anybody can check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# In hundredths of a person's need: own worker first, then somebody they have spoken with, then anybody who may call.
BY_OWN, BY_KNOWN, BY_ANOTHER = 100, 90, 75
# A call after the latest date is worth this share of one in time, in hundredths.
LATE = 60


@dataclass(frozen=True)
class Worker:
    """Somebody who calls: their team, languages, and minutes for calls on each day (0 on leave)."""

    id: int
    name: str
    team: int
    languages: frozenset[str]
    minutes: tuple[int, ...]


@dataclass(frozen=True)
class Person:
    """Somebody to be called. `need` is above 0; `latest` is the index of the last day on which a call is in time."""

    id: int
    team: int
    minutes: int
    need: int
    language: str
    latest: int
    own: int | None = None
    known: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Problem:
    """The days to be planned, who calls, and whom. Workers and people are told apart by their ids."""

    days: tuple[date, ...]
    workers: tuple[Worker, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Call:
    """One proposed call, by ids; `day` is an index of the problem's days."""

    person: int
    worker: int
    day: int


@dataclass(frozen=True)
class Plan:
    """What is proposed, and what it is worth."""

    calls: tuple[Call, ...]
    value: int


def may_call(worker: Worker, person: Person) -> bool:
    """Only somebody of the person's team who speaks their language."""
    return worker.team == person.team and person.language in worker.languages


def worth(person: Person, worker: Worker, *, late: bool) -> int:
    """Say what a call is worth: the person's need, more by their own worker, less after the latest date."""
    share = BY_OWN if worker.id == person.own else BY_KNOWN if worker.id in person.known else BY_ANOTHER
    return person.need * share * (LATE if late else 100)


def value_of(problem: Problem, calls: tuple[Call, ...]) -> int:
    """Add up what calls are worth."""
    people = {person.id: person for person in problem.people}
    workers = {worker.id: worker for worker in problem.workers}
    return sum(
        worth(people[call.person], workers[call.worker], late=call.day > people[call.person].latest) for call in calls
    )


def broken_rules(problem: Problem, calls: tuple[Call, ...]) -> list[str]:
    """Name each hard rule that calls break: nobody twice, nobody who may not call, no day over its minutes."""
    people = {person.id: person for person in problem.people}
    workers = {worker.id: worker for worker in problem.workers}
    used: dict[tuple[int, int], int] = {}
    seen: set[int] = set()
    broken = []
    for call in calls:
        person, worker = people[call.person], workers[call.worker]
        if person.id in seen:
            broken.append(f"{person.id} is called twice")
        if not may_call(worker, person):
            broken.append(f"{worker.id} may not call {person.id}")
        seen.add(person.id)
        used[call.worker, call.day] = used.get((call.worker, call.day), 0) + person.minutes
    over = [key for key, minutes in used.items() if minutes > workers[key[0]].minutes[key[1]]]
    return broken + [f"{worker} has too few minutes on day {day}" for worker, day in over]
