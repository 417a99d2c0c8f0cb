"""Calls to listed people, from taking one to the end. First class: the check of R51."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.outreach.models import ListedPerson, Listing, PersonState
from throughline.tasks.models import Task, TaskKind
from throughline.triage import commands, queries
from throughline.triage.models import HowEnded, Point, Result, Stands, Told, Turn
from throughline.triage.tests.calling import ALL_FINE, calls, listed, needs, now, take, take_one, told


def tasks(service, **which):
    with acting_as(service.actor("manager")):
        return list(Task.objects.filter(kind=TaskKind.LISTED_NEED, **which))


def need(service):
    with acting_as(service.actor("manager")):
        return Told.objects.get(due_on__isnull=False)


def meet(service, told_id, how="The pharmacy brings it tonight", *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        return commands.meet_need(told_id=told_id, how=how, by=actor, at=clock.test_time())


def end(service, person, why="She has all she needs", *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        commands.end_with_listed(person_id=person.id, why=why, by=actor, at=clock.test_time())


def free(service, *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        return list(queries.free_to_call(viewer=actor, at=clock.test_time()))


class TestOneOfEachResult:
    @pytest.fixture
    def people(self, service):
        return listed(service, 5)

    def test_no_medicine_for_tomorrow_is_a_task_for_today_and_it_cannot_end(self, service, people):
        calls(service, people[0], needs())
        [task] = tasks(service)
        assert (task.due_on, task.worker_id) == (clock.START.date(), service.staff["worker"].id)
        assert task.caller_name == people[0].full_name and "No medicine for tomorrow" in task.reason
        assert now(service, people[0]).state == PersonState.NEEDS_SUPPORT
        with pytest.raises(Refused, match="something that they need is open"):
            end(service, people[0])

    def test_once_it_is_met_the_task_is_done_and_it_can_end(self, service, people):
        calls(service, people[0], needs())
        meet(service, need(service).id)
        assert [task.answer for task in tasks(service)] == ["The pharmacy brings it tonight"]
        assert now(service, people[0]).state == PersonState.SUPPORT_GIVEN
        end(service, people[0])
        assert now(service, people[0]).closed_why == "She has all she needs"

    def test_check_in_only_and_no_further_call_closes_and_keeps_the_least(self, service, people):
        calls(service, people[1], told())
        held = now(service, people[1])
        assert (held.state, held.closed_why) == (PersonState.CLOSED, "CHECK_IN_ONLY")
        assert (held.phones, held.address, held.reasons) == ([], "", [])
        assert held.full_name and held.nhs_number, "so that another list does not have them called again"
        with acting_as(service.actor("manager")):
            assert Listing.objects.get(person=held).cells == []

    def test_another_call_is_made_on_the_day_that_they_chose(self, service, people):
        day = clock.START.date() + timedelta(days=7)
        calls(service, people[1], told(wants_another=True, again_on=day))
        assert now(service, people[1]).state == PersonState.CHECK_IN_ONLY
        clock.move_to(clock.START + timedelta(days=6))
        assert people[1].id not in [one.id for one in free(service)]
        clock.move_to(clock.START + timedelta(days=7))
        assert people[1].id in [one.id for one in free(service)]

    def test_nobody_answered_comes_again_on_another_day_and_after_three_is_not_reached(self, service, people):
        for day in range(3):
            clock.move_to(clock.START + timedelta(days=day))
            assert people[2].id in [one.id for one in free(service)]
            calls(service, people[2], told(Result.NOT_REACHED))
            assert people[2].id not in [one.id for one in free(service)], "not twice on one day"
        assert now(service, people[2]).state == PersonState.NOT_REACHED

    @pytest.mark.parametrize("result", [Result.DECLINED, Result.ALREADY_HELPED])
    def test_who_does_not_want_it_or_has_help_is_left_in_peace(self, service, people, result):
        calls(service, people[3], told(result, stands={}))
        assert (now(service, people[3]).state, now(service, people[3]).closed_why) == (PersonState.CLOSED, result)


class TestNothingIsPassedOver:
    def test_a_need_is_not_kept_as_a_check_in(self, service):
        [person] = listed(service, 1)
        with pytest.raises(Refused, match="Choose “Needs support”"):
            calls(service, person, told(stands={**ALL_FINE, Point.FOOD: Stands.NEEDS}))

    def test_another_call_needs_its_day(self, service):
        [person] = listed(service, 1)
        with pytest.raises(Refused, match="on which day"):
            calls(service, person, told(wants_another=True))

    def test_who_still_needs_something_is_not_closed_by_another_call(self, service):
        [person] = listed(service, 1)
        calls(service, person, needs())
        clock.move_to(clock.START + timedelta(days=1))
        calls(service, person, told())
        assert now(service, person).state == PersonState.NEEDS_SUPPORT

    def test_a_need_is_met_once_and_in_words(self, service):
        [person] = listed(service, 1)
        calls(service, person, needs())
        with pytest.raises(Refused, match="Say how"):
            meet(service, need(service).id, " ")
        meet(service, need(service).id)
        with pytest.raises(Refused, match="met already"):
            meet(service, need(service).id)
        with pytest.raises(NotFound):
            meet(service, uuid4())

    def test_an_ending_says_how_and_comes_once(self, service):
        [person] = listed(service, 1)
        with pytest.raises(Refused, match="Say how it ended"):
            end(service, person, " ")
        end(service, person)
        with pytest.raises(Refused, match="ended already"):
            end(service, person)
        with pytest.raises(Refused, match="It has ended"):
            take_one(service, person)


class TestWhoseTurn:
    def test_many_callers_at_once_never_get_the_same_person(self, own_database):
        from tests.support.service import build_service

        service = build_service()
        listed(service, 6)
        workers = ("worker", "colleague", "senior", "manager")
        given, wrong, start = [], [], threading.Barrier(len(workers))

        def ask(by):
            try:
                start.wait()
                given.append(take(service, by=by))
            except Exception as problem:
                wrong.append(problem)
            finally:
                connection.close()

        threads = [threading.Thread(target=ask, args=(by,)) for by in workers]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        assert wrong == []
        with acting_as(service.actor("manager")):
            people = list(Turn.objects.filter(id__in=given).values_list("person_id", flat=True))
        assert len(people) == len(set(people)) == len(workers)

    def test_a_caller_who_goes_quiet_releases_theirs(self, service):
        [person] = listed(service, 1)
        first = take(service)
        assert take(service, by="colleague") is None
        clock.move_to(clock.START + timedelta(minutes=31))
        second = take(service, by="colleague")
        with acting_as(service.actor("manager")):
            assert Turn.objects.get(id=first).how_ended == HowEnded.RAN_OUT
            assert Turn.objects.get(id=second).person_id == person.id

    def test_what_is_in_hand_is_given_again_and_no_second_is_taken(self, service):
        people = listed(service, 2)
        mine = take(service)
        assert take(service) == mine
        with acting_as(service.actor("manager")):
            in_hand = Turn.objects.get(id=mine).person_id
        other = next(one for one in people if one.id != in_hand)
        with pytest.raises(Refused, match="Finish the call"):
            take_one(service, other)
        with pytest.raises(Refused, match="A colleague calls this person now"):
            take_one(service, next(one for one in people if one.id == in_hand), by="colleague")

    def test_given_back_somebody_else_has_them(self, service):
        listed(service, 1)
        mine = take(service)
        with acting_as(service.actor("worker")) as actor:
            commands.give_listed_back(turn_id=mine, by=actor, at=clock.test_time())
        assert take(service, by="colleague") is not None

    def test_ones_own_come_first_then_nobodys_then_colleagues_and_who_is_past_their_day_before_all(self, service):
        people = listed(service, 3)
        with acting_as(SYSTEM):
            ListedPerson.objects.filter(id=people[0].id).update(worker=service.staff["colleague"])
            ListedPerson.objects.filter(id=people[2].id).update(worker=service.staff["worker"])
            ListedPerson.objects.filter(id=people[1].id).update(worker=None)
        assert [one.id for one in free(service)] == [people[2].id, people[1].id, people[0].id]
        with acting_as(SYSTEM):
            ListedPerson.objects.filter(id=people[0].id).update(first_try_by=clock.START.date() - timedelta(days=1))
        assert [one.id for one in free(service)] == [people[0].id, people[2].id, people[1].id]

    def test_a_client_in_the_service_is_called_by_their_own_link_worker_elsewhere(self, service):
        from throughline.outreach.tests import lists

        service.open_case("Adab Testwood0", nhs_number=lists.nhs_number(0))
        people = listed(service, 2)
        assert people[0].client_id is not None
        assert [one.id for one in free(service)] == [people[1].id]


class TestRefusals:
    @pytest.mark.parametrize("by", ["practice", "commissioner", "administrator"])
    def test_not_by_whoever_calls_nobody(self, service, by):
        [person] = listed(service, 1)
        turn_id = take(service)
        with acting_as(service.actor(by)) as actor:
            about = {"by": actor, "at": clock.test_time()}
            with pytest.raises(NotAllowed):
                commands.take_next_listed(**about)
            with pytest.raises(NotAllowed):
                commands.take_listed(person_id=person.id, **about)
            with pytest.raises(NotAllowed):
                commands.record_triage_call(told(), turn_id=turn_id, **about)
            with pytest.raises(NotAllowed):
                commands.give_listed_back(turn_id=turn_id, **about)
            with pytest.raises(NotAllowed):
                commands.meet_need(told_id=uuid4(), how="x", **about)
            with pytest.raises(NotAllowed):
                commands.end_with_listed(person_id=person.id, why="x", **about)

    def test_nobody_of_another_provider(self, service):
        [person] = listed(service, 1)
        turn_id = take(service)
        with acting_as(service.actor("stranger")) as actor:
            about = {"by": actor, "at": clock.test_time()}
            assert commands.take_next_listed(**about) is None
            with pytest.raises(NotFound):
                commands.take_listed(person_id=person.id, **about)
            with pytest.raises(NotFound):
                commands.record_triage_call(told(), turn_id=turn_id, **about)
            with pytest.raises(NotFound):
                commands.end_with_listed(person_id=person.id, why="x", **about)

    def test_not_a_colleagues_turn(self, service):
        listed(service, 1)
        turn_id = take(service)
        with pytest.raises(NotFound), acting_as(service.actor("colleague")) as actor:
            commands.record_triage_call(told(), turn_id=turn_id, by=actor, at=clock.test_time())


def test_it_is_all_written_down(service):
    [person] = listed(service, 1)
    calls(service, person, needs())
    meet(service, need(service).id)
    with acting_as(service.actor("manager")):
        acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"LISTED_PERSON_TAKEN", "LISTED_PERSON_CALLED", "LISTED_PERSON_STANDS", "LISTED_NEED_MET"} <= acts


def test_the_list_takes_a_fixed_number_of_statements(service):
    def statements():
        with acting_as(service.actor("worker")) as actor, CaptureQueriesContext(connection) as asked:
            queries.to_call(viewer=actor, at=clock.test_time())
        return len(asked)

    listed(service, 1)
    few = statements()
    listed(service, 12, source="Elm Street")
    assert statements() == few
