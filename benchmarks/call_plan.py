"""A call plan for 50 workers, 7,500 people and ten days, beside a plain greedy plan and the bound no plan can beat."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta

from benchmarks.support import seconds
from throughline.planner.engine.bound import upper_bound
from throughline.planner.engine.problem import Person, Plan, Problem, Worker, broken_rules
from throughline.planner.engine.propose import greedy, propose

WORKERS, TEAM, PEOPLE, DAYS, MOST_GAP, MOST_SECONDS = 50, 5, 7500, 10, 0.7, 5.0


def main() -> int:
    """Measure, print, and give 1 if the promise is not kept."""
    problem = made_up()
    plans: list[Plan] = []
    plain = seconds(lambda: plans.append(greedy(problem)))
    taken = seconds(lambda: plans.append(propose(problem)))
    bounds: list[int | None] = []
    solving = seconds(lambda: bounds.append(upper_bound(problem)))
    bound = bounds[0]
    if bound is None:
        raise SystemExit("SciPy is not installed, so there is no bound to measure against: `make region` installs it.")
    if any(broken_rules(problem, plan.calls) for plan in plans):
        raise SystemExit("A plan breaks a rule: the figure would mean nothing.")
    asked = sum(p.minutes for p in problem.people) / sum(sum(w.minutes) for w in problem.workers)
    print(
        f"Call plan, {WORKERS} workers, {PEOPLE:,} people, {DAYS} days, {asked:.2f} x the minutes there are, one run:"
    )
    gaps = [100 * (1 - plan.value / bound) for plan in plans]
    for name, plan, gap, time in zip(("greedy alone", "proposed"), plans, gaps, (plain, taken), strict=True):
        print(f"  {name:<14} {len(plan.calls):6,} calls  {gap:6.3f} % below the bound  {time:6.2f} s")
    print(
        f"  bound by linear programming, {solving:.2f} s    (proposed: at most {MOST_GAP} % below, {MOST_SECONDS:g} s)"
    )
    return int(gaps[1] > MOST_GAP or taken > MOST_SECONDS)


def made_up(seed: int = 5) -> Problem:
    """Draw teams of five, some on leave, and people of whom one in twenty speaks another language."""
    draw = random.Random(seed)
    workers = tuple(
        Worker(
            id=n, name=f"Worker {n}", team=n // TEAM,
            languages=frozenset({"English", "Punjabi"} if n % TEAM < 2 else {"English"}),
            minutes=tuple(0 if draw.random() < 0.08 else draw.choice((180, 240, 300)) for _ in range(DAYS)),
        )
        for n in range(WORKERS)
    )  # fmt: skip
    people = []
    for n in range(PEOPLE):
        own = n % WORKERS
        team = own // TEAM
        mates = [team * TEAM + i for i in range(TEAM)]
        people.append(
            Person(
                id=n, team=team, minutes=draw.choice((10, 15, 15, 20, 25, 30, 40)), need=draw.randint(1, 100),
                language="Punjabi" if draw.random() < 0.05 else "English", latest=draw.randint(2, DAYS + 5),
                own=own, known=frozenset(draw.sample(mates, 1)),
            )
        )  # fmt: skip
    return Problem(tuple(date(2020, 3, 23) + timedelta(days=d) for d in range(DAYS)), workers, tuple(people))


if __name__ == "__main__":
    sys.exit(main())
