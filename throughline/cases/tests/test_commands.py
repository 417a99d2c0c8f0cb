"""What happens to a case when its commands are called: the facts on its row, its promises, and what is refused."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases import commands as cases
from throughline.cases.models import Case, CloseReason, Level, Promise, Way
from throughline.cases.rules import ContactsSoFar, NextContact
from throughline.contacts.commands import Ending
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def case(service):
    return service.open_case()


def reload(service, case):
    with acting_as(service.actor("worker")):
        return Case.objects.get(id=case.id)


def tomorrow(service, by="worker"):
    return NextContact(on=clock.START.date() + DAY, by_id=service.staff[by].id, way=Way.PHONE)


class TestOpening:
    def open(self, service, case, *, by="manager", to="worker", next_by="worker", client_id=None):
        with acting_as(service.actor(by)) as actor:
            return cases.open_case(
                client_id=client_id or case.client_id, worker_id=service.staff[to].id, level=Level.REGULAR,
                next_contact=tomorrow(service, next_by), first_contact_due_on=None, by=actor, at=clock.START,
            )  # fmt: skip

    def test_it_opens_with_worker_date_and_promise_at_once(self, service, case):
        with acting_as(service.actor("worker")):
            promise = Promise.objects.get(case=case)
            assert AuditEntry.objects.filter(act="CASE_OPENED", about_id=case.id).count() == 1
        assert (promise.sequence, promise.due_on) == (1, case.next_contact_on)
        assert case.next_contact_on == case.first_contact_due_on == date(2020, 3, 16)

    def test_a_second_open_case_is_refused(self, service, case):
        with pytest.raises(Refused, match="already has a link worker"):
            self.open(service, case)

    @pytest.mark.parametrize(("to", "next_by"), [("manager", "worker"), ("stranger", "worker"), ("worker", "manager")])
    def test_only_those_who_hold_cases_here_are_given_one(self, service, case, to, next_by):
        ending = Ending(CloseReason.COMPLETED, "Well again")
        service.contact(case, ending=ending)
        with pytest.raises(Refused, match="Choose a link worker who works here now"):
            self.open(service, case, to=to, next_by=next_by)

    def test_a_stranger_finds_no_such_client(self, service, case):
        with pytest.raises(NotFound):
            self.open(service, case, by="strange manager")


class TestTriesAndConversations:
    def test_only_speaking_counts_as_reached(self, service, case):
        for hours, outcome in enumerate([Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE], start=1):
            service.contact(case, outcome, at=clock.START + hours * HOUR)
        service.contact(case, Outcome.SENT, way=Way.POST, at=clock.START + 3 * HOUR)
        service.contact(case, Outcome.DID_NOT_ATTEND, way=Way.AT_SURGERY, at=clock.START + 4 * HOUR)
        tried = reload(service, case)
        assert tried.last_reached_at is None
        assert tried.tries_since_reached == 3
        assert tried.first_contact_due_on is not None

        service.contact(case, Outcome.SPOKE, at=clock.START + 5 * HOUR)
        reached = reload(service, case)
        assert reached.last_reached_at == clock.START + 5 * HOUR
        assert reached.tries_since_reached == 0
        assert reached.first_contact_due_on is None

    def test_a_try_written_up_late_that_lies_before_the_last_conversation_does_not_count(self, service, case):
        service.contact(case, at=clock.START + 2 * DAY)
        service.contact(case, Outcome.NO_ANSWER, happened_at=clock.START + DAY, at=clock.START + 3 * DAY)
        assert reload(service, case).tries_since_reached == 0
        service.contact(case, Outcome.NO_ANSWER, happened_at=clock.START + 3 * DAY, at=clock.START + 4 * DAY)
        assert reload(service, case).tries_since_reached == 1

    def test_a_conversation_written_up_late_leaves_the_tries_that_came_after_it(self, service, case):
        service.contact(case, Outcome.NO_ANSWER, at=clock.START + DAY)
        service.contact(case, Outcome.NO_ANSWER, at=clock.START + 3 * DAY)
        service.contact(case, happened_at=clock.START + 2 * DAY, at=clock.START + 4 * DAY)
        late = reload(service, case)
        assert late.last_reached_at == clock.START + 2 * DAY
        assert late.last_tried_at == clock.START + 3 * DAY
        assert late.tries_since_reached == 1

    def test_writing_up_an_older_conversation_never_moves_last_reached_back(self, service, case):
        service.contact(case, at=clock.START + 3 * DAY)
        service.contact(case, happened_at=clock.START + DAY, at=clock.START + 4 * DAY)
        assert reload(service, case).last_reached_at == clock.START + 3 * DAY

    def test_a_next_contact_in_the_past_is_refused_and_nothing_moves(self, service, case):
        past = NextContact(on=clock.START.date() - DAY, by_id=service.staff["worker"].id, way=Way.PHONE)
        with acting_as(service.actor("worker")) as worker, pytest.raises(Refused, match="in the past"):
            cases.note_contact(
                case=Case.objects.get(id=case.id), so_far=ContactsSoFar(reached_at=clock.START), next_contact=past,
                by=worker, at=clock.START,
            )  # fmt: skip
        assert reload(service, case).last_reached_at is None

    def test_every_next_contact_is_kept_as_a_promise_in_order(self, service, case):
        service.contact(case, in_days=7)
        service.contact(case, in_days=14)
        with acting_as(service.actor("worker")):
            made = list(Promise.objects.filter(case=case).order_by("sequence").values_list("sequence", "due_on"))
        assert made == [(1, date(2020, 3, 16)), (2, date(2020, 3, 9)), (3, date(2020, 3, 16))]


class TestChangingWorker:
    def change(self, service, case, *, to):
        with acting_as(service.actor("manager")) as manager:
            cases.change_worker(
                case=Case.objects.get(id=case.id), to_worker_id=service.staff[to].id,
                next_contact=tomorrow(service, to), reason="Leaves in May", by=manager, at=clock.START,
            )  # fmt: skip

    def test_the_new_worker_has_the_case_and_the_promise(self, service, case):
        self.change(service, case, to="colleague")
        changed = reload(service, case)
        assert changed.worker_id == changed.next_contact_by_id == service.staff["colleague"].id
        with acting_as(service.actor("worker")):
            assert AuditEntry.objects.filter(act="CASE_HANDED_OVER", about_id=case.id).count() == 1

    @pytest.mark.parametrize("to", ["administrator", "stranger", "manager"])
    def test_somebody_who_may_not_hold_cases_here_is_refused(self, service, case, to):
        with pytest.raises(Refused):
            self.change(service, case, to=to)
        assert reload(service, case).worker_id == service.staff["worker"].id


class TestClosing:
    def close(self, service, case, *, by="worker", reason=CloseReason.COMPLETED, note="Well again", days_tried=0):
        with acting_as(service.actor(by)) as actor:
            cases.close_case(
                case_id=case.id, reason=reason, note=note, days_tried=days_tried, by=actor, at=clock.START + HOUR
            )

    def test_a_case_is_closed_by_a_person_for_a_reason(self, service, case):
        self.close(service, case, note="  Well again ")
        closed = reload(service, case)
        assert (closed.closed_by_id, closed.close_note) == (service.staff["worker"].id, "Well again")
        with acting_as(service.actor("worker")):
            assert AuditEntry.objects.get(act="CASE_CLOSED", about_id=case.id).details == {"reason": "COMPLETED"}

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"note": " "}, "Say what was agreed"),
            ({"reason": CloseReason.COULD_NOT_REACH, "days_tried": 2}, "Try on 3 before you close"),
        ],
    )
    def test_a_rule_that_says_no_leaves_it_open(self, service, case, changes, why):
        with pytest.raises(Refused, match=why):
            self.close(service, case, **changes)
        assert reload(service, case).closed_at is None

    def test_it_is_closed_once(self, service, case):
        self.close(service, case)
        with pytest.raises(Refused, match="was closed"):
            self.close(service, case)

    def test_an_administrator_may_not(self, service, case):
        with pytest.raises(NotAllowed):
            self.close(service, case, by="administrator")

    def test_a_stranger_finds_no_such_case(self, service, case):
        with pytest.raises(NotFound):
            self.close(service, case, by="stranger")

    def test_nobody_finds_a_case_that_is_not_there(self, service, case):
        case.id = uuid4()
        with pytest.raises(NotFound):
            self.close(service, case)


class TestAnotherWay:
    def promise(self, service, case, way=Way.AT_SURGERY, *, at=clock.START):
        with acting_as(service.actor("worker")) as actor:
            cases.promise_another_way(case=case, way=way, by=actor, at=at)

    def test_the_day_and_the_person_stand(self, service, case):
        before = reload(service, case)
        self.promise(service, before)
        after = reload(service, case)
        assert (after.next_contact_on, after.next_contact_by_id) == (before.next_contact_on, before.next_contact_by_id)
        assert after.next_contact_way == Way.AT_SURGERY

    def test_not_for_a_day_that_has_passed_nor_in_a_closed_case(self, service, case):
        with pytest.raises(Refused, match="in the past"):
            self.promise(service, reload(service, case), at=clock.START + timedelta(days=60))
        TestClosing().close(service, case)
        with pytest.raises(Refused, match="was closed"):
            self.promise(service, reload(service, case))
