"""Waiting to be seen: done, refused, left, and what the pages say. The first class is the check of R35."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.cases.models import CloseReason, Way
from throughline.clients.models import Client
from throughline.contacts.commands import Ending
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.in_person import commands
from throughline.in_person.models import Aspect, Need, Wait, WhyLeft
from throughline.organisations import commands as organisations


@pytest.fixture
def derrick(service):
    return service.open_case("Derrick Dale")


def queue(service, case, *, by="worker", topics=("legs", "coping at work"), need=Need.HIGH):
    with acting_as(service.actor(by)) as actor:
        return commands.queue_in_person(
            client_id=case.client_id, topics=topics, need=need, by=actor, at=clock.test_time()
        )


def prepare(service, case, words="Walked to the gate", *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        commands.prepare_meeting(
            client_id=case.client_id, aspect=Aspect.DOING, words=words, by=actor, at=clock.test_time()
        )


def leave(service, case, *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        commands.leave_queue(client_id=case.client_id, why=WhyLeft.NOT_WANTED, by=actor, at=clock.test_time())


def wait_of(service, case):
    with acting_as(service.actor("worker")):
        return Wait.objects.filter(client_id=case.client_id).order_by("-queued_at").first()


def shield(service, case):
    with acting_as(SYSTEM):
        Client.objects.filter(id=case.client_id).update(shielding=True)


def page(service, name, *arguments, by="worker", sent=None):
    browser = Browser()
    browser.force_login(service.staff[by])
    address = reverse(f"in_person:{name}", args=arguments)
    answer = browser.get(address) if sent is None else browser.post(address, sent, follow=True)
    return " ".join(answer.content.decode().split())


class TestDerrickWantsToBeSeen:
    """The check of R35."""

    def test_while_nobody_is_met_the_page_says_so_and_keeps_the_queue(self, service, derrick):
        with acting_as(SYSTEM):
            organisations.declare_disruption(
                provider_id=service.places["Harbour Trust"].id, starts_on=clock.START.date(),
                name="Lockdown", by=SYSTEM, at=clock.test_time(),
            )  # fmt: skip
        queue(service, derrick)
        told = page(service, "queue")
        assert "Working in person is not on" in told
        assert "Derrick Dale" in told

    def test_he_appears_with_his_waiting_time_and_his_topics(self, service, derrick):
        queue(service, derrick)
        clock.move_to(clock.in_days(56))
        told = page(service, "queue")
        assert "Working in person is not on" not in told
        assert "waiting 8 weeks; never met in person" in told
        assert "legs, coping at work" in told

    def test_somebody_who_shields_is_listed_as_not_yet(self, service, derrick):
        queue(service, derrick)
        ann = service.open_case("Ann Archer")
        queue(service, ann)
        shield(service, derrick)
        told = page(service, "queue")
        assert told.index("Ann Archer") < told.index("Derrick Dale")
        assert "Not yet: shielding" in told

    def test_his_preparation_note_is_built_up_and_prints(self, service, derrick):
        queue(service, derrick)
        prepare(service, derrick)
        prepare(service, derrick, "Lost some weight")
        told = page(service, "sheet", derrick.client_id)
        for words in ("legs", "coping at work", "What I have been doing", "Walked to the gate", "Lost some weight"):
            assert words in told


class TestLeaving:
    def test_meeting_them_in_person_takes_them_out(self, service, derrick):
        queue(service, derrick)
        service.contact(derrick, way=Way.AT_SURGERY)
        assert wait_of(service, derrick).why_left == WhyLeft.MET

    @pytest.mark.parametrize("ago", [timedelta(0), timedelta(hours=-1)])
    def test_a_call_does_not_nor_a_meeting_from_before(self, service, derrick, ago):
        queue(service, derrick)
        way = Way.AT_SURGERY if ago else Way.PHONE
        service.contact(derrick, way=way, happened_at=clock.test_time() + ago)
        assert wait_of(service, derrick).left_at is None

    def test_nobody_waits_who_has_left_the_service(self, service, derrick):
        queue(service, derrick)
        service.contact(derrick, ending=Ending(CloseReason.COMPLETED, "Well"))
        assert wait_of(service, derrick).why_left == WhyLeft.LEFT_SERVICE

    def test_by_a_person_s_act_and_one_may_wait_again(self, service, derrick):
        queue(service, derrick)
        leave(service, derrick)
        assert wait_of(service, derrick).why_left == WhyLeft.NOT_WANTED
        clock.move_to(clock.in_days(1))
        queue(service, derrick)
        assert wait_of(service, derrick).left_at is None


class TestRefusing:
    def test_without_a_topic_or_twice(self, service, derrick):
        with pytest.raises(Refused, match="what they want to talk about"):
            queue(service, derrick, topics=[])
        queue(service, derrick)
        with pytest.raises(Refused, match="already"):
            queue(service, derrick)

    def test_preparing_without_words(self, service, derrick):
        queue(service, derrick)
        with pytest.raises(Refused, match="to be brought"):
            prepare(service, derrick, " ")

    def test_somebody_who_does_not_wait(self, service, derrick):
        for act in (prepare, leave):
            with pytest.raises(NotFound):
                act(service, derrick)

    def test_another_provider_s_people(self, service, derrick):
        queue(service, derrick)
        for act in (queue, prepare, leave):
            with pytest.raises(NotFound):
                act(service, derrick, by="stranger")
        with acting_as(service.actor("worker")) as actor, pytest.raises(NotFound):
            commands.leave_queue(client_id=uuid4(), why=WhyLeft.MET, by=actor, at=clock.test_time())

    def test_those_who_do_not_keep_the_queue(self, service, derrick):
        with pytest.raises(NotAllowed):
            queue(service, derrick, by="practice")


class TestPages:
    def test_from_the_record_into_the_queue_and_out(self, service, derrick):
        told = page(service, "meeting", derrick.client_id, sent={"topics": "legs", "need": Need.HIGH, "queue": "yes"})
        assert "In the queue." in told
        told = page(
            service, "meeting", derrick.client_id, sent={"aspect": Aspect.COPED, "words": "Rang mum", "prepare": "yes"}
        )
        assert "Noted for the meeting" in told
        assert "Rang mum" in told
        told = page(service, "meeting", derrick.client_id, sent={"why": WhyLeft.NOT_NEEDED, "leave": "yes"})
        assert "They no longer wait" in told

    @pytest.mark.parametrize(
        ("waits", "sent", "why"),
        [
            (False, {"need": Need.HIGH, "queue": "yes"}, "Enter what they want to talk about"),
            (False, {"topics": ",", "need": Need.HIGH, "queue": "yes"}, "Say what they want to talk about"),
            (True, {"aspect": Aspect.ASK, "prepare": "yes"}, "Enter what to bring"),
            (True, {"leave": "yes"}, "Select why they no longer wait"),
        ],
    )
    def test_what_is_missing_is_said(self, service, derrick, waits, sent, why):
        if waits:
            queue(service, derrick)
        assert why in page(service, "meeting", derrick.client_id, sent=sent)

    def test_a_worker_sees_their_own_people_and_a_manager_everybody_s(self, service, derrick):
        queue(service, derrick)
        assert "Derrick Dale" not in page(service, "queue", by="colleague")
        assert "Derrick Dale" in page(service, "queue", by="manager")

    def test_the_queue_costs_the_same_however_long(self, service, derrick):
        def statements():
            with CaptureQueriesContext(connection) as caught:
                page(service, "queue")
            return len(caught)

        queue(service, derrick)
        one = statements()
        for number in range(5):
            queue(service, service.open_case(f"Person {number}"))
        assert statements() == one
