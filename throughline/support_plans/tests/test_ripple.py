"""Many plans at once: put on hold, let go on, undone, in as many statements for many as for one."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock, linked
from throughline.core.decisions import NotAllowed
from throughline.directory.kinds import Mode
from throughline.support_plans import goal_commands, risk_commands
from throughline.support_plans import ripple_commands as ripple
from throughline.support_plans.kinds import GoalState, WhyAtRisk
from throughline.support_plans.models import Goal
from throughline.support_plans.tests.saying import acting, do, gain, goal, leans, now
from throughline.tasks.models import Task, TaskKind


@pytest.fixture
def case(service):
    return service.open_case("John Hartley")


def hold(service, *goals, in_days=28, by="worker"):
    done = do(service, ripple.hold_goals, by, goal_ids=[one.id for one in goals], note="The gym closed",
              review_on=clock.in_days(in_days).date())  # fmt: skip
    return json.loads(json.dumps(done))


def owed(service):
    with acting(service):
        return list(Task.objects.filter(kind=TaskKind.GOAL_REVIEW, done_at=None).values_list("subject_id", "due_on"))


def test_goals_that_go_on_are_put_on_hold_with_a_review_date(service, case):
    one = goal(service, case)
    hold(service, one)
    held = now(service, one)
    assert (held.state, held.review_on) == (GoalState.ON_HOLD, clock.in_days(28).date())
    assert owed(service) == []


def test_what_is_not_going_on_is_left(service, case):
    one = goal(service, case)
    do(service, goal_commands.review_goal, goal_id=one.id, to=GoalState.MET, note="", review_on=None)
    assert hold(service, one) == []
    assert now(service, one).state == GoalState.MET


def test_they_go_on_with_a_day_to_look_again(service, case):
    one = goal(service, case)
    hold(service, one)
    do(service, ripple.restart_goals, goal_ids=[one.id], review_on=clock.in_days(14).date(), note="It opened")
    assert now(service, one).state == GoalState.OPEN
    assert owed(service) == [(one.id, clock.in_days(14).date())]


def test_undone_each_is_as_it_was(service, case):
    one = goal(service, case, in_days=9)
    before = hold(service, one)
    clock.move_to(clock.START + timedelta(minutes=40))
    do(service, ripple.put_goals_back, before=before, note="It is open after all")
    assert (now(service, one).state, owed(service)) == (GoalState.OPEN, [(one.id, clock.START.date() + timedelta(9))])


def test_undone_what_somebody_turned_since_is_left(service, case):
    one = goal(service, case)
    before = hold(service, one)
    clock.move_to(clock.START + timedelta(minutes=40))
    do(service, goal_commands.review_goal, goal_id=one.id, to=GoalState.DROPPED, note="No more gyms", review_on=None)
    do(service, ripple.put_goals_back, before=before, note="It is open after all")
    assert now(service, one).state == GoalState.DROPPED


def test_it_is_not_for_everybody(service, case):
    day = clock.in_days(28).date()
    with pytest.raises(NotAllowed):
        hold(service, by="administrator")
    with pytest.raises(NotAllowed):
        do(service, ripple.restart_goals, "administrator", goal_ids=[], review_on=day, note="")
    with pytest.raises(NotAllowed):
        do(service, ripple.put_goals_back, "administrator", before=[], note="")


def test_another_provider_s_goals_are_left(service, case):
    one = goal(service, case)
    assert hold(service, one, by="stranger") == []
    with acting(service):
        assert Goal.objects.get(id=one.id).state == GoalState.OPEN


def test_for_many_it_takes_as_many_statements_as_for_one(service):
    gym = linked.listed()
    taken = []
    for people in (1, 6):
        cases = [service.open_case(f"Person {people} {n}") for n in range(people)]
        goals = [goal(service, case) for case in cases]
        gains = [gain(service, case) for case in cases]
        given = [leans(service, case, gym) for case in cases]
        with CaptureQueriesContext(connection) as captured:
            hold(service, *goals)
            do(service, ripple.mark_unmet, leaning_ids=[one.id for one in given], since_on=clock.START.date())
            do(service, risk_commands.flag_at_risk, gain_ids=[one.id for one in gains], service_id=gym.id,
               why=WhyAtRisk.SERVICE_STOPPED, mode=Mode.IN_PERSON, since_on=clock.START.date())  # fmt: skip
        taken.append(len(captured))
    assert taken[0] == taken[1]
