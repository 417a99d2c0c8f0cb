"""One plan on hold by hand: told, looked at again, restarted, let go, and who may (R41, S24)."""

from datetime import date
from uuid import uuid4

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.correspondence.models import About, Notice
from throughline.directory.kinds import Category, Mode
from throughline.holds import commands
from throughline.holds.models import Hold, HowEnded, WhyHeld
from throughline.holds.tests.test_ripple import everything, later, reopen
from throughline.holds.writing import Holding
from throughline.onward_referrals import hold_commands as onward
from throughline.onward_referrals.models import OnwardReferral, State
from throughline.onward_referrals.tests.builders import became, offered, refer_on, way
from throughline.support_plans.kinds import GoalState
from throughline.support_plans.models import Goal
from throughline.support_plans.tests.saying import do, goal, now
from throughline.tasks.models import Task, TaskKind

LATER = date(2020, 3, 30)


def holding(**more):
    said = {"why": WhyHeld.HEALTH, "ends_when": "Her knee is better", "meanwhile": "Chair exercises",
            "review_on": LATER}  # fmt: skip
    return Holding(**{**said, **more})


def hold(service, *, by="worker", told=None, **plan):
    return do(service, commands.put_on_hold, by, holding=told or holding(), **plan)


@pytest.fixture
def case(service):
    return service.open_case("Reena Rai", address="1 Sea Road")


@pytest.fixture
def referred(service, case):
    return refer_on(service, case, offered(service))


class TestOnePlan:
    def test_a_referral_is_held_with_reason_day_and_meanwhile_and_they_are_told(self, service, case, referred):
        made = hold(service, onward_id=referred.id)
        assert now(service, referred).state == State.ON_HOLD
        assert (made.why, made.review_on, made.meanwhile) == (WhyHeld.HEALTH, LATER, "Chair exercises")
        [notice] = everything(Notice, about=About.ON_HOLD)
        assert "Riverside gym is on hold until Her knee is better." in notice.words
        assert everything(Task, kind=TaskKind.HOLD_REVIEW)[0].due_on == LATER

    def test_a_goal_is(self, service, case):
        walk = goal(service, case)
        hold(service, goal_id=walk.id)
        assert now(service, walk).state == GoalState.ON_HOLD

    def test_without_a_meanwhile_only_with_the_words_and_then_a_manager_reads_it(self, service, referred):
        with pytest.raises(Refused, match="nothing found"):
            hold(service, onward_id=referred.id, told=holding(meanwhile=""))
        hold(service, onward_id=referred.id, told=holding(meanwhile="nothing found"))
        assert len(everything(Task, kind=TaskKind.ASK_MEANWHILE)) == 1

    def test_what_is_on_hold_or_over_is_not_held_again(self, service, referred):
        hold(service, onward_id=referred.id)
        with pytest.raises(Refused, match="on hold already"):
            hold(service, onward_id=referred.id)
        became(service, referred, State.DECLINED)
        with pytest.raises(Refused, match="is over"):
            hold(service, onward_id=referred.id)

    def test_a_referral_that_is_over_is_on_hold_no_more(self, service, referred):
        hold(service, onward_id=referred.id)
        became(service, referred, State.DECLINED)
        assert everything(Hold)[0].how_ended == HowEnded.CHANGED

    def test_the_database_holds_that_it_is_on_one_plan(self, service, case, referred):
        made, walk = hold(service, onward_id=referred.id), goal(service, case)
        with acting_as(SYSTEM), pytest.raises(Exception, match="hold_is_on_one_plan"):
            Hold.objects.filter(id=made.id).update(goal_id=walk.id)


class TestNotForHimOnline:
    """S24: the group went online, and he says no."""

    @pytest.fixture
    def group(self, service):
        return offered(service, "Weight group", Category.WEIGHT, Mode.IN_PERSON, Mode.ONLINE)

    @pytest.fixture
    def said_no(self, service, case, group):
        online = refer_on(service, case, group, mode=Mode.ONLINE)
        told = holding(why=WhyHeld.NOT_ONLINE, words="It was not the same", meanwhile="Weigh-in by phone")
        return hold(service, onward_id=online.id, told=told)

    def test_it_waits_for_the_group_to_meet_in_person(self, service, group, said_no):
        assert said_no.way == way(group, Mode.IN_PERSON)

    def test_nobody_asks_about_online_again_for_180_days(self, said_no):
        assert everything(OnwardReferral)[0].ask_online_from == date(2020, 8, 29)

    def test_it_is_listed_when_the_group_meets_again(self, service, group, said_no):
        from throughline.holds.tests.test_ripple import close

        close(service, group)
        later(days=60)
        reopen(service, group)
        assert everything(Hold, id=said_no.id)[0].restart_from == date(2020, 5, 1)


