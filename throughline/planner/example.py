"""A city's case: five workers, 3,000 listed people, of whom 15 to 20% need more than a check-in. All made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from throughline.core.working_days import is_working_day
from throughline.planner.engine.explain import IN_TIME, Price, prices
from throughline.planner.engine.problem import Person, Plan, Problem, Worker
from throughline.planner.engine.propose import propose

START = date(2020, 3, 23)
WORKERS, PEOPLE, DAYS = 5, 3000, 40
# Minutes: a day's calls, a check-in, and a call that finds a need. The share needing more: between 15 and 20%.
A_DAY, CHECK_IN, WITH_NEEDS, NEEDING_MORE = 300, 10, 35, 0.18
# Whoever needs more is to be called within three weeks, everybody within eight.
SOON, EVERYBODY = 14, DAYS - 1


@dataclass(frozen=True)
class Day:
    """What one day comes to: calls by each worker, and how many of them need more."""

    on: date
    calls: tuple[int, ...]
    needing_more: int
    called_so_far: int


@dataclass(frozen=True)
class Example:
    """The plan of the example, its days, and the price of what it does not keep."""

    problem: Problem
    plan: Plan
    days: tuple[Day, ...]
    prices: tuple[Price, ...]

    @property
    def needing_more(self) -> int:
        """Count the people who need more than a check-in."""
        return sum(person.minutes == WITH_NEEDS for person in self.problem.people)

    @property
    def late(self) -> int:
        """Count the people who are not called by their latest date."""
        return sum(price.promise == IN_TIME for price in self.prices)

    @property
    def everybody_called_on(self) -> date | None:
        """Say when everybody will have been called, or nothing if somebody is not."""
        if len(self.plan.calls) < len(self.problem.people):
            return None
        return self.problem.days[max(call.day for call in self.plan.calls)]


def city() -> Example:
    """Plan the example's calls. It is the same each time."""
    problem = _problem()
    plan = propose(problem)
    return Example(problem, plan, tuple(_days(problem, plan)), tuple(prices(problem, plan)))


def _problem() -> Problem:
    draw = Random(3000)
    days = _working_days(START, DAYS)
    workers = tuple(
        Worker(
            id=n, name=f"Worker {'ABCDE'[n]}", team=1,
            languages=frozenset({"English", "Punjabi"} if n < 2 else {"English"}),
            # Each is on leave for one week, one after another.
            minutes=tuple(0 if 5 * (n + 1) <= day < 5 * (n + 2) else A_DAY for day in range(DAYS)),
        )
        for n in range(WORKERS)
    )  # fmt: skip
    people = []
    for n in range(PEOPLE):
        more = draw.random() < NEEDING_MORE
        people.append(
            Person(
                id=n, team=1, minutes=WITH_NEEDS if more else CHECK_IN, need=80 if more else draw.randint(5, 30),
                language="Punjabi" if draw.random() < 0.04 else "English", latest=SOON if more else EVERYBODY,
                own=n % WORKERS if n % 4 == 0 else None,
            )
        )  # fmt: skip
    return Problem(days, workers, tuple(people))


def _working_days(start: date, many: int) -> tuple[date, ...]:
    days = (start + timedelta(days=n) for n in range(2 * many))
    return tuple([day for day in days if is_working_day(day)][:many])


def _days(problem: Problem, plan: Plan) -> Sequence[Day]:
    more = {person.id for person in problem.people if person.minutes == WITH_NEEDS}
    found, so_far = [], 0
    for index, on in enumerate(problem.days):
        today = [call for call in plan.calls if call.day == index]
        so_far += len(today)
        by_each = tuple(sum(call.worker == worker.id for call in today) for worker in problem.workers)
        found.append(Day(on, by_each, sum(call.person in more for call in today), so_far))
    return found
