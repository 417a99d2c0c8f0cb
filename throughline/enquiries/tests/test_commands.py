"""Asked, still waiting, answered, told. The first class is the check of R44."""

from datetime import date, datetime

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.core.clock import LONDON
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.enquiries import commands, queries
from throughline.enquiries.commands import Asking
from throughline.enquiries.models import Enquiry
from throughline.tasks import queries as tasks
from throughline.tasks.models import Task, TaskKind


@pytest.fixture
def derrick(service):
    clock.move_to(datetime(2020, 6, 1, 10, tzinfo=LONDON))
    return service.open_case("Derrick Dale")


def ask(service, case, *, by="worker", **changes):
    asking = {"question": "When will they see to the damp?", "asked_of": "Housing office", "on": date(2020, 6, 1)}
    with acting_as(service.actor(by)) as actor:
        return commands.ask_on_behalf(
            Asking(**asking | changes), client_id=case.client_id, by=actor, at=clock.test_time()
        )


def today(day):
    clock.move_to(datetime(2020, 6, day, 10, tzinfo=LONDON))


def act(service, command, enquiry, *, by="worker", **more):
    with acting_as(service.actor(by)) as actor:
        return command(enquiry_id=enquiry.id, by=actor, at=clock.test_time(), **more)


def told(service, enquiry, *, by="worker", on=None, words="", **more):
    day = on or clock.test_time().date()
    return act(service, commands.tell_client, enquiry, by=by, on=day, words=words, **more)


def answered(service, enquiry, *, on, answer="On Friday", by="worker"):
    act(service, commands.note_answer, enquiry, by=by, answer=answer, on=on)


def close(service, enquiry, *, not_wanted=False, words="", by="worker"):
    act(service, commands.close_enquiry, enquiry, by=by, not_wanted=not_wanted, words=words)


def owed(service, enquiry):
    with acting_as(service.actor("manager")):
        found = Task.objects.filter(subject_id=enquiry.id, done_at=None)
        return dict(found.values_list("kind", "due_on"))


class TestHousing:
    def test_asked_on_1_june_they_are_to_hear_on_8_june(self, service, derrick):
        enquiry = ask(service, derrick)
        assert owed(service, enquiry) == {TaskKind.STILL_WAITING: date(2020, 6, 8)}

    def test_telling_them_so_makes_the_next_due_on_15_june(self, service, derrick):
        enquiry = ask(service, derrick)
        today(8)
        told(service, enquiry, words="Still waiting")
        assert owed(service, enquiry) == {TaskKind.STILL_WAITING: date(2020, 6, 15)}

    def test_an_answer_is_told_by_the_next_working_day_and_not_closed_before(self, service, derrick):
        enquiry = ask(service, derrick)
        today(12)
        answered(service, enquiry, on=date(2020, 6, 12))
        assert owed(service, enquiry) == {TaskKind.TELL_ANSWER: date(2020, 6, 15)}
        with pytest.raises(Refused, match="Tell them the answer first"):
            close(service, enquiry)
        told(service, enquiry)
        assert owed(service, enquiry) == {}
        close(service, enquiry)
        with acting_as(service.actor("worker")):
            assert Enquiry.objects.get(id=enquiry.id).closed_at is not None

    def test_telling_may_close_it_in_one_act(self, service, derrick):
        enquiry = ask(service, derrick)
        answered(service, enquiry, on=date(2020, 6, 1))
        assert told(service, enquiry, closes=True).closed_at is not None

    def test_it_stands_on_the_day_s_list_from_that_day(self, service, derrick):
        ask(service, derrick)
        today(8)
        with acting_as(service.actor("worker")) as worker:
            [row] = tasks.on_day(covers={}, viewer=worker, at=clock.test_time())
        assert (row.kind, row.name) == (TaskKind.STILL_WAITING, "Derrick Dale")
        assert "Housing office on 1 June 2020" in row.reason


class TestWhenNobodyAnswers:
    def test_asking_again_does_not_put_off_telling_them(self, service, derrick):
        enquiry = ask(service, derrick)
        today(5)
        act(service, commands.chase_enquiry, enquiry, on=date(2020, 6, 5), words="The duty officer")
        assert owed(service, enquiry) == {TaskKind.STILL_WAITING: date(2020, 6, 8)}

    def test_passed_to_a_manager_it_is_theirs_to_take_up_and_the_client_still_hears(self, service, derrick):
        enquiry = ask(service, derrick)
        act(service, commands.pass_enquiry_to_manager, enquiry, words="They do not ring back")
        assert set(owed(service, enquiry)) == {TaskKind.STILL_WAITING, TaskKind.PASSED_ENQUIRY}
        other = ask(service, service.open_case("Ann Archer"), on=date(2020, 5, 1))
        with acting_as(service.actor("manager")) as manager:
            found = queries.open_enquiries(viewer=manager).rows
        assert [row.enquiry.enquiry_id for row in found] == [enquiry.id, other.id]
        act(
            service,
            commands.chase_enquiry,
            enquiry,
            by="manager",
            on=date(2020, 6, 1),
            words="Rang the head of housing",
        )
        assert set(owed(service, enquiry)) == {TaskKind.STILL_WAITING}

    def test_who_no_longer_wants_an_answer_says_so(self, service, derrick):
        enquiry = ask(service, derrick)
        with pytest.raises(Refused, match="no answer yet"):
            close(service, enquiry)
        with pytest.raises(Refused, match="Write what they said"):
            close(service, enquiry, not_wanted=True)
        close(service, enquiry, not_wanted=True, words="He is moving to his sister’s")
        assert owed(service, enquiry) == {}


class TestRefusing:
    def test_what_cannot_be(self, service, derrick):
        with pytest.raises(Refused, match="Write the question"):
            ask(service, derrick, question=" ")
        enquiry = ask(service, derrick)
        with pytest.raises(Refused, match="before 1 June"):
            told(service, enquiry, on=date(2020, 5, 30))
        answered(service, enquiry, on=date(2020, 6, 1))
        day = date(2020, 6, 1)
        with pytest.raises(Refused, match="There is an answer already"):
            answered(service, enquiry, on=day)
        with pytest.raises(Refused, match="There is an answer already"):
            act(service, commands.chase_enquiry, enquiry, on=day, words="")
        with pytest.raises(Refused, match="There is an answer already"):
            act(service, commands.pass_enquiry_to_manager, enquiry, words="")
        told(service, enquiry)
        with pytest.raises(Refused, match="told already"):
            told(service, enquiry)

    def test_another_provider_s_people(self, service, derrick):
        enquiry = ask(service, derrick)
        for attempt in (lambda: ask(service, derrick, by="stranger"), lambda: told(service, enquiry, by="stranger")):
            with pytest.raises(NotFound):
                attempt()
        with acting_as(service.actor("strange manager")) as stranger:
            assert queries.open_enquiries(viewer=stranger).rows == ()
            assert queries.counted(viewer=stranger, since=date(2020, 1, 1), until=date(2021, 1, 1)).asked == 0
            with pytest.raises(NotFound):
                queries.enquiry_page(enquiry.id, viewer=stranger)

    def test_those_who_do_not_act_for_clients(self, service, derrick):
        enquiry = ask(service, derrick)
        for attempt in (lambda: ask(service, derrick, by="practice"), lambda: told(service, enquiry, by="practice")):
            with pytest.raises(NotAllowed):
                attempt()
