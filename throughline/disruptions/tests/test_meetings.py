"""What can happen to one meeting that was switched."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import CloseReason, Way
from throughline.clients.models import Client
from throughline.contacts.commands import Ending
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.correspondence.models import About, Notice, State
from throughline.disruptions import meeting_commands, queries
from throughline.disruptions.models import HowSettled
from throughline.disruptions.tests.builders import declare, ease, meeting, now, page, switch, switched
from throughline.tasks.models import Task, TaskKind

DAY = date(2020, 3, 20)


@pytest.fixture
def case(service):
    """Somebody whose meeting became a call."""
    case = meeting(service, "Amina Begum", on=DAY)
    declare(service)
    switch(service)
    return case


@pytest.fixture
def without(service):
    """Somebody who cannot be phoned, and whose link worker is to find another way."""
    case = meeting(service, "Albert Crowe", on=DAY, address="1 High Street")
    with acting_as(SYSTEM):
        Client.objects.filter(id=case.client_id).update(can_be_phoned="NO")
    declare(service)
    switch(service)
    return case


def act(service, command, case, *, by="worker", **more):
    meeting_id = switched(service, case).id if case else uuid4()
    with acting_as(service.actor(by)) as actor:
        command(meeting_id=meeting_id, by=actor, at=clock.test_time(), **more)


def notices(service, case):
    with acting_as(service.actor("manager")):
        return dict(Notice.objects.filter(case_id=case.id).values_list("about", "state"))


def to_do(service):
    with acting_as(service.actor("manager")):
        return Task.objects.still_open().filter(kind=TaskKind.FIND_ANOTHER_WAY).count()


class TestItReturns:
    def test_one_by_one_with_its_hour_and_place_and_they_are_told(self, service, case):
        ease(service)
        act(service, meeting_commands.return_meeting, case)
        held = now(service, case)
        assert (held.next_contact_way, held.next_contact_on, held.next_contact_place) == (Way.AT_SURGERY, DAY, "Room 4")
        assert switched(service, case).how_settled == HowSettled.RETURNED
        told = notices(service, case)
        assert (told[About.WAY_CHANGED], told[About.MEETING]) == (State.WITHDRAWN, State.QUEUED)

    def test_not_while_nobody_is_met(self, service, case):
        with pytest.raises(Refused, match="Nobody can be met yet"):
            act(service, meeting_commands.return_meeting, case)

    def test_not_once_something_else_was_agreed(self, service, case):
        service.contact(case, Outcome.SPOKE)
        ease(service)
        with pytest.raises(Refused, match="settled already"):
            act(service, meeting_commands.return_meeting, case)

    def test_not_once_its_day_has_passed(self, service, case):
        clock.move_to(clock.START + timedelta(days=30))
        ease(service)
        with pytest.raises(Refused, match="Its day has passed"):
            act(service, meeting_commands.return_meeting, case)

    def test_not_for_who_shields(self, service, case):
        with acting_as(SYSTEM):
            Client.objects.filter(id=case.client_id).update(shielding=True)
        ease(service)
        with pytest.raises(Refused, match="They are shielding"):
            act(service, meeting_commands.return_meeting, case)


class TestAnotherWayIsFound:
    def test_it_is_promised_they_are_told_and_the_task_is_done(self, service, without):
        assert to_do(service) == 1
        act(service, meeting_commands.choose_another_way, without, way=Way.POST)
        assert (now(service, without).next_contact_way, now(service, without).next_contact_on) == (Way.POST, DAY)
        assert to_do(service) == 0
        with acting_as(service.actor("manager")):
            words = Notice.objects.get(case_id=without.id, about=About.WAY_CHANGED, state=State.QUEUED).words
        assert "Worker of Harbour Trust will write to you on Friday 20 March 2020" in words

    def test_not_by_a_meeting(self, service, without):
        with pytest.raises(Refused, match="not a meeting"):
            act(service, meeting_commands.choose_another_way, without, way=Way.OTHER_PLACE)

    def test_not_twice(self, service, without):
        act(service, meeting_commands.choose_another_way, without, way=Way.POST)
        with pytest.raises(Refused, match="settled already"):
            act(service, meeting_commands.choose_another_way, without, way=Way.DOORSTEP)

    def test_a_contact_that_promises_another_way_settles_it_too(self, service, without):
        service.contact(without, Outcome.SENT, way=Way.POST, next_way=Way.POST, in_days=14)
        assert switched(service, without).how_settled == HowSettled.MOVED_ON
        assert to_do(service) == 0

    def test_an_ending_settles_it(self, service, without):
        service.contact(without, way=Way.DOORSTEP, ending=Ending(CloseReason.CLIENT_WISH, "Enough, they said"))
        assert switched(service, without).how_settled == HowSettled.ENDED
        assert to_do(service) == 0


class TestItStays:
    def test_what_works_is_left_as_it_is(self, service, case):
        act(service, meeting_commands.keep_as_it_is, case)
        assert switched(service, case).how_settled == HowSettled.KEPT
        with pytest.raises(Refused, match="settled already"):
            act(service, meeting_commands.keep_as_it_is, case)

    def test_not_where_nothing_is_promised_that_can_be(self, service, without):
        with pytest.raises(Refused, match="Choose another way first"):
            act(service, meeting_commands.keep_as_it_is, without)


COMMANDS = [
    (meeting_commands.return_meeting, {}), (meeting_commands.keep_as_it_is, {}),
    (meeting_commands.choose_another_way, {"way": Way.POST}),
]  # fmt: skip


@pytest.mark.parametrize(("command", "more"), COMMANDS)
class TestWhoMay:
    def test_not_the_surgery(self, service, case, command, more):
        meeting_id = switched(service, case).id
        with pytest.raises(NotAllowed), acting_as(service.actor("practice")) as actor:
            command(meeting_id=meeting_id, by=actor, at=clock.test_time(), **more)

    def test_nobody_of_another_provider(self, service, case, command, more):
        meeting_id = switched(service, case).id
        with pytest.raises(NotFound), acting_as(service.actor("stranger")) as actor:
            command(meeting_id=meeting_id, by=actor, at=clock.test_time(), **more)

    def test_it_is_written_down(self, service, case, command, more):
        ease(service)
        act(service, command, case, **more)
        with acting_as(service.actor("manager")):
            assert AuditEntry.objects.filter(act="MEETING_SETTLED", about_id=switched(service, case).id).count() == 1


class TestTheList:
    def test_a_worker_sees_their_own_and_a_manager_everybodys_those_without_a_way_first(self, service, without):
        meeting(service, "Zoe Colleague", on=DAY, to="colleague")
        switch(service)
        with acting_as(service.actor("worker")) as actor:
            assert [row.name for row in queries.meetings(viewer=actor)] == ["Albert Crowe"]
        with acting_as(service.actor("manager")) as actor:
            assert [row.name for row in queries.meetings(viewer=actor)] == ["Albert Crowe", "Zoe Colleague"]
        with acting_as(service.actor("strange manager")) as actor:
            assert queries.meetings(viewer=actor) == []


class TestPages:
    def test_a_worker_finds_another_way_where_open_ones_come_first_with_what_speaks_against_the_others(
        self, service, without
    ):
        meeting_id = switched(service, without).id
        assert "Needs another way" in page(service, "meetings", by="worker")
        shown = page(service, "meeting", meeting_id, by="worker")
        assert shown.index('value="POST"') < shown.index('value="PHONE"')
        assert "They cannot be phoned." in shown and "AT_SURGERY" not in shown
        done = page(service, "meeting", meeting_id, by="worker", sent={"way": "POST"})
        assert "Another way is promised" in done

    def test_nothing_chosen_is_said(self, service, without):
        shown = page(service, "meeting", switched(service, without).id, by="worker", sent={"way": ""})
        assert "Select how we are in touch instead" in shown

    def test_it_returns_with_one_press_and_a_refusal_stands_on_the_page(self, service, case):
        meeting_id = switched(service, case).id
        assert "Nobody can be met yet" in page(service, "meeting", meeting_id, by="worker", sent={"back": "yes"})
        ease(service)
        assert "It is a meeting again" in page(service, "meeting", meeting_id, by="worker", sent={"back": "yes"})
        assert "settled already" in page(service, "meeting", meeting_id, by="worker", sent={"keep": "yes"})

    def test_it_is_left_with_one_press(self, service, case):
        assert "It stays as it is" in page(service, "meeting", switched(service, case).id, sent={"keep": "yes"})
