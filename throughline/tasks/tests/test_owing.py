"""What is owed because of something else: due once, moved, settled, and done only where its subject stands."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotFound, Refused
from throughline.tasks import commands, presenters, queries
from throughline.tasks.models import Task, TaskKind
from throughline.tasks.owing_commands import Owed, owe, owe_many, settle

GOAL = uuid4()
TENTH, TWELFTH = date(2020, 3, 10), date(2020, 3, 12)


@pytest.fixture
def case(service):
    return service.open_case()


def owing(service, case, *, kind=TaskKind.GOAL_REVIEW, due_on=TENTH, subject_id=GOAL, by="worker"):
    with acting_as(service.actor(by)) as actor:
        owe(kind=kind, case_id=case.id, subject_id=subject_id, due_on=due_on, reason="Walks to the park?", by=actor,
            at=clock.test_time())  # fmt: skip


def settled(service, *, kind=TaskKind.GOAL_REVIEW, subject_id=GOAL):
    with acting_as(service.actor("worker")) as actor:
        settle(kind=kind, subject_id=subject_id, answer="Looked at together", by=actor, at=clock.test_time())


def to_do(service, name="worker"):
    with acting_as(service.actor(name)) as viewer:
        return queries.tasks_of(viewer=viewer, at=clock.test_time())


class TestWhatIsOwed:
    def test_it_is_on_the_link_worker_s_list_by_its_day(self, service, case):
        owing(service, case)
        assert [(row.kind, row.due_on, row.reason) for row in to_do(service)] == [
            (TaskKind.GOAL_REVIEW, TENTH, "Walks to the park?")
        ]

    def test_owed_again_it_moves_and_stays_one(self, service, case):
        owing(service, case)
        owing(service, case, due_on=TWELFTH)
        assert [row.due_on for row in to_do(service)] == [TWELFTH]

    def test_two_subjects_of_one_person_are_two_things(self, service, case):
        owing(service, case)
        owing(service, case, subject_id=uuid4())
        assert len(to_do(service)) == 2

    def test_settled_it_leaves_the_list_and_may_be_owed_anew(self, service, case):
        owing(service, case)
        settled(service)
        assert to_do(service) == []
        owing(service, case, due_on=TWELFTH)
        assert [row.due_on for row in to_do(service)] == [TWELFTH]

    def test_settling_what_is_not_owed_does_nothing(self, service, case):
        settled(service)
        with acting_as(service.actor("worker")):
            assert not Task.objects.exists()

    def test_another_kind_of_the_same_subject_is_left_as_it_is(self, service, case):
        owing(service, case)
        settled(service, kind=TaskKind.HOLD_REVIEW)
        assert len(to_do(service)) == 1

    def test_what_a_manager_must_read_is_on_nobody_s_own_list_but_on_the_team_s(self, service, case):
        owing(service, case, kind=TaskKind.ASK_MEANWHILE)
        assert to_do(service) == []
        with acting_as(service.actor("manager")) as viewer:
            [row] = queries.late_tasks(viewer=viewer, at=clock.test_time()).rows
        assert presenters.TaskCard(row, covering=False).whose == "For a manager to read"

    def test_it_is_written_down_without_a_word_of_the_reason(self, service, case):
        owing(service, case)
        with acting_as(service.actor("worker")):
            assert AuditEntry.objects.get(act="TASK_MADE").details == {"kind": "GOAL_REVIEW", "subject": str(GOAL)}

    def test_nobody_owes_anything_about_another_provider_s_case(self, service, case):
        owed = [Owed(case.id, GOAL, TENTH, "Walks to the park?")]
        with pytest.raises(NotFound):
            owing(service, case, by="stranger")
        with acting_as(service.actor("stranger")) as stranger, pytest.raises(NotFound):
            owe_many(owed, kind=TaskKind.GOAL_REVIEW, by=stranger, at=clock.test_time())

    def test_it_is_not_done_by_a_word_but_where_its_subject_stands(self, service, case):
        owing(service, case)
        [row] = to_do(service)
        with acting_as(service.actor("worker")) as actor, pytest.raises(Refused, match="Open what this is about"):
            commands.answer_task(task_id=row.task_id, answer="Done", by=actor, at=clock.test_time())

    def test_its_page_leads_on(self, service, case, client):
        owing(service, case)
        client.force_login(service.staff["worker"])
        page = client.get(reverse("tasks:task", args=[to_do(service)[0].task_id])).content.decode()
        assert "Open what this is about" in page
        assert "Mark as done" not in page

    def test_many_cost_no_more_statements_than_two(self, service, case):
        def statements(count):
            owed = [Owed(case.id, uuid4(), TENTH, "Look again") for _ in range(count)]
            with acting_as(service.actor("worker")) as actor, CaptureQueriesContext(connection) as asked:
                owe_many(owed, kind=TaskKind.HOLD_REVIEW, by=actor, at=clock.test_time())
            return len(asked)

        assert statements(40) == statements(2)
