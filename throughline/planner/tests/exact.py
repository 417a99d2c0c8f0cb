"""The best plan there is for a small problem, by trying everything cleverly."""

from ortools.sat.python import cp_model

from throughline.planner.engine.problem import Problem, may_call, worth


def best_value(problem: Problem) -> int:
    """Give what the best plan is worth."""
    model = cp_model.CpModel()
    pick = {
        (p, w, day): model.new_bool_var("")
        for p in range(len(problem.people)) for w in range(len(problem.workers)) for day in range(len(problem.days))
        if may_call(problem.workers[w], problem.people[p])
    }  # fmt: skip
    for p in range(len(problem.people)):
        model.add_at_most_one(chosen for key, chosen in pick.items() if key[0] == p)
    for w, worker in enumerate(problem.workers):
        for day, minutes in enumerate(worker.minutes):
            here = [problem.people[k[0]].minutes * chosen for k, chosen in pick.items() if k[1:] == (w, day)]
            model.add(sum(here) <= minutes)
    gains = (
        worth(problem.people[p], problem.workers[w], late=day > problem.people[p].latest) * chosen
        for (p, w, day), chosen in pick.items()
    )
    model.maximize(sum(gains))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)
