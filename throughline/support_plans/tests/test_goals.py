"""Goals in the client's words, and other words for them that keep the original (R19, R20)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock, linked
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.directory.kinds import Mode, Status
from throughline.support_plans import goal_commands, queries, ripple_queries
from throughline.support_plans.goal_commands import GoalSaid, WaitsFor
from throughline.support_plans.kinds import GoalState, WhyReframed
from throughline.support_plans.models import Goal, GoalTurn, Target
from throughline.support_plans.tests.saying import WALK, acting, do, goal, now
from throughline.tasks.models import Task, TaskKind


@pytest.fixture
def case(service):
    return service.open_case("John Hartley")


def owed(service, about):
    with acting(service):
        return list(Task.objects.filter(subject_id=about.id).order_by("made_at", "id"))


def review(service, one, to=GoalState.OPEN, *, note="", in_days=28, by="worker"):
    review_on = None if in_days is None else clock.in_days(in_days).date()
    return do(service, goal_commands.review_goal, by, goal_id=one.id, to=to, note=note, review_on=review_on)


def reframe(service, one, words="Chair exercises by phone twice a week", *, waits_for=None, by="worker"):
    said = GoalSaid(words=words, review_on=clock.in_days(28).date())
    return do(
        service, goal_commands.reframe_goal, by, goal_id=one.id, said=said, why=WhyReframed.SERVICE_CLOSED,
        note="because gym closed", waits_for=waits_for or WaitsFor("gym"),
    )  # fmt: skip


def plan(service, case):
    with acting(service) as viewer:
        return queries.plan_of(case.client_id, viewer=viewer)


class TestAGoalInTheirWords:
    """The check of R19."""

    def test_without_a_review_date_it_is_refused(self, service, case):
        with pytest.raises(Refused, match="An open goal has a review date"):
            goal(service, case, in_days=None, targets=["To the gate", "To the shop"])

    def test_with_the_date_it_stands_with_its_small_steps_and_is_owed_on_that_day(self, service, case):
        made = goal(service, case, targets=["To the gate", "To the shop", " "], why_it_matters="To see my sister")
        [row] = plan(service, case).goals
        assert (row.words, [step.words for step in row.targets]) == (WALK, ["To the gate", "To the shop"])
        [task] = owed(service, made)
        assert (task.kind, task.due_on) == (TaskKind.GOAL_REVIEW, clock.in_days(28).date())
        assert WALK in task.reason

    def test_looking_at_it_again_moves_the_day(self, service, case):
        made = goal(service, case)
        clock.move_to(clock.in_days(28))
        review(service, made, note="To the shop and back", in_days=14)
        [task] = owed(service, made)
        assert (task.due_on, task.done_at) == (clock.in_days(14).date(), None)

    @pytest.mark.parametrize("to", [GoalState.MET, GoalState.DROPPED])
    def test_met_or_let_go_it_is_owed_no_more_and_can_be_taken_up_again(self, service, case, to):
        made = goal(service, case)
        review(service, made, to, note="My knee says no", in_days=None)
        assert owed(service, made)[0].done_at is not None
        review(service, made, note="Knee is fine")
        assert now(service, made).state == GoalState.OPEN
        assert [task.done_at is None for task in owed(service, made)].count(True) == 1

    def test_its_history_is_kept(self, service, case):
        made = goal(service, case)
        review(service, made, GoalState.MET, note="To the shop and back")
        with acting(service):
            turns = list(GoalTurn.objects.filter(goal=made).order_by("made_at").values_list("state", "note"))
        assert turns == [("OPEN", ""), ("MET", "To the shop and back")]

    def test_steps_are_marked_and_unmarked(self, service, case):
        made = goal(service, case, targets=["To the gate", "To the shop"])
        do(service, goal_commands.add_target, goal_id=made.id, words="To the park")
        with acting(service):
            first = Target.objects.filter(goal=made).order_by("place").first()
        do(service, goal_commands.mark_targets, goal_id=made.id, done=[first.id])
        assert [step.done_on for step in plan(service, case).goals[0].targets] == [clock.START.date(), None, None]
        do(service, goal_commands.mark_targets, goal_id=made.id, done=[])
        assert plan(service, case).goals[0].targets[0].done_on is None

    def test_it_is_refused_with_the_reason(self, service, case):
        made = goal(service, case)
        with pytest.raises(NotAllowed):
            goal(service, case, by="administrator")
        with pytest.raises(NotFound):
            goal(service, case, by="stranger")
        with pytest.raises(NotFound):
            do(service, goal_commands.add_target, "stranger", goal_id=made.id, words="To the park")
        with pytest.raises(Refused, match="small step"):
            do(service, goal_commands.add_target, goal_id=made.id, words=" ")
        with pytest.raises(NotFound):
            do(service, goal_commands.mark_targets, goal_id=made.id, done=[uuid4()])
        with pytest.raises(Refused, match="Say in their words why"):
            review(service, made, GoalState.DROPPED)
        with pytest.raises(Refused, match="has a review date"):
            review(service, made, in_days=None)


class TestOtherWordsForAGoal:
    """The check of R20."""

    @pytest.fixture
    def gym(self, service):
        return linked.listed()

    @pytest.fixture
    def original(self, service, case):
        return goal(service, case, "Gym twice a week")

    def test_the_original_is_kept_and_says_what_it_waits_for(self, service, case, original, gym):
        linked.said_to_be(gym, Status.PAUSED)
        instead = reframe(service, original, waits_for=WaitsFor("gym", gym.id, Mode.IN_PERSON))
        kept, new = plan(service, case).goals
        assert (kept.words, kept.state, kept.kept.waits_for) == ("Gym twice a week", GoalState.REFRAMED, "gym")
        assert (new.goal_id, new.state, new.since.original) == (instead.id, GoalState.OPEN, "Gym twice a week")
        assert plan(service, case).could_go_back == ()

    def test_when_the_gym_opens_again_it_could_be_gone_back_to(self, service, case, original, gym):
        linked.said_to_be(gym, Status.PAUSED)
        reframe(service, original, waits_for=WaitsFor("gym", gym.id, Mode.IN_PERSON))
        linked.said_to_be(gym, Status.REDUCED)
        assert [kept.original for kept in plan(service, case).could_go_back] == ["Gym twice a week"]
        with acting(service) as viewer:
            [row] = ripple_queries.could_go_back(viewer=viewer, service_id=gym.id, mode=Mode.IN_PERSON)
        assert (row.words, row.name, row.worker_id) == (
            "Gym twice a week", "John Hartley", service.staff["worker"].id,
        )  # fmt: skip

    @pytest.mark.parametrize(("keep", "stands"), [(True, GoalState.OPEN), (False, GoalState.MET)])
    def test_going_back_opens_the_original(self, service, case, original, gym, keep, stands):
        instead = reframe(service, original, waits_for=WaitsFor("gym", gym.id, Mode.IN_PERSON))
        do(service, goal_commands.go_back_to_goal, goal_id=original.id, review_on=clock.in_days(14).date(),
           keep_other=keep)  # fmt: skip
        assert now(service, original).state == GoalState.OPEN
        assert now(service, instead).state == stands
        assert plan(service, case).could_go_back == ()
        with acting(service) as viewer:
            assert ripple_queries.could_go_back(viewer=viewer) == []

    def test_it_can_be_put_in_other_words_once_more(self, service, case, original):
        first = reframe(service, original)
        reframe(service, first, "Stretch in the kitchen")
        assert [row.state for row in plan(service, case).goals] == [
            GoalState.REFRAMED, GoalState.REFRAMED, GoalState.OPEN,
        ]  # fmt: skip

    def test_it_is_refused_with_the_reason(self, service, case, original):
        with pytest.raises(NotAllowed):
            reframe(service, original, by="administrator")
        with pytest.raises(NotFound):
            reframe(service, original, by="stranger")
        with pytest.raises(Refused, match="instead"):
            reframe(service, original, " ")
        with pytest.raises(Refused, match="nothing to go back to"):
            do(service, goal_commands.go_back_to_goal, goal_id=original.id, review_on=date(2020, 4, 1),
               keep_other=True)  # fmt: skip
        reframe(service, original)
        with pytest.raises(Refused, match="Only a goal that is going on"):
            reframe(service, original)

    def test_goals_are_counted_by_how_they_stand(self, service, case, original):
        reframe(service, original)
        review(service, goal(service, case, "Sleep through"), GoalState.MET)
        with acting(service, "manager") as viewer:
            counted = ripple_queries.goals_by_state(viewer=viewer)[case.provider_id]
        assert counted == {
            GoalState.OPEN: 1, GoalState.REFRAMED: 1, GoalState.ON_HOLD: 0, GoalState.MET: 1, GoalState.DROPPED: 0,
        }  # fmt: skip


def test_a_plan_is_read_in_as_many_statements_however_long_it_is(service, case, django_assert_num_queries):
    def count():
        with acting(service) as viewer, django_assert_num_queries(11):
            queries.plan_of(case.client_id, viewer=viewer)

    count()
    for n in range(3):
        made = goal(service, case, f"Goal {n}", targets=["One", "Two"])
        reframe(service, made)
    count()


def test_a_stranger_s_provider_counts_none_of_them(service, case):
    goal(service, case)
    with acting(service, "strange manager") as viewer:
        assert ripple_queries.goals_by_state(viewer=viewer) == {}
    with acting(service):
        assert Goal.objects.count() == 1


def test_nothing_of_a_plan_says_that_somebody_failed(service, case):
    gone = goal(service, case)
    clock.move_to(clock.START + timedelta(days=40))
    review(service, gone, GoalState.DROPPED, note="Not for me now")
    assert plan(service, case).goals[0].state.label == "Let go"