class TestLookedAtAgain:
    def test_it_says_what_meanwhile_and_when_next(self, service, referred):
        made = hold(service, onward_id=referred.id, told=holding(meanwhile="nothing found"))
        do(service, commands.look_again, hold_id=made.id, meanwhile="Walks", review_on=date(2020, 4, 6))
        assert everything(Task, kind=TaskKind.HOLD_REVIEW, done_at=None)[0].due_on == date(2020, 4, 6)
        assert not everything(Task, kind=TaskKind.ASK_MEANWHILE, done_at=None)
        with pytest.raises(Refused, match="a day after today"):
            do(service, commands.look_again, hold_id=made.id, meanwhile="Walks", review_on=None)

    def test_not_now_asks_again_in_28_days(self, service, referred):
        made = hold(service, onward_id=referred.id)
        do(service, commands.say_not_now, hold_id=made.id)
        assert everything(Hold)[0].asked_on == date(2020, 3, 2)
        assert everything(Task, kind=TaskKind.HOLD_REVIEW, done_at=None)[0].due_on == LATER

    def test_a_goal_that_is_let_go_of_goes_on_without_the_service(self, service, case):
        made = hold(service, goal_id=goal(service, case).id)
        do(service, commands.let_go, hold_id=made.id, words="Would rather walk")
        assert everything(Goal)[0].state == GoalState.OPEN
        for act in (commands.say_not_now, commands.let_go, commands.restart):
            asked = {"hold_ids": [made.id]} if act is commands.restart else {"hold_id": made.id}
            with pytest.raises(Refused, match="does not stand on hold any more"):
                do(service, act, **asked, **({"words": ""} if act is commands.let_go else {}))


def test_who_may_and_whose(service, referred):
    made = hold(service, onward_id=referred.id)
    acts = [
        (commands.put_on_hold, {"holding": holding(), "onward_id": referred.id}),
        (commands.look_again, {"hold_id": made.id, "meanwhile": "Walks", "review_on": LATER}),
        (commands.restart, {"hold_ids": [made.id]}),
        (commands.say_not_now, {"hold_id": made.id}),
        (commands.let_go, {"hold_id": made.id, "words": ""}),
    ]
    for act, given in acts:
        with pytest.raises(NotAllowed):
            do(service, act, "administrator", **given)
        with pytest.raises(NotFound):
            do(service, act, "stranger", **given)


def test_nothing_is_held_that_is_not_there(service):
    with pytest.raises(NotFound):
        commands.put_on_hold(holding=holding(), goal_id=uuid4(), by=service.actor("worker"), at=clock.test_time())
    with pytest.raises(NotFound):
        commands.restart(hold_ids=[uuid4()], by=service.actor("worker"), at=clock.test_time())


def test_an_administrator_moves_no_referral(service, referred):
    about = {"by": service.actor("administrator"), "at": clock.test_time()}
    with pytest.raises(NotAllowed):
        onward.hold_referrals(onward_ids=[referred.id], words="", **about)
    with pytest.raises(NotAllowed):
        onward.restart_referrals(onward_ids=[referred.id], check_back_on=None, words="", **about)
    with pytest.raises(NotAllowed):
        onward.put_referrals_back(before=[], words="", **about)
    with pytest.raises(NotAllowed):
        onward.ask_online_later(onward_id=referred.id, **about)


def test_what_has_ended_is_not_asked_about_again(service, case):
    made = hold(service, goal_id=goal(service, case).id)
    do(service, commands.let_go, hold_id=made.id, words="")
    with acting_as(service.actor("worker")) as by, pytest.raises(Refused, match="does not stand on hold"):
        commands.say_not_now(hold_id=made.id, by=by, at=clock.test_time())
