"""A plan keeps every hard rule, is never better than the best there is, and says what its promises would take."""

import sys
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.planner.engine.bound import upper_bound
from throughline.planner.engine.explain import IN_TIME, OWN_WORKER, prices
from throughline.planner.engine.problem import Call, Person, Plan, Problem, Worker, broken_rules, value_of
from throughline.planner.engine.propose import greedy, propose
from throughline.planner.tests.exact import best_value

DAYS = tuple(date(2020, 3, 23) + timedelta(days=n) for n in range(3))
# Of the exact answer, over all the drawn small cases together. A single small case can be much further off.
LEAST_SHARE = 0.97


def worker(id_=1, minutes=(60, 60, 60), languages=("English",), team=1):
    return Worker(id_, f"Worker {id_}", team, frozenset(languages), tuple(minutes))


def person(id_=1, minutes=30, need=10, language="English", latest=2, own=1, team=1):
    return Person(id_, team, minutes, need, language, latest, own)


@st.composite
def small_problems(draw):
    minutes = st.lists(st.sampled_from([0, 30, 45, 60]), min_size=3, max_size=3)
    speaks = st.sampled_from([("English",), ("English", "Punjabi")])
    workers = tuple(worker(n, draw(minutes), draw(speaks)) for n in range(draw(st.integers(1, 3))))
    people = tuple(
        person(
            n, draw(st.sampled_from([10, 15, 25, 40])), draw(st.integers(1, 50)),
            draw(st.sampled_from(["English", "English", "Punjabi"])), draw(st.integers(-1, 4)), draw(st.integers(0, 3)),
        )
        for n in range(draw(st.integers(0, 10)))
    )  # fmt: skip
    return Problem(DAYS, workers, people)


@given(small_problems())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_proposal_keeps_the_rules_and_stands_between_greedy_and_the_best_there_is(problem):
    proposed, plain, best, bound = propose(problem), greedy(problem), best_value(problem), upper_bound(problem)
    assert broken_rules(problem, proposed.calls) == broken_rules(problem, plain.calls) == []
    assert proposed.value == value_of(problem, proposed.calls)
    assert plain.value <= proposed.value <= best <= bound


def test_over_many_small_cases_together_a_proposal_is_near_the_best_there_is():
    draw = Random(1)
    cases = [drawn(draw) for _ in range(200)]
    assert sum(propose(case).value for case in cases) >= LEAST_SHARE * sum(best_value(case) for case in cases)


def drawn(draw):
    workers = tuple(
        worker(n, draw.choices([0, 30, 45, 60], k=3), draw.choice([("English",), ("English", "Punjabi")]))
        for n in range(draw.randint(1, 3))
    )
    people = tuple(
        person(
            n, draw.choice([10, 15, 25, 40]), draw.randint(1, 50), draw.choice(["English", "English", "Punjabi"]),
            draw.randint(-1, 4), draw.randint(0, 3),
        )
        for n in range(draw.randint(1, 10))
    )  # fmt: skip
    return Problem(DAYS, workers, people)


@given(small_problems())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_each_promise_not_kept_has_its_price_and_no_other(problem):
    plan = propose(problem)
    called = {call.person: call for call in plan.calls}
    late, another = set(), set()
    for one in problem.people:
        call = called.get(one.id)
        if (call and call.day > one.latest) or (not call and one.latest < len(DAYS)):
            late.add(one.id)
        if call and call.worker != one.own:
            another.add(one.id)
    found = prices(problem, plan)
    assert {price.person for price in found if price.promise == IN_TIME} == late
    assert {price.person for price in found if price.promise == OWN_WORKER} == another


@pytest.mark.parametrize(
    ("calls", "broken"),
    [
        ((Call(1, 1, 0), Call(1, 1, 1)), ["1 is called twice"]),
        ((Call(2, 1, 0),), ["1 may not call 2"]),
        ((Call(3, 1, 0),), ["1 has too few minutes on day 0"]),
        ((Call(1, 1, 0),), []),
    ],
)
def test_a_broken_rule_is_named(calls, broken):
    people = (person(1), person(2, language="Punjabi"), person(3, minutes=90))
    assert broken_rules(Problem(DAYS, (worker(),), people), calls) == broken


@pytest.mark.parametrize(
    ("workers", "people", "why"),
    [
        ([worker(minutes=(20, 0, 0))], [person()],
         "Not called in these days. It would take 10 more minutes of Worker 1 on 23 March."),
        ([worker(minutes=(0, 0, 60))], [person(latest=1)],
         "Called on 25 March. Everybody who may call them is away until then: it would take 30 minutes."),
        ([worker()], [person(language="Polish")],
         "Not called in these days. Nobody in their team speaks Polish: it would take an interpreter or another team."),
        ([worker()], [person(latest=-1)], "Called on 23 March. Their latest date is before the first day."),
        ([worker(1, languages=()), worker(2)], [person()], "Worker 1 does not speak English."),
        ([worker(1, minutes=(0, 0, 0)), worker(2)], [person()], "Worker 1 is away until their latest date."),
        ([worker(1, minutes=(20, 0, 0)), worker(2)], [person()],
         "Worker 1 has no day with room by then: it would take 10 more minutes."),
        ([worker(2)], [person()], "Their own worker is not in this plan."),
    ],
)  # fmt: skip
def test_the_price_says_what_it_would_take(workers, people, why):
    problem = Problem(DAYS, tuple(workers), tuple(people))
    assert [price.why for price in prices(problem, propose(problem))] == [why]


def test_room_that_a_person_could_still_use_is_said():
    problem = Problem(DAYS, (worker(1), worker(2)), (person(1), person(2)))
    said = [price.why for price in prices(problem, Plan((Call(2, 2, 0),), 0))]
    assert said == [
        "Not called in these days. Worker 1 has room on 23 March: a person may move the call.",
        "Worker 1 has room: a person may move the call.",
    ]


def test_people_keep_their_own_worker_and_are_called_early_where_there_is_room():
    problem = Problem(DAYS, (worker(1), worker(2)), (person(1, own=2), person(2, own=1)))
    assert set(propose(problem).calls) == {Call(1, 2, 0), Call(2, 1, 0)}


def test_two_small_calls_take_the_place_of_one_where_they_are_worth_more():
    people = (person(1, minutes=30, need=31), person(2, minutes=15, need=10), person(3, minutes=15, need=25))
    problem = Problem(DAYS, (worker(minutes=(30, 0, 0)),), people)
    assert {call.person for call in propose(problem).calls} == {2, 3}


def test_without_scipy_there_is_no_bound(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    assert upper_bound(Problem(DAYS, (worker(),), (person(),))) is None


def test_nobody_to_call_is_worth_nothing():
    assert upper_bound(Problem(DAYS, (), ())) == propose(Problem(DAYS, (), ())).value == 0
