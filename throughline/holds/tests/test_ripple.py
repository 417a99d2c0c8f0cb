"""A gym closes: everything that leaned on it is held in one act, undone exactly, and restarted. The check of R41."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.correspondence import commands as correspondence
from throughline.correspondence.models import About, Notice
from throughline.correspondence.models import State as Told
from throughline.directory.kinds import Mode, Report, Status
from throughline.directory.models import WayOfJoining
from throughline.directory.writing import Observed
from throughline.holds import closing_commands, commands
from throughline.holds.models import Closing, Hold, HowEnded
from throughline.onward_referrals.models import OnwardReferral, State
from throughline.onward_referrals.tests.builders import became, offered, refer_on, way
from throughline.support_plans.kinds import GainState, Gives, GoalState, LeaningState
from throughline.support_plans.models import Gain, Goal, Leaning
from throughline.support_plans.tests.saying import gain, goal, leans
from throughline.tasks.models import Task, TaskKind

MEANWHILE = "Seated exercise by phone"


def everything(model, **having):
    with acting_as(SYSTEM):
        return list(model.objects.filter(**having).order_by("id"))


def close(service, gym, *, meanwhile=MEANWHILE, by="worker", report=Report.PAUSED):
    with acting_as(service.actor(by)) as actor:
        return closing_commands.report_stopped(
            service_id=gym.id, report=report, told=Observed(Status.UNKNOWN), meanwhile=meanwhile, by=actor,
            at=clock.test_time(),
        )  # fmt: skip


def reopen(service, gym, mode=Mode.IN_PERSON):
    from throughline.directory import commands as directory

    with acting_as(service.actor("worker")) as by:
        directory.observe(way_id=way(gym, mode).id, observed=Observed(Status.OPEN), by=by, at=clock.test_time())


def undo(service, closing, *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        return closing_commands.undo_closing(closing_id=closing.id, by=actor, at=clock.test_time())


def later(**passed):
    clock.move_to(clock.test_time() + timedelta(**passed))


@pytest.fixture
def gym(service):
    return offered(service)


@pytest.fixture
def case(service):
    return service.open_case("John Hartley", address="1 Sea Road")


@pytest.fixture
def elsewhere(service, gym):
    """Give somebody of the other provider who goes to the same gym."""
    received = service.refer("Theirs", surgery="Hilltop", by="strange practice")
    theirs = service.allocate(received.referral_id, to="stranger", by="strange manager")
    return refer_on(service, theirs, gym, by="stranger")


class TestTwelveReferrals:
    """The check of R41."""

    @pytest.fixture
    def twelve(self, service, gym):
        people = [service.open_case(f"Person {letter}", address="1 Sea Road") for letter in "abcdefghijkl"]
        return [refer_on(service, person, gym) for person in people]

    def test_closing_holds_twelve_tells_twelve_and_reviews_twelve(self, service, gym, twelve):
        closing = close(service, gym)
        assert {one.state for one in everything(OnwardReferral)} == {State.ON_HOLD}
        holds = everything(Hold)
        assert len(holds) == closing.people == 12
        assert {hold.review_on for hold in holds} == {date(2020, 3, 30)}
        assert len(everything(Task, kind=TaskKind.HOLD_REVIEW, due_on=date(2020, 3, 30))) == 12
        notices = everything(Notice, about=About.ON_HOLD, state=Told.QUEUED)
        assert len(notices) == 12
        assert "Riverside gym has stopped for now" in notices[0].words
        assert "Meanwhile: Seated exercise by phone." in notices[0].words
        assert "Monday 30 March 2020" in notices[0].words

    def test_reopening_lists_twelve_to_restart_and_loses_none(self, service, gym, twelve):
        close(service, gym)
        later(days=60)
        reopen(service, gym)
        holds = everything(Hold, ended_at=None)
        assert len([hold for hold in holds if hold.restart_from == date(2020, 5, 1)]) == 12
        assert not everything(Notice, about=About.ON_HOLD, state=Told.QUEUED)

    def test_each_restarts_where_it_stood_with_a_day_to_check_back(self, service, gym, twelve):
        became(service, twelve[0], State.WAITING)
        close(service, gym)
        later(days=60)
        reopen(service, gym)
        with acting_as(service.actor("worker")) as by:
            done = commands.restart(hold_ids=[h.id for h in everything(Hold)], by=by, at=clock.test_time())
        assert done == 12
        stands = {one.id: one.state for one in everything(OnwardReferral)}
        assert stands[twelve[0].id] == State.WAITING
        assert stands[twelve[1].id] == State.AGREED
        assert len(everything(Task, kind=TaskKind.CHECK_BACK, done_at=None)) == 12
        assert not everything(Task, kind=TaskKind.HOLD_REVIEW, done_at=None)
        assert len(everything(Notice, about=About.RESTART, state=Told.QUEUED)) == 12

    def test_a_fault_in_the_middle_leaves_nothing(self, service, gym, twelve, monkeypatch):
        def fault(**_):
            raise ZeroDivisionError

        monkeypatch.setattr(closing_commands.notices, "tell_of_plans", fault)
        with pytest.raises(ZeroDivisionError):
            close(service, gym)
        assert not everything(Hold)
        assert not everything(Closing)
        assert {one.state for one in everything(OnwardReferral)} == {State.AGREED}
        assert WayOfJoining.objects.get(service=gym).status == Status.OPEN


class TestWhatLeansOnIt:
    """The checks of R21 and R46: ground, goals and hidden help."""

    @pytest.fixture
    def leaning(self, service, case, gym):
        wish, stopped = goal(service, case), gain(service, case)
        leans(service, case, gym, goal=wish)
        leans(service, case, gym, Gives.MOTIVATION, gain=stopped, hidden=True, words="The trainer keeps me going")
        return wish, stopped

    def test_goals_are_held_ground_is_at_risk_and_needs_are_unmet(self, service, case, gym, leaning):
        close(service, gym)
        assert [one.state for one in everything(Goal)] == [GoalState.ON_HOLD]
        assert [one.state for one in everything(Gain)] == [GainState.AT_RISK]
        assert {one.state for one in everything(Leaning)} == {LeaningState.UNMET}
        assert [(hold.goal_id, hold.onward_id) for hold in everything(Hold)] == [(leaning[0].id, None)]

    def test_a_contact_is_due_in_five_working_days(self, service, case, gym, leaning):
        close(service, gym)
        assert everything(Case, id=case.id)[0].next_contact_on == date(2020, 3, 9)
        [notice] = everything(Notice, about=About.ON_HOLD)
        assert "Monday 9 March 2020" in notice.words

    def test_another_place_that_goes_on_lets_them_have_what_it_gave(self, service, case, gym, leaning):
        from throughline.directory import commands as directory
        from throughline.directory.writing import NewWay

        with acting_as(service.actor("worker")) as by:
            hall = directory.list_location(name="Hall", by=by, at=clock.test_time())
            at_hall = directory.add_way(
                service_id=gym.id, way=NewWay(Mode.IN_PERSON, Observed(Status.OPEN), hall.id), by=by,
                at=clock.test_time(),
            )  # fmt: skip
            directory.observe(way_id=at_hall.id, observed=Observed(Status.CLOSED), by=by, at=clock.test_time())
        assert {one.state for one in everything(Leaning)} == {LeaningState.LEANING}

    def test_going_back_gives_them_again_what_they_lacked(self, service, case, gym, leaning):
        close(service, gym)
        later(days=60)
        reopen(service, gym)
        with acting_as(service.actor("worker")) as by:
            commands.restart(hold_ids=[h.id for h in everything(Hold)], by=by, at=clock.test_time())
        assert [one.state for one in everything(Goal)] == [GoalState.OPEN]
        assert {one.state for one in everything(Leaning)} == {LeaningState.LEANING}
        assert [one.state for one in everything(Gain)] == [GainState.HELD]


class TestMeanwhile:
    def test_it_is_asked_for(self, service, gym, case):
        refer_on(service, case, gym)
        with pytest.raises(Refused, match="nothing found"):
            close(service, gym, meanwhile=" ")

    def test_nothing_found_goes_to_the_manager_and_is_said_for_all_at_once(self, service, gym, case):
        refer_on(service, case, gym)
        closing = close(service, gym, meanwhile="Nothing found")
        assert len(everything(Task, kind=TaskKind.ASK_MEANWHILE, done_at=None)) == 1
        with acting_as(service.actor("manager")) as manager:
            with pytest.raises(Refused, match="Say what they do"):
                closing_commands.say_meanwhile(
                    closing_id=closing.id, meanwhile="nothing found", by=manager, at=clock.test_time()
                )
            done = closing_commands.say_meanwhile(
                closing_id=closing.id, meanwhile="Walks by phone", by=manager, at=clock.test_time()
            )
        assert done == 1
        assert [hold.meanwhile for hold in everything(Hold)] == ["Walks by phone"]
        assert not everything(Task, kind=TaskKind.ASK_MEANWHILE, done_at=None)


class TestEveryProvider:
    def test_the_other_providers_plans_are_held_with_nothing_found_yet(self, service, gym, case, elsewhere):
        refer_on(service, case, gym)
        close(service, gym)
        [theirs] = everything(Hold, onward_id=elsewhere.id)
        assert theirs.meanwhile == "nothing found"
        assert theirs.provider_id == service.places["Northgate Wellbeing"].id
        assert len(everything(Task, kind=TaskKind.ASK_MEANWHILE, provider_id=theirs.provider_id)) == 1
        with acting_as(service.actor("stranger")):
            assert {c.provider_id for c in Closing.objects.all()} == {theirs.provider_id}

    def test_what_anybody_says_of_a_service_holds_plans_too(self, service, gym, case, elsewhere):
        from throughline.directory import commands as directory

        refer_on(service, case, gym)
        with acting_as(SYSTEM) as by:
            directory.observe(way_id=way(gym).id, observed=Observed(Status.CLOSED), by=by, at=clock.test_time())
        assert len(everything(Hold)) == 2
        assert {hold.meanwhile for hold in everything(Hold)} == {"nothing found"}


SAME = (OnwardReferral, Goal, Gain, Leaning)
PASSING = {"state_at", "state_by_id", "state_on", "open_marker"}


def pictures():
    """Give every row that a closing touches, as it stands, but for when it last came to stand so."""
    with acting_as(SYSTEM):
        return {
            (model.__name__, row["id"]): {name: value for name, value in row.items() if name not in PASSING}
            for model in (*SAME, Case)
            for row in model.objects.values()
        }


class TestUndoneWithinTheHour:
    @pytest.fixture
    def before(self, service, case, gym, elsewhere):
        wish, stopped = goal(service, case), gain(service, case)
        leans(service, case, gym, goal=wish)
        leans(service, case, gym, Gives.COMPANY, gain=stopped, hidden=True)
        refer_on(service, case, gym)
        return pictures()

    def test_every_row_is_exactly_as_it_was_at_every_provider(self, service, gym, before):
        closing = close(service, gym)
        assert pictures() != before
        later(minutes=59)
        assert undo(service, closing) == []
        assert pictures() == before
        assert {hold.how_ended for hold in everything(Hold)} == {HowEnded.UNDONE}
        assert not everything(Notice, about=About.ON_HOLD, state=Told.QUEUED)
        assert not everything(Task, kind=TaskKind.HOLD_REVIEW, done_at=None)
        assert len(everything(Task, kind=TaskKind.CHECK_BACK, done_at=None)) == 2
        assert WayOfJoining.objects.get(service=gym).status == Status.OPEN

    def test_what_somebody_changed_since_is_left_and_named(self, service, case, gym, before):
        closing = close(service, gym)
        [onward] = everything(OnwardReferral, case=case)
        later(minutes=10)
        became(service, onward, State.DECLINED, in_days=None)
        later(minutes=10)
        assert undo(service, closing) == [case.id]
        assert everything(OnwardReferral, case=case)[0].state == State.DECLINED
        assert [one.state for one in everything(Goal)] == [GoalState.OPEN]

    def test_a_notice_that_was_told_stays_told(self, service, gym, before):
        closing = close(service, gym)
        told = everything(Notice, about=About.ON_HOLD, provider_id=closing.provider_id)[0]
        with acting_as(service.actor("worker")) as by:
            correspondence.mark_done(notice_id=told.id, by=by, at=clock.test_time())
        undo(service, closing)
        assert everything(Notice, id=told.id)[0].state == Told.DONE

    def test_after_the_hour_it_is_refused(self, service, gym, before):
        closing = close(service, gym)
        later(minutes=61)
        with pytest.raises(Refused, match="More than an hour"):
            undo(service, closing)

    def test_nor_twice_nor_by_the_provider_that_did_not_report_it(self, service, gym, before):
        closing = close(service, gym)
        [theirs] = everything(Closing, provider_id=service.places["Northgate Wellbeing"].id)
        with pytest.raises(Refused, match="Another provider"):
            undo(service, theirs, by="stranger")
        with pytest.raises(NotFound):
            undo(service, closing, by="stranger")
        undo(service, closing)
        with pytest.raises(Refused, match="undone already"):
            undo(service, closing)


def test_who_may_not_see_clients_may_not_close_with_them(service, gym):
    with pytest.raises(NotAllowed):
        close(service, gym, by="administrator")


def test_what_has_stopped_already_holds_nobody_twice(service, gym, case):
    refer_on(service, case, gym)
    close(service, gym)
    later(minutes=1)
    assert close(service, gym) is None
    assert close(service, gym, report=Report.CLOSED) is None
    assert WayOfJoining.objects.get(service=gym).status == Status.CLOSED
    assert len(everything(Hold)) == 1
