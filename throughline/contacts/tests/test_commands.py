"""Recording a contact: done, refused, not allowed, written down."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import Case, CloseReason, Promise, Way
from throughline.cases.rules import NextContact
from throughline.contacts import commands
from throughline.contacts.commands import Ending, WhatHappened
from throughline.contacts.models import Contact, Kind, Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.drafts import commands as drafts
from throughline.drafts.models import Draft
from throughline.referrals.models import Referral, State

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AGREED = Ending(CloseReason.COMPLETED, "Well again, and will ring if not")


@pytest.fixture
def case(service):
    return service.open_case()


def seen(service, find):
    with acting_as(service.actor("worker")):
        return find()


def record(service, case, *, by="worker", contact_id=None, then="six weeks", promise_seen=None, **what):
    if then == "six weeks":
        then = NextContact(on=date(2020, 4, 13), by_id=service.staff["worker"].id, way=Way.PHONE)
    with acting_as(service.actor(by)) as actor:
        commands.record_contact(
            contact_id=contact_id or uuid4(),
            case_id=case.id,
            what=WhatHappened(**{"way": Way.PHONE, "outcome": Outcome.SPOKE, "happened_at": clock.test_time(), **what}),
            then=then,
            promise_seen=promise_seen,
            by=actor,
            at=clock.test_time(),
        )


def contacts(service):
    return seen(service, lambda: list(Contact.objects.order_by("recorded_at")))


class TestRecording:
    def test_what_happened_is_kept_as_told_with_who_and_when(self, service, case):
        kinds = [Kind.EMOTIONAL_SUPPORT, Kind.INFORMATION]
        record(service, case, kinds=kinds, minutes=45, note="All well\nand more", happened_at=clock.START - HOUR)
        [contact] = contacts(service)
        assert (contact.kinds, contact.minutes, contact.note) == (kinds, 45, "All well\nand more")
        assert (contact.happened_at, contact.recorded_at) == (clock.START - HOUR, clock.START)
        assert contact.happened_by_id == contact.recorded_by_id == service.staff["worker"].id

    def test_it_stands_in_the_trail_without_a_word_of_it(self, service, case):
        record(service, case, note="Private")
        entry = seen(service, lambda: AuditEntry.objects.get(act="CONTACT_RECORDED"))
        assert entry.details == {"case": str(case.id), "outcome": "SPOKE"}

    def test_the_surgery_sees_that_they_spoke_and_not_that_they_tried(self, service, case):
        record(service, case, outcome=Outcome.NO_ANSWER)
        assert seen(service, lambda: Referral.objects.get().state) == State.ALLOCATED
        record(service, case)
        assert seen(service, lambda: Referral.objects.get().state) == State.CONTACTED

    def test_sending_the_same_page_twice_records_it_once(self, service, case):
        contact_id = uuid4()
        for _ in range(2):
            record(service, case, contact_id=contact_id)
        assert len(contacts(service)) == 1
        assert seen(service, Promise.objects.count) == 2

    def test_sending_the_page_that_ended_the_case_twice_is_harmless(self, service, case):
        contact_id = uuid4()
        for _ in range(2):
            record(service, case, contact_id=contact_id, then=AGREED)
        assert len(contacts(service)) == 1

    def test_two_colleagues_may_both_record_and_the_last_promise_stands(self, service, case):
        record(service, case)
        with_colleague = NextContact(on=date(2020, 3, 9), by_id=service.staff["colleague"].id, way=Way.TEXT)
        record(service, case, by="colleague", then=with_colleague)
        stands = seen(service, Case.objects.get)
        assert len(contacts(service)) == 2
        assert (stands.next_contact_on, stands.next_contact_way) == (date(2020, 3, 9), Way.TEXT)

    def test_a_contact_written_up_later_keeps_its_true_time(self, service, case):
        clock.move_to(clock.START + 3 * DAY)
        record(service, case, happened_at=clock.START + DAY)
        assert seen(service, lambda: Case.objects.get().last_reached_at) == clock.START + DAY

    def test_the_draft_of_the_page_goes_when_it_is_saved(self, service, case):
        with acting_as(service.actor("worker")) as worker:
            drafts.keep(page=f"contact:{case.id}", fields={"note": "half"}, by=worker, at=clock.START)
        record(service, case)
        assert seen(service, Draft.objects.count) == 0


class TestAnEnding:
    def test_an_agreed_ending_takes_the_place_of_a_next_contact(self, service, case):
        record(service, case, then=AGREED)
        closed = seen(service, Case.objects.get)
        assert (closed.close_reason, closed.close_note) == (CloseReason.COMPLETED, AGREED.note)
        assert seen(service, lambda: Referral.objects.get().state) == State.ENDED

    def test_the_third_day_of_trying_may_end_it(self, service, case):
        could_not = Ending(CloseReason.COULD_NOT_REACH, "Three days, no reply, letter sent")
        for day in range(2):
            clock.move_to(clock.START + day * DAY)
            with pytest.raises(Refused, match=f"You have tried on {day + 1} day"):
                record(service, case, outcome=Outcome.NO_ANSWER, then=could_not)
            record(service, case, outcome=Outcome.NO_ANSWER)
        clock.move_to(clock.START + 2 * DAY)
        record(service, case, outcome=Outcome.NO_ANSWER, then=could_not)
        assert seen(service, lambda: Case.objects.get().close_reason) == CloseReason.COULD_NOT_REACH

    def test_an_ending_is_not_agreed_with_somebody_who_did_not_answer(self, service, case):
        with pytest.raises(Refused, match="Record the conversation in which you agreed this"):
            record(service, case, outcome=Outcome.NO_ANSWER, then=AGREED)
        assert contacts(service) == []


class TestWhatIsRefused:
    def test_without_a_next_contact_or_an_ending_nothing_is_saved(self, service, case):
        with pytest.raises(Refused, match="Nobody is left without a date"):
            record(service, case, then=None)
        assert contacts(service) == []

    def test_a_time_that_cannot_be(self, service, case):
        with pytest.raises(Refused, match="in the future"):
            record(service, case, happened_at=clock.START + HOUR)
        with pytest.raises(Refused, match="They came to their link worker on 2 March 2020"):
            record(service, case, happened_at=clock.START - DAY)

    def test_a_promise_by_somebody_who_may_not_keep_it(self, service, case):
        by_manager = NextContact(on=date(2020, 3, 9), by_id=service.staff["manager"].id, way=Way.PHONE)
        with pytest.raises(Refused, match="Choose a link worker who works here now"):
            record(service, case, then=by_manager)
        assert contacts(service) == []

    def test_replacing_a_promise_that_the_page_did_not_show(self, service, case):
        record(service, case, by="colleague", promise_seen=1)
        with pytest.raises(Refused, match=r"Worker of Harbour Trust will phone on Monday 13 April 2020"):
            record(service, case, promise_seen=1)
        record(service, case, promise_seen=2)
        assert len(contacts(service)) == 2

    def test_a_closed_case(self, service, case):
        record(service, case, then=AGREED)
        with pytest.raises(Refused, match="was closed"):
            record(service, case)

    def test_a_page_that_was_sent_for_somebody_else(self, service, case):
        contact_id, other = uuid4(), service.open_case("Bob Stone")
        record(service, case, contact_id=contact_id)
        with pytest.raises(Refused, match="belongs to another record"):
            record(service, other, contact_id=contact_id)

    def test_an_administrator_may_not(self, service, case):
        with pytest.raises(NotAllowed):
            record(service, case, by="administrator")

    def test_a_stranger_finds_no_such_case(self, service, case):
        with pytest.raises(NotFound):
            record(service, case, by="stranger")


class TestClosingWithoutAContact:
    def close(self, service, case, *, by="worker", reason=CloseReason.MOVED_AWAY, note="Daughter rang us"):
        with acting_as(service.actor(by)) as actor:
            commands.close_without_contact(case_id=case.id, ending=Ending(reason, note), by=actor, at=clock.test_time())

    def test_they_moved(self, service, case):
        self.close(service, case)
        assert seen(service, lambda: Case.objects.get().close_reason) == CloseReason.MOVED_AWAY
        assert seen(service, lambda: AuditEntry.objects.filter(act="CASE_CLOSED").count()) == 1

    def test_tries_before_the_last_conversation_do_not_count_towards_giving_up(self, service, case):
        for day in range(3):
            clock.move_to(clock.START + day * DAY)
            record(service, case, outcome=Outcome.NO_ANSWER)
        record(service, case, happened_at=clock.START + DAY + HOUR)
        with pytest.raises(Refused, match="You have tried on 1 day"):
            self.close(service, case, reason=CloseReason.COULD_NOT_REACH)

    def test_two_tries_on_one_day_are_one_day(self, service, case):
        for hours in range(3):
            clock.move_to(clock.START + hours * HOUR)
            record(service, case, outcome=Outcome.NO_ANSWER)
        with pytest.raises(Refused, match="You have tried on 1 day"):
            self.close(service, case, reason=CloseReason.COULD_NOT_REACH)

    def test_what_takes_a_conversation_is_sent_to_one(self, service, case):
        with pytest.raises(Refused, match="Record the conversation"):
            self.close(service, case, reason=CloseReason.COMPLETED)

    def test_a_wish_to_leave_is_honoured_however_it_comes(self, service, case):
        self.close(service, case, reason=CloseReason.CLIENT_WISH)

    def test_without_a_note_it_is_refused(self, service, case):
        with pytest.raises(Refused, match="Say what was agreed, or what happened"):
            self.close(service, case, note=" ")

    def test_a_closed_case_is_not_closed_again(self, service, case):
        self.close(service, case)
        with pytest.raises(Refused, match="was closed"):
            self.close(service, case)

    def test_an_administrator_may_not(self, service, case):
        with pytest.raises(NotAllowed):
            self.close(service, case, by="administrator")

    def test_a_stranger_finds_no_such_case(self, service, case):
        with pytest.raises(NotFound):
            self.close(service, case, by="stranger")
