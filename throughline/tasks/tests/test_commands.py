"""Somebody calls, is replied to, or waits too long: done, refused, not allowed, written down."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from throughline.absences import commands as absences
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.caseload import commands as caseload
from throughline.cases.models import CloseReason, Way
from throughline.contacts.commands import Ending
from throughline.contacts.models import Outcome
from throughline.core.clock import LONDON
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.profiles import commands as profiles
from throughline.profiles.models import Risk, ToldBy
from throughline.tasks import commands, queries
from throughline.tasks.commands import Call
from throughline.tasks.models import Route, Task, TaskKind

FRIDAY_FIVE = datetime(2020, 3, 6, 17, 0, tzinfo=LONDON)
MONDAY_LATE = datetime(2020, 3, 9, 17, 1, tzinfo=LONDON)


@pytest.fixture
def case(service):
    return service.open_case()


def called(service, case, *, by="worker", client_id=None, route=Route.VOICEMAIL, received_at=None, **call):
    with acting_as(service.actor(by)) as actor:
        return commands.note_call(
            Call(route=route, received_at=received_at or clock.test_time(), **call),
            client_id=client_id or case.client_id, by=actor, at=clock.test_time(),
        )  # fmt: skip


def unknown(service, *, to=None, by="worker", **call):
    with acting_as(service.actor(by)) as actor:
        return commands.note_unknown_caller(
            Call(route=Route.MISSED_CALL, received_at=clock.test_time(), **call),
            worker_id=service.staff[to].id if to else None, by=actor, at=clock.test_time(),
        )  # fmt: skip


def answer(service, task, words="Rang back", *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        commands.answer_task(task_id=task.id, answer=words, by=actor, at=clock.test_time())


def pass_on(service, task, to="colleague", *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        commands.pass_on_task(task_id=task.id, worker_id=service.staff[to].id, by=actor, at=clock.test_time())


def follow_up(service, contact_id, *, due_on=date(2020, 3, 4), by="worker"):
    with acting_as(service.actor(by)) as actor:
        return commands.follow_up(
            contact_id=contact_id, due_on=due_on, reason="Mood low", by=actor, at=clock.test_time()
        )  # fmt: skip


def to_do(service, name="worker"):
    with acting_as(service.actor(name)) as viewer:
        return queries.tasks_of(viewer=viewer, at=clock.test_time())


def late(service):
    with acting_as(service.actor("manager")) as viewer:
        return list(queries.late_tasks(viewer=viewer, at=clock.test_time()).rows)


def kept(service, task):
    with acting_as(service.actor("worker")):
        return Task.objects.get(id=task.id)


class TestAVoicemailOnFridayAtFive:
    """The check of R32."""

    def test_a_reply_is_due_by_the_end_of_monday_and_is_with_the_cover(self, service, case):
        clock.move_to(FRIDAY_FIVE)
        with acting_as(service.actor("manager")) as manager:
            absences.record_absence(
                worker_id=service.staff["worker"].id, cover_id=service.staff["colleague"].id,
                starts_on=date(2020, 3, 6), ends_on=None, by=manager, at=FRIDAY_FIVE,
            )  # fmt: skip
        task = called(service, case, by="manager")
        assert task.due_on == date(2020, 3, 9)
        [row] = to_do(service, "colleague")
        assert (row.holder_id, row.cover_id) == (service.staff["worker"].id, service.staff["colleague"].id)
        assert row.for_another(service.actor("colleague"))

    def test_past_the_time_it_is_on_the_manager_s_late_list(self, service, case):
        clock.move_to(FRIDAY_FIVE)
        called(service, case)
        assert late(service) == []
        clock.move_to(MONDAY_LATE)
        [row] = late(service)
        assert (row.late, row.holder_id) == (True, service.staff["worker"].id)

    def test_it_moves_with_the_person(self, service, case):
        called(service, case)
        with acting_as(service.actor("manager")) as manager:
            caseload.hand_over_case(
                case_id=case.id, to_worker_id=service.staff["colleague"].id, contact_on=date(2020, 3, 3),
                way=Way.PHONE, reason="Leaving", by=manager, at=clock.test_time(),
            )  # fmt: skip
        assert (to_do(service), len(to_do(service, "colleague"))) == ([], 1)


class TestReplying:
    def test_speaking_with_them_is_the_reply(self, service, case):
        task = called(service, case)
        clock.move_to(clock.test_time() + timedelta(hours=1))
        contact_id = service.contact(case)
        done = kept(service, task)
        assert (done.done_in_id, done.done_by_id, done.done_at) == (
            contact_id, service.staff["worker"].id, clock.test_time()
        )  # fmt: skip

    def test_a_try_is_not(self, service, case):
        task = called(service, case)
        service.contact(case, Outcome.NO_ANSWER)
        assert kept(service, task).done_at is None

    def test_a_conversation_from_before_the_call_is_not(self, service, case):
        task = called(service, case, received_at=clock.test_time() - timedelta(minutes=5))
        service.contact(case, happened_at=clock.test_time() - timedelta(minutes=30))
        assert kept(service, task).done_at is None

    def test_words_do_too_and_stand_in_the_trail_only_as_an_act(self, service, case):
        task = called(service, case)
        answer(service, task, " Rang back ")
        assert kept(service, task).answer == "Rang back"
        with acting_as(service.actor("worker")):
            assert AuditEntry.objects.get(act="TASK_ANSWERED").details == {}

    def test_whoever_answers_at_once_leaves_nothing_to_do(self, service, case):
        task = called(service, case, route=Route.ANSWERED, answer="Told them Monday")
        assert (kept(service, task).done_at, to_do(service)) == (clock.test_time(), [])


class TestNotRecalling:
    def test_it_is_a_signal_to_the_worker_beside_the_call(self, service, case):
        called(service, case, by="manager", did_not_recall=True)
        assert {row.kind for row in to_do(service)} == {TaskKind.CLIENT_CALLED, TaskKind.DID_NOT_RECALL}

    def test_even_when_the_call_itself_is_dealt_with(self, service, case):
        called(service, case, did_not_recall=True, answer="Said who we are")
        assert [row.kind for row in to_do(service)] == [TaskKind.DID_NOT_RECALL]


class TestSomebodyWeDoNotKnow:
    def test_their_call_is_for_the_worker_who_was_chosen(self, service):
        unknown(service, to="colleague", caller_name="Ann", words="Asked for Priya")
        assert [row.name for row in to_do(service, "colleague")] == ["Ann"]

    def test_or_for_the_manager_at_once_where_nobody_was(self, service):
        unknown(service, caller_number="0191 498 0999")
        [row] = late(service)
        assert (row.holder, row.late) == ("", False)

    def test_and_can_be_passed_on(self, service):
        task = unknown(service, caller_number="0191 498 0999")
        pass_on(service, task, by="manager")
        assert (late(service), len(to_do(service, "colleague"))) == ([], 1)


class TestFormerClients:
    def test_their_last_worker_replies(self, service, case):
        service.contact(case, ending=Ending(CloseReason.COMPLETED, "Well"))
        called(service, case, by="manager")
        assert len(to_do(service)) == 1


class TestTheSurgery:
    def leave(self, service, words="Rang us, wants to hear from you", *, by="practice", referral_id=None):
        with acting_as(service.actor(by)) as actor:
            return commands.leave_message(
                referral_id=referral_id or self.referral_id, words=words, by=actor, at=clock.test_time()
            )

    @pytest.fixture(autouse=True)
    def a_patient(self, service, case):
        self.referral_id = case.referral_id

    def test_leaves_a_message_for_the_link_worker(self, service):
        self.leave(service)
        [row] = to_do(service)
        assert (row.route, row.words, row.due_on) == (
            Route.SURGERY, "Rang us, wants to hear from you", date(2020, 3, 3)
        )  # fmt: skip

    def test_not_without_words(self, service):
        with pytest.raises(Refused):
            self.leave(service, " ")

    def test_not_about_another_surgery_s_patient(self, service):
        with pytest.raises(NotFound):
            self.leave(service, by="strange practice")

    def test_and_staff_note_calls_in_their_own_way(self, service):
        with pytest.raises(NotAllowed):
            self.leave(service, by="worker")


class TestFollowingUp:
    def test_once_for_a_contact_however_often_it_is_sent(self, service, case):
        contact_id = service.contact(case)
        assert follow_up(service, contact_id).id == follow_up(service, contact_id).id

    def test_ideas_within_seven_days(self, service, case):
        contact_id = service.contact(case)
        with acting_as(service.actor("worker")) as actor:
            task = commands.follow_up_ideas(contact_id=contact_id, by=actor, at=clock.test_time())
        assert (task.kind, task.due_on) == (TaskKind.OPEN_TO_IDEAS, date(2020, 3, 9))
        assert "open to new ideas" in task.reason

    def test_not_in_the_past(self, service, case):
        contact_id = service.contact(case)
        with pytest.raises(Refused, match="past"):
            follow_up(service, contact_id, due_on=date(2020, 3, 1))

    def test_not_of_a_contact_one_cannot_see(self, service, case):
        contact_id = service.contact(case)
        with pytest.raises(NotFound):
            follow_up(service, contact_id, by="stranger")
        with acting_as(service.actor("stranger")) as stranger, pytest.raises(NotFound):
            commands.follow_up_ideas(contact_id=contact_id, by=stranger, at=clock.test_time())


class TestRefusing:
    def test_a_call_of_tomorrow(self, service, case):
        with pytest.raises(Refused, match="future"):
            called(service, case, received_at=clock.in_days(1))

    def test_a_caller_without_anything_to_reply_to(self, service):
        with pytest.raises(Refused, match="number to ring back"):
            unknown(service, caller_name="Ann")

    def test_a_worker_of_another_provider(self, service, case):
        with pytest.raises(Refused, match="works here now"):
            unknown(service, to="stranger", caller_number="0191 498 0999")
        with pytest.raises(Refused, match="works here now"):
            pass_on(service, unknown(service, caller_number="0191 498 0999"), "stranger")

    def test_an_answer_without_words_or_for_the_second_time(self, service, case):
        task = called(service, case)
        with pytest.raises(Refused, match="Say what you did"):
            answer(service, task, " ")
        answer(service, task)
        with pytest.raises(Refused, match="A colleague has done this"):
            answer(service, task, by="colleague")
        with pytest.raises(Refused, match="done already"):
            pass_on(service, task)

    def test_passing_on_what_is_the_link_worker_s(self, service, case):
        with pytest.raises(Refused, match="link worker’s"):
            pass_on(service, called(service, case))

    def test_what_another_provider_has(self, service, case):
        task = called(service, case)
        for act in (answer, pass_on):
            with pytest.raises(NotFound):
                act(service, task, by="stranger")
        with pytest.raises(NotFound):
            called(service, case, by="stranger")
        with pytest.raises(NotFound):
            called(service, case, client_id=uuid4())

    def test_those_who_take_no_calls(self, service, case):
        for act in (lambda: called(service, case, by="practice"), lambda: unknown(service, by="commissioner")):
            with pytest.raises(NotAllowed):
                act()


class TestAfterShielding:
    def shield(self, service, case, *, until=None, by="worker"):
        with acting_as(service.actor(by)) as actor:
            found = profiles.start_vulnerability(
                client_id=case.client_id, risk=Risk.SHIELDING, told_by=ToldBy.SURGERY, started_on=date(2020, 2, 1),
                by=actor, at=clock.test_time(),
            )  # fmt: skip
            profiles.end_vulnerability(
                vulnerability_id=found.id, ended_on=date(2020, 3, 1), note="Their GP wrote", by=actor,
                at=clock.test_time(),
            )  # fmt: skip

    def test_the_link_worker_is_to_talk_about_it_when_they_next_speak(self, service, case):
        self.shield(service, case)
        with acting_as(service.actor("worker")):
            [task] = Task.objects.all()
        assert (task.kind, task.client_id, task.due_on) == (TaskKind.FOLLOW_UP, case.client_id, case.next_contact_on)
        assert task.reason.startswith("They no longer shield.")

    def test_it_is_asked_once_however_often_it_was_confirmed(self, service, case):
        self.shield(service, case)
        self.shield(service, case)
        with acting_as(service.actor("worker")):
            assert Task.objects.count() == 1

    def test_of_whom_nobody_speaks_with_any_more_nothing_is_asked(self, service, case):
        service.contact(case, ending=Ending(CloseReason.COMPLETED, "Well again"))
        self.shield(service, case)
        with acting_as(service.actor("worker")):
            assert not Task.objects.exists()
