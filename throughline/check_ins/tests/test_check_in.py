"""Checking in: the check of R31, what is recorded, what is refused, and that nothing typed is lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import Case, Way
from throughline.cases.rules import NextContact
from throughline.check_ins import commands, queries
from throughline.check_ins.commands import Told
from throughline.check_ins.models import Answered, CheckIn, FollowUp, Result, Topic
from throughline.contacts.models import Contact, Kind, Wanted
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.drafts.models import Draft
from throughline.tasks.models import Task, TaskKind

WELL = dict.fromkeys(Topic, Answered.FINE)
LOW = WELL | {Topic.MOOD: Answered.NEEDS}


@pytest.fixture
def case(service):
    return service.open_case("Reena Rao")


def check_in(service, case, answers=WELL, *, by="worker", contact_id=None, then=True, **told):
    next_contact = NextContact(on=date(2020, 4, 13), by_id=service.staff["worker"].id, way=Way.PHONE)
    with acting_as(service.actor(by)) as actor:
        commands.record_check_in(
            Told(way=Way.PHONE, happened_at=clock.test_time(), answers=answers, **told),
            contact_id=contact_id or uuid4(), case_id=case.id, then=next_contact if then else None, by=actor,
            at=clock.test_time(),
        )  # fmt: skip


def kept(service, model):
    with acting_as(service.actor("worker")):
        return list(model.objects.all())


class TestWhatItRecords:
    def test_all_well_is_a_check_in_only_with_its_contact_and_the_next_one(self, service, case):
        check_in(service, case)
        [found], [contact] = kept(service, CheckIn), kept(service, Contact)
        assert (found.result, found.contact_id) == (Result.CHECK_IN_ONLY, contact.id)
        assert (contact.kinds, contact.two_way) == ([Kind.CHECK_IN], True)
        with acting_as(service.actor("worker")):
            assert Case.objects.get(id=case.id).next_contact_on == date(2020, 4, 13)
            assert AuditEntry.objects.get(act="CHECKED_IN").details == {"contact": str(contact.id)}

    def test_who_wanted_a_chat_had_a_friendly_check_in_and_needed_nothing(self, service, case):
        """S9."""
        check_in(service, case, wanted=Wanted.CHAT)
        [found], [contact] = kept(service, CheckIn), kept(service, Contact)
        assert (found.result, contact.kinds) == (Result.CHECK_IN_ONLY, [Kind.CHECK_IN, Kind.FRIENDLY_CHECK_IN])

    def test_an_extra_contact_is_a_task_on_its_day(self, service, case):
        day = date(2020, 3, 4)
        check_in(service, case, LOW, follow_up=FollowUp.EXTRA_CONTACT, extra_on=day)
        [task] = kept(service, Task)
        assert (task.kind, task.due_on) == (TaskKind.FOLLOW_UP, day)

    def test_the_answers_are_listed_with_what_was_not_asked_left_out(self, service, case):
        asked = {t: WELL[t] for t in (Topic.PEOPLE, Topic.MOOD, Topic.CONDITION)}
        check_in(service, case, asked, words={Topic.PEOPLE: "Sister on Sundays"})
        with acting_as(service.actor("worker")) as viewer:
            [row] = queries.check_ins_of(case.client_id, viewer=viewer)
        assert [answer[0] for answer in row.answers] == [Topic.MOOD, Topic.CONDITION, Topic.PEOPLE]
        assert row.answers[-1][2] == "Sister on Sundays"

    def test_sent_twice_it_is_recorded_once(self, service, case):
        contact_id = uuid4()
        for _ in range(2):
            check_in(service, case, contact_id=contact_id)
        assert (len(kept(service, CheckIn)), len(kept(service, Contact))) == (1, 1)


class TestRefusing:
    @pytest.mark.parametrize("topic", [Topic.CONDITION, Topic.MOOD, Topic.PEOPLE])
    def test_no_need_of_food_and_medicine_never_ends_it(self, service, case, topic):
        with pytest.raises(Refused, match="Ask"):
            check_in(service, case, {t: a for t, a in WELL.items() if t != topic})
        assert kept(service, Contact) == []

    def test_low_mood_without_what_follows(self, service, case):
        with pytest.raises(Refused, match="choose what follows"):
            check_in(service, case, LOW)

    def test_no_next_contact(self, service, case):
        with pytest.raises(Refused, match="next contact"):
            check_in(service, case, then=False)
        assert kept(service, CheckIn) == []

    def test_those_who_may_not_or_cannot_see(self, service, case):
        with pytest.raises(NotAllowed):
            check_in(service, case, by="practice")
        with pytest.raises(NotFound):
            check_in(service, case, by="stranger")


class TestThePage:
    """S7 (c): Reena says no to food and medicine."""

    @pytest.fixture
    def worker(self, service):
        browser = Browser()
        browser.force_login(service.staff["worker"])
        return browser

    def send(self, worker, case, **answers):
        ready = {
            "contact_id": str(uuid4()), "promise_seen": "1", "way": "PHONE", "then": "USUAL", "next_way": "PHONE",
            "next_by": str(case.worker_id),
        }  # fmt: skip
        answer = worker.post(reverse("check_ins:check_in", args=[case.id]), ready | answers, follow=True)
        return " ".join(answer.content.decode().split())

    def test_the_form_asks_for_mood_condition_and_people(self, service, worker, case):
        page = self.send(worker, case, food="FINE", medicine="FINE", note="In good voice")
        for words in ("Ask how their condition is", "Ask how they are coping", "Ask who is around them"):
            assert words in page
        assert "In good voice" in page
        [draft] = kept(service, Draft)
        assert draft.page == f"check-in:{case.id}"

    def test_what_was_typed_stands_there_again_and_goes_when_it_is_saved(self, service, worker, case):
        self.send(worker, case, food_words="Sister brings it")
        clock.move_to(clock.test_time() + timedelta(hours=1))
        page = " ".join(worker.get(reverse("check_ins:check_in", args=[case.id])).content.decode().split())
        assert "You started this on 2 March 2020 at 10am" in page
        assert "Sister brings it" in page
        self.send(worker, case, condition="FINE", mood="FINE", people="RATHER_NOT")
        assert kept(service, Draft) == []

    def test_low_mood_must_have_what_follows(self, worker, case):
        asked = {"condition": "FINE", "people": "NEEDS", "mood": "NEEDS"}
        assert "They are low: choose what follows" in self.send(worker, case, **asked)
        assert "Enter what you agreed" in self.send(worker, case, **asked, follow_up="PLAN_AGREED")
        page = self.send(worker, case, **asked, follow_up="PLAN_AGREED", plan="Ring on Fridays", plans="NEEDS")
        assert "Recorded: needs something. Next for Reena Rao: Worker of Harbour Trust will phone on" in page

    def test_all_well_and_the_thread_tells_it(self, worker, case):
        page = self.send(worker, case, condition="FINE", mood="FINE", people="FINE", people_words="Sister on Sundays")
        assert "Recorded: check-in only" in page
        record = " ".join(worker.get(reverse("desk:client", args=[case.client_id])).content.decode().split())
        assert "Checked in: check-in only" in record
        assert "People around them: fine. Sister on Sundays" in record
        assert reverse("check_ins:check_in", args=[case.id]) in record
