"""The call round: who is rung first, by whom, and what comes of it (R37)."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.core.clock import LONDON
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.directory import listing_commands
from throughline.directory.kinds import Category, How, Mode, Status, Teller
from throughline.directory.models import StatusObservation, WayOfJoining
from throughline.directory.writing import Described, Observed
from throughline.onward_referrals.models import Strength
from throughline.onward_referrals.tests import builders as onward
from throughline.organisations import commands as organisations
from throughline.support_plans import leaning_commands as leanings
from throughline.support_plans.kinds import Gives
from throughline.support_plans.leaning_commands import LeansOn
from throughline.verification import commands, queries
from throughline.verification.models import Outcome, Turn

MORNING = datetime(2020, 4, 16, 10, 0, tzinfo=LONDON)


def listed(service, name, *modes, at=clock.START):
    with acting_as(service.actor("worker")) as by:
        return listing_commands.list_service(
            offered_by="Riverside", described=Described(name=name, category=Category.ARTS, phone="0191 498 0301"),
            modes=modes or [Mode.PHONE], observed=Observed(Status.OPEN), place=None, by=by, at=at,
        )  # fmt: skip


@pytest.fixture
def lockdown(service):
    """Have a disruption on at both providers, and let it be the sixteenth of April."""
    for name, manager in (("Harbour Trust", "manager"), ("Northgate Wellbeing", "strange manager")):
        with acting_as(service.actor(manager)) as by:
            organisations.declare_disruption(
                provider_id=service.places[name].id, name="lockdown", starts_on=MORNING.date() - timedelta(days=24),
                by=by, at=clock.START,
            )  # fmt: skip
    clock.move_to(MORNING)


@pytest.fixture
def two(service, lockdown):
    """List an older service and a newer one."""
    return listed(service, "Older", at=MORNING - timedelta(days=20)), listed(
        service, "Newer", Mode.PHONE, Mode.ONLINE, at=MORNING - timedelta(days=16)
    )


def next_for(service, name):
    with acting_as(service.actor(name)) as by:
        turn_id = commands.take_next(by=by, at=clock.test_time())
    return turn_id and Turn.objects.get(id=turn_id)


def names(service):
    with acting_as(service.actor("worker")) as by:
        return [row.name for row in queries.call_round(viewer=by, on=MORNING.date())]


def lean_on(service, case, one, mode=Mode.PHONE):
    onward.refer_on(service, case, one, strength=Strength.SIGNPOSTED, mode=mode)


class TestTheOrder:
    def test_verified_on_the_first_of_april_it_is_on_the_round_of_the_sixteenth(self, service, lockdown):
        listed(service, "Art", at=datetime(2020, 4, 1, 9, 0, tzinfo=LONDON))
        with acting_as(service.actor("worker")) as by:
            [row] = queries.call_round(viewer=by, on=MORNING.date())
        assert (row.days, row.is_stale) == (15, True)

    def test_what_goes_stale_by_friday_is_on_it_and_what_does_later_is_not(self, service, lockdown):
        listed(service, "By Friday", at=MORNING - timedelta(days=14))
        listed(service, "Next week", at=MORNING - timedelta(days=12))
        assert names(service) == ["By Friday"]

    def test_the_stalest_first(self, service, two):
        assert names(service) == ["Older", "Newer"]

    def test_before_it_those_that_people_of_ours_lean_on_each_person_counted_once(self, service, two):
        case = service.open_case()
        for mode in (Mode.PHONE, Mode.ONLINE):
            lean_on(service, case, two[1], mode)
        with acting_as(service.actor("worker")) as by:
            leanings.record_leaning(
                client_id=case.client_id, said=LeansOn(service_id=two[1].id, mode=Mode.PHONE, gives=Gives.COMPANY),
                by=by, at=clock.test_time(),
            )  # fmt: skip
        assert names(service) == ["Newer", "Older"]
        with acting_as(service.actor("worker")) as by:
            assert [row.leaning for row in queries.call_round(viewer=by, on=MORNING.date())] == [1, 0]

    def test_another_provider_counts_its_own_people_only(self, service, two):
        lean_on(service, service.open_case(), two[1])
        with acting_as(service.actor("stranger")) as by:
            rows = queries.call_round(viewer=by, on=MORNING.date())
        assert [(row.name, row.leaning) for row in rows] == [("Older", 0), ("Newer", 0)]


class TestOneWorkerAtATime:
    def test_two_workers_of_any_provider_are_given_two_services(self, service, two):
        assert next_for(service, "worker").service == two[0]
        assert next_for(service, "stranger").service == two[1]
        assert next_for(service, "colleague") is None

    def test_one_s_own_call_goes_on_until_it_is_ended(self, service, two):
        assert next_for(service, "worker") == next_for(service, "worker")

    def test_a_turn_that_ran_out_goes_to_whoever_asks_next(self, service, two):
        first = next_for(service, "worker")
        clock.move_to(clock.test_time() + timedelta(minutes=31))
        assert next_for(service, "colleague").service == first.service
        first.refresh_from_db()
        assert first.outcome == Outcome.RAN_OUT

    def test_one_given_back_is_free_at_once(self, service, two):
        first = next_for(service, "worker")
        with acting_as(service.actor("worker")) as by:
            commands.give_back(turn_id=first.id, by=by, at=clock.test_time())
        assert next_for(service, "colleague").service == first.service

    def test_where_nobody_answered_it_comes_again_tomorrow(self, service, two):
        first = next_for(service, "worker")
        with acting_as(service.actor("worker")) as by:
            commands.note_unanswered(turn_id=first.id, by=by, at=clock.test_time())
        assert next_for(service, "worker").service == two[1]
        assert next_for(service, "colleague") is None
        clock.move_to(clock.in_days(1))
        assert next_for(service, "colleague").service == two[0]


class TestTheAnswer:
    def test_it_is_what_the_service_said_by_phone_and_the_next_comes(self, service, two):
        turn = next_for(service, "worker")
        way = WayOfJoining.objects.get(service=two[0])
        with acting_as(service.actor("worker")) as by:
            following = commands.note_verified(
                turn_id=turn.id, said={way.id: Observed(Status.REDUCED)}, by=by, at=clock.test_time()
            )
        way.refresh_from_db()
        assert (way.status, way.verified_at) == (Status.REDUCED, MORNING)
        said = StatusObservation.objects.filter(way=way).latest("observed_at")
        assert (said.said_by, said.how) == (Teller.SERVICE, How.PHONE)
        assert Turn.objects.get(id=following).service == two[1]

    def test_refused_without_an_answer_of_another_service_and_to_whose_turn_it_is_not(self, service, two):
        turn = next_for(service, "worker")
        other = WayOfJoining.objects.filter(service=two[1]).first()
        with acting_as(service.actor("worker")) as by:
            same = {"turn_id": turn.id, "by": by, "at": clock.test_time()}
            with pytest.raises(Refused, match="nobody answered"):
                commands.note_verified(said={}, **same)
            with pytest.raises(NotFound):
                commands.note_verified(said={other.id: Observed(Status.OPEN)}, **same)
        with acting_as(service.actor("colleague")) as by:
            same = {"turn_id": turn.id, "by": by, "at": clock.test_time()}
            with pytest.raises(NotFound):
                commands.note_unanswered(**same)
            with pytest.raises(NotFound):
                commands.give_back(**same)
        with acting_as(service.actor("practice")) as by, pytest.raises(NotAllowed):
            commands.take_next(by=by, at=clock.test_time())


class TestPages:
    @pytest.fixture
    def worker(self, client, service):
        client.force_login(service.staff["worker"])
        return client

    def test_from_the_round_through_every_call(self, service, worker, two):
        told = words(worker.get(reverse("verification:round")))
        assert "2 services to ring by Friday 17 April 2020" in told and "Not verified for 20 days" in told
        told = words(worker.post(reverse("verification:round"), follow=True))
        assert "Ring Older" in told and "Worker of Harbour Trust" in told and "tel:01914980301" in told
        turn = Turn.objects.get(ended_at=None)
        call = reverse("verification:call", args=[turn.id])
        assert "Select how it is by phone" in words(worker.post(call, {}))
        told = words(worker.post(call, {"status_0": Status.OPEN, "wait_0": "4"}, follow=True))
        assert "Older is verified" in told and "Ring Newer" in told
        call = reverse("verification:call", args=[Turn.objects.get(ended_at=None).id])
        assert "nobody answered" in words(worker.post(call, {"status_0": "NOT_SAID", "status_1": "NOT_SAID"}))
        told = words(worker.post(call, {"no_answer": "yes"}, follow=True))
        assert "nothing left to ring" in told

    def test_of_one_that_stopped_it_says_where_to_go_on_for_those_who_leaned_on_it(self, worker, two):
        worker.post(reverse("verification:round"))
        call = reverse("verification:call", args=[Turn.objects.get(ended_at=None).id])
        told = words(worker.post(call, {"status_0": Status.PAUSED}, follow=True))
        assert "Older is verified. Plans that leaned on it are on hold" in told

    def test_a_call_can_be_given_back_and_is_then_over(self, service, worker, two):
        worker.post(reverse("verification:round"))
        call = reverse("verification:call", args=[Turn.objects.get(ended_at=None).id])
        assert "is given back" in words(worker.post(call, {"stop": "yes"}, follow=True))
        assert "finished, or somebody else has taken it over" in words(worker.get(call, follow=True))

    def test_nothing_to_ring(self, worker, lockdown):
        assert "Nobody needs to be rung this week" in words(worker.get(reverse("verification:round")))

    def test_a_turn_that_is_not_there(self, worker, lockdown):
        assert worker.get(reverse("verification:call", args=[uuid4()])).status_code == 302


def words(answer):
    return " ".join(answer.content.decode().split())
