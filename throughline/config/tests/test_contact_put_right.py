"""What followed from a contact is taken back when the contact is put right or moved, and never follows twice."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.caseload import commands as caseload
from throughline.cases.models import Case, LevelReason, Way
from throughline.cases.rules import NextContact
from throughline.check_ins import commands as check_ins
from throughline.check_ins import queries as check_ins_kept
from throughline.check_ins.models import Answered, FollowUp, Topic
from throughline.clients.models import Answer
from throughline.contacts import correction_commands as corrections
from throughline.contacts.commands import WhatHappened
from throughline.contacts.models import Change, Kind, Outcome, Wanted
from throughline.correspondence import commands as correspondence
from throughline.correspondence.models import About, Notice, State
from throughline.drafts import commands as drafts
from throughline.drafts.models import Draft
from throughline.in_person import commands as in_person
from throughline.in_person.models import Need, Wait, WhyLeft
from throughline.referrals.models import Referral
from throughline.referrals.models import State as Stage
from throughline.tasks import commands as tasks
from throughline.tasks.commands import Call
from throughline.tasks.models import Route, Task, TaskKind
from throughline.watch import level_commands
from throughline.watch import level_queries as levels

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = clock.START + DAY
LOW = dict.fromkeys(Topic, Answered.FINE) | {Topic.MOOD: Answered.NEEDS}


@pytest.fixture
def case(service):
    return service.open_case()


@pytest.fixture
def other(service):
    return service.open_case("Bob Stone")


def kept(service, model, **narrowed):
    with acting_as(service.actor("manager")):
        return list(model.objects.filter(**narrowed).order_by("pk"))


def correct(service, contact_id, *, at=LATER, **what):
    told = {"way": Way.PHONE, "outcome": Outcome.SPOKE, "happened_at": clock.START, **what}
    replacement_id = uuid4()
    with acting_as(service.actor("worker")) as worker:
        corrections.correct_contact(
            contact_id=contact_id, replacement_id=replacement_id, what=WhatHappened(**told), reason="A slip", by=worker,
            at=at,
        )  # fmt: skip
    return replacement_id


def move(service, contact_id, to_case):
    replacement_id = uuid4()
    with acting_as(service.actor("worker")) as worker:
        corrections.move_contact(
            contact_id=contact_id, replacement_id=replacement_id, to_case_id=to_case.id, reason="It was Bob",
            by=worker, at=LATER,
        )  # fmt: skip
    return replacement_id


def called(service, case):
    call = Call(route=Route.VOICEMAIL, received_at=clock.START - HOUR, words="Please ring")
    with acting_as(service.actor("worker")) as worker:
        return tasks.note_call(call, client_id=case.client_id, by=worker, at=clock.START - HOUR)


def stage(service, case):
    [referral] = kept(service, Referral, id=case.referral_id)
    return Stage(referral.state)


def proposed(service, case):
    with acting_as(service.actor("worker")) as viewer:
        sheet = levels.level_sheet(case.id, viewer=viewer, on=LATER.date())
        return sheet.proposal.reasons if sheet.proposal else ()


class TestACallThatWasReplied:
    def test_is_to_be_replied_again_if_nobody_spoke_after_all(self, service, case):
        called(service, case)
        contact_id = service.contact(case)
        correct(service, contact_id, outcome=Outcome.NO_ANSWER)
        [task] = kept(service, Task)
        assert (task.done_at, task.done_by_id, task.done_in_id) == (None, None, None)

    def test_stays_replied_by_what_stands_in_its_place(self, service, case):
        called(service, case)
        replacement_id = correct(service, service.contact(case), note="Every word")
        [task] = kept(service, Task)
        assert task.done_in_id == replacement_id

    def test_is_to_be_replied_again_if_it_was_somebody_else_whom_they_spoke_with(self, service, case, other):
        called(service, case)
        theirs = called(service, other)
        move(service, service.contact(case), other)
        done = {task.id: task.done_at is not None for task in kept(service, Task)}
        assert [done[task_id] for task_id in done if task_id == theirs.id] == [True]
        assert sorted(done.values()) == [False, True]


class TestATaskThatAroseInIt:
    def test_to_offer_ideas_is_made_once_whatever_the_hour_was_put_right_to(self, service, case):
        contact_id = service.contact(case, wanted=Wanted.SOMETHING_NEW)
        correct(service, contact_id, wanted=Wanted.SOMETHING_NEW, happened_at=clock.START + HOUR)
        assert [task.kind for task in kept(service, Task)] == [TaskKind.OPEN_TO_IDEAS]

    def test_to_offer_ideas_is_off_the_list_if_they_never_asked_for_any(self, service, case):
        contact_id = service.contact(case, wanted=Wanted.SOMETHING_NEW)
        correct(service, contact_id, wanted=Wanted.CHAT)
        [task] = kept(service, Task)
        assert task.done_at == LATER
        assert "put right" in task.answer

    def test_is_back_on_the_list_if_it_was_said_after_all(self, service, case):
        first = service.contact(case, wanted=Wanted.SOMETHING_NEW)
        second = correct(service, first, wanted=Wanted.CHAT)
        correct(service, second, wanted=Wanted.SOMETHING_NEW, at=LATER + HOUR)
        assert [task.done_at for task in kept(service, Task, done_at=None)] == [None]

    def test_that_was_done_stays_done_and_is_not_made_again(self, service, case):
        contact_id = service.contact(case, wanted=Wanted.SOMETHING_NEW)
        [task] = kept(service, Task)
        with acting_as(service.actor("worker")) as worker:
            tasks.answer_task(task_id=task.id, answer="Told them of the choir", by=worker, at=clock.START + HOUR)
        correct(service, contact_id, wanted=Wanted.SOMETHING_NEW, note="Every word")
        [task] = kept(service, Task)
        assert task.answer == "Told them of the choir"

    def test_goes_with_it_to_whom_it_is_about(self, service, case, other):
        contact_id = service.contact(case, wanted=Wanted.SOMETHING_NEW)
        replacement_id = move(service, contact_id, other)
        [task] = kept(service, Task)
        assert (task.client_id, task.arose_in_id, task.done_at) == (other.client_id, replacement_id, None)

    def test_that_a_person_wrote_stays_on_the_list(self, service, case):
        contact_id = service.contact(case)
        with acting_as(service.actor("worker")) as worker:
            tasks.follow_up(
                contact_id=contact_id, due_on=date(2020, 3, 5), reason="Send form", by=worker, at=clock.START
            )
        correct(service, contact_id, outcome=Outcome.LEFT_MESSAGE)
        [task] = kept(service, Task)
        assert task.done_at is None


class TestTheSurgery:
    def test_is_no_longer_shown_that_they_spoke(self, service, case):
        contact_id = service.contact(case)
        assert stage(service, case) == Stage.CONTACTED
        correct(service, contact_id, outcome=Outcome.NO_ANSWER)
        [referral] = kept(service, Referral)
        assert (stage(service, case), referral.contacted_at) == (Stage.ALLOCATED, None)

    def test_is_still_shown_it_where_another_conversation_stands(self, service, case):
        service.contact(case)
        second = service.contact(case, at=clock.START + HOUR)
        correct(service, second, outcome=Outcome.NO_ANSWER, happened_at=clock.START + HOUR)
        assert stage(service, case) == Stage.CONTACTED

    def test_is_no_longer_shown_an_assessment_that_was_none(self, service, case):
        contact_id = service.contact(case, kinds=[Kind.ASSESSMENT])
        assert stage(service, case) == Stage.ASSESSED
        correct(service, contact_id, kinds=[Kind.CHECK_IN])
        [referral] = kept(service, Referral)
        assert (stage(service, case), referral.assessed_at) == (Stage.CONTACTED, None)

    def test_is_shown_it_of_the_patient_they_spoke_with(self, service, case, other):
        move(service, service.contact(case, kinds=[Kind.ASSESSMENT]), other)
        assert (stage(service, case), stage(service, other)) == (Stage.ALLOCATED, Stage.ASSESSED)


class TestHowOftenTheySpeak:
    def test_what_was_never_said_proposes_nothing(self, service, case):
        contact_id = service.contact(case, changes=[Change.LOSS])
        assert proposed(service, case) == (LevelReason.LOSS,)
        correct(service, contact_id, changes=[Change.NOTHING])
        assert proposed(service, case) == ()

    def test_somebody_elses_loss_is_proposed_for_them(self, service, case, other):
        move(service, service.contact(case, changes=[Change.LOSS]), other)
        assert (proposed(service, case), proposed(service, other)) == ((), (LevelReason.LOSS,))

    def test_what_another_conversation_told_too_stands(self, service, case):
        service.contact(case, changes=[Change.HEALTH])
        second = service.contact(case, changes=[Change.MOOD], at=clock.START + HOUR)
        correct(service, second, changes=[Change.NOTHING], happened_at=clock.START + HOUR)
        assert proposed(service, case) == (LevelReason.LIFE_EVENT,)

    def test_what_is_told_again_is_proposed_once(self, service, case):
        correct(service, service.contact(case, changes=[Change.LOSS]), changes=[Change.LOSS], note="Her brother")
        assert proposed(service, case) == (LevelReason.LOSS,)

    def test_what_was_decided_is_not_proposed_again(self, service, case):
        contact_id = service.contact(case, changes=[Change.LOSS])
        with acting_as(service.actor("worker")) as worker:
            level_commands.decline_level(
                case_id=case.id, note="They have family there", by=worker, at=clock.START + HOUR
            )
        correct(service, contact_id, changes=[Change.LOSS], note="Her brother")
        assert proposed(service, case) == ()


class TestNotices:
    def states(self, service, case):
        return [(notice.about, notice.state) for notice in kept(service, Notice, case_id=case.id)]

    def test_who_has_not_been_spoken_with_is_to_be_told_again(self, service, case):
        correct(service, service.contact(case), outcome=Outcome.NO_ANSWER)
        assert (About.INTRODUCTION, State.QUEUED) in self.states(service, case)

    def test_who_has_been_spoken_with_is_not(self, service, case):
        service.contact(case)
        second = service.contact(case, at=clock.START + HOUR)
        correct(service, second, outcome=Outcome.NO_ANSWER, happened_at=clock.START + HOUR)
        assert self.states(service, case) == [(About.INTRODUCTION, State.SPOKEN_SINCE)]

    def test_putting_right_what_was_said_before_takes_no_later_notice_off_the_list(self, service, case):
        contact_id = service.contact(case)
        with acting_as(service.actor("manager")) as manager:
            caseload.hand_over_case(
                case_id=case.id, to_worker_id=service.staff["colleague"].id, contact_on=date(2020, 3, 4),
                way=Way.PHONE, reason="Closer by", by=manager, at=clock.START + HOUR,
            )  # fmt: skip
        correct(service, contact_id, note="Every word")
        assert (About.NEW_WORKER, State.QUEUED) in self.states(service, case)

    def test_who_did_not_know_the_caller_is_told_once(self, service, case):
        contact_id = service.contact(case, caller_known=Answer.NO)
        [told] = [n for n in kept(service, Notice) if n.about == About.WHO_CALLS]
        with acting_as(service.actor("worker")) as worker:
            correspondence.mark_done(notice_id=told.id, by=worker, at=clock.START + HOUR)
        correct(service, contact_id, caller_known=Answer.NO, happened_at=clock.START + 2 * HOUR)
        assert [n.state for n in kept(service, Notice) if n.about == About.WHO_CALLS] == [State.DONE]


class TestTheQueueToBeSeen:
    def queue(self, service, case):
        with acting_as(service.actor("worker")) as worker:
            in_person.queue_in_person(
                client_id=case.client_id, topics=["legs"], need=Need.HIGH, by=worker, at=clock.START - HOUR
            )

    def test_whoever_was_not_met_waits_again(self, service, case):
        self.queue(service, case)
        contact_id = service.contact(case, way=Way.AT_SURGERY)
        assert [wait.why_left for wait in kept(service, Wait)] == [WhyLeft.MET]
        correct(service, contact_id, way=Way.PHONE)
        [wait] = kept(service, Wait)
        assert (wait.left_at, wait.left_by_id, wait.why_left) == (None, None, "")

    def test_whoever_was_met_does_not(self, service, case):
        self.queue(service, case)
        correct(service, service.contact(case, way=Way.AT_SURGERY), way=Way.AT_SURGERY, note="Every word")
        assert [wait.why_left for wait in kept(service, Wait)] == [WhyLeft.MET]


class TestACheckIn:
    def record(self, service, case):
        contact_id = uuid4()
        with acting_as(service.actor("worker")) as worker:
            check_ins.record_check_in(
                check_ins.Told(way=Way.PHONE, happened_at=clock.START, answers=LOW, follow_up=FollowUp.EXTRA_CONTACT,
                               extra_on=date(2020, 3, 5)),
                contact_id=contact_id, case_id=case.id,
                then=NextContact(on=date(2020, 4, 13), by_id=service.staff["worker"].id, way=Way.PHONE),
                by=worker, at=clock.START,
            )  # fmt: skip
        return contact_id

    def told_of(self, service, case):
        with acting_as(service.actor("worker")) as viewer:
            return check_ins_kept.check_ins_of(case.client_id, viewer=viewer)

    def test_goes_with_its_contact_to_whom_it_was_with(self, service, case, other):
        move(service, self.record(service, case), other)
        assert self.told_of(service, case) == []
        [there] = self.told_of(service, other)
        assert there.case_id == other.id
        [task] = kept(service, Task)
        assert task.client_id == other.client_id

    def test_stays_through_any_number_of_corrections_and_tells_the_true_hour(self, service, case):
        second = correct(service, self.record(service, case), kinds=[Kind.CHECK_IN])
        correct(service, second, kinds=[Kind.CHECK_IN], happened_at=clock.START + HOUR)
        [row] = self.told_of(service, case)
        assert row.happened_at == clock.START + HOUR

    def test_that_was_low_proposes_to_speak_more_often_with_whom_it_was_with(self, service, case, other):
        contact_id = self.record(service, case)
        assert proposed(service, case) == (LevelReason.LOW_MOOD,)
        move(service, contact_id, other)
        assert (proposed(service, case), proposed(service, other)) == ((), (LevelReason.LOW_MOOD,))

    def test_that_was_low_is_proposed_once_however_often_it_is_put_right(self, service, case):
        second = correct(service, self.record(service, case), kinds=[Kind.CHECK_IN])
        assert proposed(service, case) == (LevelReason.LOW_MOOD,)
        correct(service, second, outcome=Outcome.NO_ANSWER)
        assert proposed(service, case) == ()

    def test_is_none_if_nobody_spoke(self, service, case):
        correct(service, self.record(service, case), outcome=Outcome.NO_ANSWER)
        assert self.told_of(service, case) == []


class TestWhatIsBeingWritten:
    def test_a_draft_of_the_next_contact_is_not_lost_by_putting_another_right(self, service, case):
        contact_id = service.contact(case)
        with acting_as(service.actor("worker")) as worker:
            drafts.keep(page=f"contact:{case.id}", fields={"note": "Half a note"}, by=worker, at=clock.START)
        correct(service, contact_id, note="Every word")
        assert [draft.fields["note"] for draft in kept_by_worker(service)] == ["Half a note"]


def kept_by_worker(service):
    with acting_as(service.actor("worker")):
        return list(Draft.objects.all())


def test_a_case_stands_where_its_contacts_say_it_stands(service, case):
    contact_id = service.contact(case)
    correct(service, contact_id, outcome=Outcome.NO_ANSWER)
    [now] = kept(service, Case, id=case.id)
    assert (now.last_reached_at, now.tries_since_reached) == (None, 1)
