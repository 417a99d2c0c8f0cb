"""What no plan can be worth more than: a linear programme, solved by HiGHS in SciPy, which is an extra."""

from __future__ import annotations

from importlib import import_module
from math import ceil

from throughline.planner.engine.problem import Problem, may_call, worth


def upper_bound(problem: Problem) -> int | None:
    """Give a value that no plan beats, or nothing where SciPy is not installed.

    A person may be shared among workers, and a call in time counts against all days up to its latest.
    Both only make more possible, so the bound holds.
    """
    try:
        linprog = import_module("scipy.optimize").linprog
        csr_matrix = import_module("scipy.sparse").csr_matrix
    except ImportError:
        return None
    gains: list[int] = []
    entries: list[tuple[int, int, int]] = []
    limits = [1] * len(problem.people)
    starts = []
    for worker in problem.workers:
        starts.append(len(limits))
        limits += [sum(worker.minutes[: day + 1]) for day in range(len(problem.days))]
    last = len(problem.days) - 1
    for row, person in enumerate(problem.people):
        for start, worker in zip(starts, problem.workers, strict=True):
            if not may_call(worker, person) or max(worker.minutes, default=0) < person.minutes:
                continue
            for late in (False, True):
                if (late and person.latest >= last) or (not late and person.latest < 0):
                    continue
                column = len(gains)
                gains.append(worth(person, worker, late=late))
                entries.append((row, column, 1))
                first = last if late else min(person.latest, last)
                entries += [(start + day, column, person.minutes) for day in range(first, last + 1)]
    if not gains:
        return 0
    rows, columns, numbers = zip(*entries, strict=True)
    matrix = csr_matrix((numbers, (rows, columns)), shape=(len(limits), len(gains)))
    answer = linprog([-gain for gain in gains], A_ub=matrix, b_ub=limits, bounds=(0, 1), method="highs")
    return ceil(-answer.fun - 1e-6) if answer.status == 0 else None
