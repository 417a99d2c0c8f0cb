"""Ground gained, what puts it at risk, set-backs, and what services give people (R21, R22, R46)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock, linked
from throughline.caseload import commands as caseload
from throughline.cases.models import CloseReason, LevelChange, Way
from throughline.contacts.commands import Ending
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.core.working_days import add_working_days
from throughline.directory.kinds import Category, Mode, Status
from throughline.support_plans import gain_commands, leaning_commands, queries, risk_commands
from throughline.support_plans import ripple_commands as ripple
from throughline.support_plans import ripple_queries as leaning_queries
from throughline.support_plans.kinds import Cause, GainState, Gives, LeaningState, Part, WhyAtRisk
from throughline.support_plans.models import Leaning
from throughline.support_plans.tests.saying import acting, do, gain, leans, now, set_back
from throughline.tasks.models import Task, TaskKind
from throughline.watch import level_queries


@pytest.fixture
def case(service):
    return service.open_case("John Hartley")


@pytest.fixture
def gym(service):
    return linked.listed()


def flag(service, *gains, gym=None, why=WhyAtRisk.SERVICE_STOPPED, by="worker"):
    about = {"service_id": gym.id, "mode": Mode.IN_PERSON} if gym else {}
    return do(
        service, risk_commands.flag_at_risk, by, gain_ids=[one.id for one in gains], why=why,
        since_on=clock.test_time().date(), **about,
    )  # fmt: skip


def hand_over(service, case, to="colleague"):
    do(service, caseload.hand_over_case, "manager", case_id=case.id, to_worker_id=service.staff[to].id,
       contact_on=clock.in_days(10).date(), way=Way.PHONE, reason="Leaving")  # fmt: skip


def on_list(service, by="worker"):
    with acting(service, by) as viewer:
        return leaning_queries.ground_at_risk(viewer=viewer, worker_id=None)[1].rows


def row_of(service, case):
    with acting(service) as viewer:
        return queries.plan_of(case.client_id, viewer=viewer).gains[0]


class TestJohnStoppedSmoking:
    """The check of R21."""

    @pytest.fixture
    def stopped(self, service, case, gym):
        service.contact(case, in_days=42)
        held = gain(service, case, gained_on=date(2019, 11, 1), worker_id=service.staff["worker"].id,
                    person="the trainer")  # fmt: skip
        leans(service, case, gym, Gives.MOTIVATION, gain=held)
        return held

    def test_the_gym_closes_and_he_is_on_the_list_with_a_contact_in_five_working_days(
        self, service, case, gym, stopped
    ):
        flag(service, stopped, gym=gym)
        [row] = on_list(service)
        due = add_working_days(clock.START.date(), 5)
        assert (row.name, row.words, row.next_contact_on) == ("John Hartley", "Stopped smoking", due)
        assert row.reasons == ((WhyAtRisk.SERVICE_STOPPED, "Riverside gym", clock.START.date()),)

    def test_a_change_of_link_worker_is_a_second_reason(self, service, case, gym, stopped):
        flag(service, stopped, gym=gym)
        hand_over(service, case)
        [row] = on_list(service, "colleague")
        assert [why for why, *_ in row.reasons] == [WhyAtRisk.SERVICE_STOPPED, WhyAtRisk.WORKER_CHANGED]

    def test_a_change_of_link_worker_alone_puts_it_at_risk_and_brings_the_contact_forward(self, service, case, stopped):
        hand_over(service, case)
        [row] = on_list(service, "colleague")
        assert row.next_contact_on == add_working_days(clock.START.date(), 5)

    def test_what_leans_on_nobody_who_left_is_not_at_risk(self, service, case):
        gain(service, case, worker_id=service.staff["colleague"].id)
        hand_over(service, case)
        assert on_list(service, "colleague") == ()

    def test_a_contact_that_is_sooner_stays(self, service, case, gym, stopped):
        service.contact(case, in_days=2)
        flag(service, stopped, gym=gym)
        assert on_list(service)[0].next_contact_on == clock.in_days(2).date()

    def test_more_contact_is_proposed_until_somebody_decides(self, service, case, gym, stopped):
        flag(service, stopped, gym=gym)
        flag(service, stopped, why=WhyAtRisk.PERSON)
        with acting(service):
            assert LevelChange.objects.filter(case=case, reasons=["GROUND_AT_RISK"]).count() == 1
        with acting(service) as viewer:
            assert level_queries.level_sheet(case.id, viewer=viewer, on=clock.START.date()).proposal.more_often

    def test_undone_all_is_as_it_was(self, service, case, gym, stopped):
        before = now(service, case).next_contact_on
        done = flag(service, stopped, gym=gym)
        do(service, risk_commands.unflag, flagged=done)
        assert on_list(service) == ()
        assert row_of(service, case).state == GainState.HELD
        assert now(service, case).next_contact_on == before
        with acting(service) as viewer:
            assert level_queries.level_sheet(case.id, viewer=viewer, on=clock.START.date()).proposal is None

    def test_undone_a_second_reason_stands(self, service, case, gym, stopped):
        done = flag(service, stopped, gym=gym)
        flag(service, stopped, why=WhyAtRisk.PERSON)
        do(service, risk_commands.unflag, flagged=done)
        assert [why for why, *_ in on_list(service)[0].reasons] == [WhyAtRisk.PERSON]

    def test_undone_a_contact_promised_otherwise_since_stays(self, service, case, gym, stopped):
        done = flag(service, stopped, gym=gym)
        service.contact(case, in_days=3)
        do(service, risk_commands.unflag, flagged=done)
        assert now(service, case).next_contact_on == clock.in_days(3).date()

    def test_the_gym_runs_again_and_it_holds(self, service, case, gym, stopped):
        flag(service, stopped, gym=gym)
        goes = {"service_id": gym.id, "mode": Mode.IN_PERSON, "client_ids": [case.client_id]}
        do(service, risk_commands.end_risk_of_way, **goes)
        assert row_of(service, case).state == GainState.HELD

    def test_somebody_says_that_it_holds(self, service, case, gym, stopped):
        flag(service, stopped, gym=gym)
        do(service, gain_commands.tell_gain, gain_id=stopped.id, to=GainState.HELD, words="Still off them")
        row = row_of(service, case)
        assert (row.state, row.risks) == (GainState.HELD, ())

    def test_it_is_refused_with_the_reason(self, service, case, gym, stopped):
        with pytest.raises(NotAllowed):
            gain(service, case, by="administrator")
        with pytest.raises(NotFound):
            gain(service, case, by="stranger")
        with pytest.raises(NotFound):
            gain(service, case, worker_id=service.staff["stranger"].id)
        with pytest.raises(Refused, match="still to come"):
            gain(service, case, gained_on=clock.in_days(1).date())
        with pytest.raises(Refused, match="in their words"):
            gain(service, case, " ")
        with pytest.raises(NotAllowed):
            flag(service, stopped, gym=gym, by="administrator")
        with pytest.raises(NotAllowed):
            do(service, risk_commands.unflag, "administrator", flagged={})
        with pytest.raises(NotAllowed):
            do(service, risk_commands.end_risk_of_way, "administrator", service_id=gym.id, mode=Mode.IN_PERSON,
               client_ids=[case.client_id])  # fmt: skip
        with pytest.raises(Refused, match="has not slipped"):
            do(service, gain_commands.tell_gain, gain_id=stopped.id, to=GainState.REGAINED, words="")


class TestASetBack:
    """The check of R22."""

    @pytest.fixture
    def lighter(self, service, case):
        clock.move_to(clock.START + timedelta(days=87))  # 28 May 2020
        return gain(service, case, "Lost a stone", part=Part.WEIGHT, gained_on=date(2019, 12, 1))

    def test_the_gain_has_slipped_on_the_day_it_was_told_and_was_gained_before(self, service, case, lighter):
        set_back(service, case, gain=lighter, since_on=date(2020, 3, 23), causes=[Cause.SERVICE_CLOSED, Cause.HOME])
        row = row_of(service, case)
        assert (row.state, row.state_on) == (GainState.SLIPPED, date(2020, 5, 28))
        assert [turn.state for turn in row.turns] == [GainState.HELD, GainState.SLIPPED]

    def test_the_level_is_proposed_one_step_up(self, service, case, lighter):
        set_back(service, case, gain=lighter)
        with acting(service) as viewer:
            sheet = level_queries.level_sheet(case.id, viewer=viewer, on=date(2020, 5, 28))
        assert (sheet.level, sheet.proposal.to) == ("REGULAR", "INTENSIVE")

    def test_later_it_is_regained_and_the_history_tells_it_all(self, service, case, lighter):
        told = set_back(service, case, gain=lighter)
        clock.move_to(clock.in_days(40))
        do(service, gain_commands.review_set_back, set_back_id=told.id, words="Half of it off again", regained=True)
        row = row_of(service, case)
        assert [turn.state for turn in row.turns] == [GainState.HELD, GainState.SLIPPED, GainState.REGAINED]

    def test_it_is_refused_with_the_reason(self, service, case, lighter):
        with pytest.raises(NotAllowed):
            set_back(service, case, by="administrator")
        with pytest.raises(Refused, match="what you do next"):
            set_back(service, case, next_step="")
        with pytest.raises(Refused, match="still to come"):
            set_back(service, case, since_on=clock.in_days(1).date())
        with pytest.raises(NotFound):
            set_back(service, service.open_case("Ann Archer"), gain=lighter)
        told = set_back(service, case)
        with pytest.raises(Refused, match="how it is now"):
            do(service, gain_commands.review_set_back, set_back_id=told.id, words="", regained=False)
        do(service, gain_commands.review_set_back, set_back_id=told.id, words="Better", regained=True)
        with pytest.raises(Refused, match="looked at already"):
            do(service, gain_commands.review_set_back, set_back_id=told.id, words="Better", regained=False)
        with pytest.raises(NotFound):
            do(service, gain_commands.review_set_back, "stranger", set_back_id=told.id, words="x", regained=False)


class TestChristineSArtClass:
    """The check of R46."""

    @pytest.fixture
    def art(self, service):
        return linked.listed("Art class", Category.ARTS)

    @pytest.fixture
    def needs(self, service, case, art):
        given = [
            leans(service, case, art, Gives.ACTIVITY),
            leans(service, case, art, Gives.COMPANY, hidden=True),
            leans(service, case, art, Gives.BENEFITS, words="She helps me with my benefits", hidden=True),
        ]
        do(service, ripple.mark_unmet, leaning_ids=[one.id for one in given], since_on=clock.START.date())
        return given

    def test_all_that_it_gives_is_named_hidden_help_too(self, service, case, art):
        leans(service, case, art, Gives.BENEFITS, words="She helps me with my benefits", hidden=True)
        with acting(service) as viewer:
            [row] = leaning_queries.leans_on(art.id, viewer=viewer)
            assert leaning_queries.people_leaning_on([art.id], viewer=viewer) == {art.id: 1}
        assert (row.name, row.gives, row.words, row.hidden, row.case_id) == (
            "John Hartley", Gives.BENEFITS, "She helps me with my benefits", True, case.id,
        )  # fmt: skip

    def test_each_is_a_task_after_28_days(self, service, case, needs):
        with acting(service):
            tasks = list(Task.objects.filter(kind=TaskKind.NEED_UNMET, done_at=None))
        assert {task.due_on for task in tasks} == {clock.in_days(28).date()}
        assert any("She helps me with my benefits" in task.reason for task in tasks)
        assert len(tasks) == 3

    def test_an_art_pack_meets_only_the_first(self, service, case, needs):
        do(service, leaning_commands.settle_need, leaning_id=needs[0].id, to=LeaningState.MET, words="Art pack by post")
        with acting(service) as viewer:
            unmet = queries.plan_of(case.client_id, viewer=viewer).unmet
        assert [row.gives for row in unmet] == [Gives.COMPANY, Gives.BENEFITS]

    def test_what_meets_it_instead_is_leant_on_from_now_on(self, service, case, needs):
        phone = linked.listed("Phone friends", Category.SOCIAL_GROUP, Mode.PHONE)
        instead = leaning_commands.LeansOn(service_id=phone.id, mode=Mode.PHONE, gives=Gives.OTHER)
        do(service, leaning_commands.settle_need, leaning_id=needs[1].id, to=LeaningState.MET,
           words="A friend by phone", instead=instead)  # fmt: skip
        with acting(service) as viewer:
            [row] = leaning_queries.leans_on(phone.id, viewer=viewer)
        assert row.gives == Gives.COMPANY

    def test_nothing_found_yet_is_looked_at_again(self, service, case, needs):
        clock.move_to(clock.in_days(28))
        do(service, leaning_commands.keep_looking, leaning_id=needs[0].id)
        assert now(service, needs[0]).review_on == clock.in_days(28).date()

    def test_it_runs_again_and_what_is_still_unmet_is_met_by_it(self, service, case, needs):
        do(
            service,
            leaning_commands.settle_need,
            leaning_id=needs[0].id,
            to=LeaningState.DECLINED,
            words="Enough paint",
        )
        do(service, ripple.lean_again, leaning_ids=[one.id for one in needs])
        assert [now(service, one).state for one in needs] == ["DECLINED", "LEANING", "LEANING"]

    def test_undone_she_has_it_as_before(self, service, case, art):
        one = leans(service, case, art)
        before = do(service, ripple.mark_unmet, leaning_ids=[one.id], since_on=clock.START.date())
        do(service, ripple.have_again, before=before)
        with acting(service):
            assert Leaning.objects.get(id=one.id).state == LeaningState.LEANING
            assert not Task.objects.filter(kind=TaskKind.NEED_UNMET, done_at=None).exists()

    def test_of_a_service_that_has_stopped_it_is_a_need_at_once(self, service, case, art):
        linked.said_to_be(art, Status.PAUSED)
        assert leans(service, case, art).state == LeaningState.UNMET

    def test_whoever_left_the_service_leans_on_nothing(self, service, case, art):
        other = service.open_case("Ann Archer")
        leans(service, other, art)
        do(service, gain_commands.record_gain, client_id=other.client_id,
           said=gain_commands.GainSaid(part=Part.MOOD, words="Lighter", gained_on=clock.START.date()))  # fmt: skip
        service.contact(other, ending=Ending(CloseReason.COMPLETED, "All done"))
        with acting(service) as viewer:
            assert leaning_queries.leans_on(art.id, viewer=viewer) == []

    def test_it_is_refused_with_the_reason(self, service, case, art, needs):
        with pytest.raises(NotAllowed):
            leans(service, case, art, by="administrator")
        with pytest.raises(NotFound):
            leans(service, case, art, by="stranger")
        with pytest.raises(NotFound):
            do(service, leaning_commands.record_leaning, client_id=case.client_id, said=leaning_commands.LeansOn(
                service_id=uuid4(), mode=Mode.PHONE, gives=Gives.FOOD))  # fmt: skip
        with pytest.raises(NotFound):
            leans(service, case, art, gain=gain(service, service.open_case("Ann Archer")))
        with pytest.raises(Refused, match="what meets it now"):
            do(service, leaning_commands.settle_need, leaning_id=needs[0].id, to=LeaningState.MET, words="")
        with pytest.raises(Refused, match="not open"):
            do(service, leaning_commands.keep_looking, leaning_id=leans(service, case, art).id)
        for command in (ripple.mark_unmet, ripple.lean_again):
            more = {"since_on": clock.START.date()} if command is ripple.mark_unmet else {}
            with pytest.raises(NotAllowed):
                do(service, command, "administrator", leaning_ids=[], **more)
        with pytest.raises(NotAllowed):
            do(service, ripple.have_again, "administrator", before=[])
