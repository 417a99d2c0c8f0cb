"""The price of each promise that a plan does not keep, in plain words: who, why, and what it would take."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.planner.engine.problem import Call, Person, Plan, Problem, Worker, may_call


@dataclass(frozen=True)
class Price:
    """A promise to one person that the plan does not keep."""

    person: int
    promise: str
    why: str


IN_TIME, OWN_WORKER = "a call by their latest date", "a call by their own worker"


def prices(problem: Problem, plan: Plan) -> list[Price]:
    """List who is not called in time, and who not by their own worker, the greatest need first."""
    calls = {call.person: call for call in plan.calls}
    left = minutes_left(problem, plan)
    found = []
    for person in sorted(problem.people, key=lambda person: (-person.need, person.id)):
        call = calls.get(person.id)
        by_when = min(person.latest, len(problem.days) - 1)
        if call is None and person.latest >= len(problem.days):
            continue
        if call is None or call.day > person.latest:
            found.append(Price(person.id, IN_TIME, _why_late(problem, person, call, by_when, left)))
        if call is not None and person.own is not None and call.worker != person.own:
            found.append(Price(person.id, OWN_WORKER, _why_another(problem, person, by_when, left)))
    return found


def minutes_left(problem: Problem, plan: Plan) -> dict[tuple[int, int], int]:
    """Say how many minutes of each worker's day nobody is given."""
    left = {(worker.id, day): minutes for worker in problem.workers for day, minutes in enumerate(worker.minutes)}
    needed = {person.id: person.minutes for person in problem.people}
    for call in plan.calls:
        left[call.worker, call.day] -= needed[call.person]
    return left


def _why_late(
    problem: Problem, person: Person, call: Call | None, by_when: int, left: dict[tuple[int, int], int]
) -> str:
    said = "Not called in these days." if call is None else f"Called on {problem.days[call.day]:%-d %B}."
    able = [worker for worker in problem.workers if may_call(worker, person)]
    if by_when < 0:
        return f"{said} Their latest date is before the first day."
    if not able:
        return f"{said} Nobody in their team speaks {person.language}: it would take an interpreter or another team."
    here = [(person.minutes - left[worker.id, day], day, worker) for worker in able
            for day in range(by_when + 1) if worker.minutes[day]]  # fmt: skip
    if not here:
        return f"{said} Everybody who may call them is away until then: it would take {person.minutes} minutes."
    short, day, worker = min(here, key=lambda found: (found[0], found[1], found[2].id))
    if short <= 0:
        return f"{said} {worker.name} has room on {problem.days[day]:%-d %B}: a person may move the call."
    return f"{said} It would take {short} more minutes of {worker.name} on {problem.days[day]:%-d %B}."


def _why_another(problem: Problem, person: Person, by_when: int, left: dict[tuple[int, int], int]) -> str:
    own = next((worker for worker in problem.workers if worker.id == person.own), None)
    if own is None or own.team != person.team:
        return "Their own worker is not in this plan."
    return _why_not_own(own, person, by_when, left)


def _why_not_own(own: Worker, person: Person, by_when: int, left: dict[tuple[int, int], int]) -> str:
    if person.language not in own.languages:
        return f"{own.name} does not speak {person.language}."
    days = [day for day in range(by_when + 1) if own.minutes[day]]
    if not days:
        return f"{own.name} is away until their latest date."
    short = min(person.minutes - left[own.id, day] for day in days)
    if short <= 0:
        return f"{own.name} has room: a person may move the call."
    return f"{own.name} has no day with room by then: it would take {short} more minutes."
