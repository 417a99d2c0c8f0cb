"""Putting a contact right, or where it belongs: what stood there is kept, and only what stands counts."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import Case, CloseReason, Promise, Way
from throughline.contacts import correction_commands as commands
from throughline.contacts import queries
from throughline.contacts.commands import Ending, WhatHappened
from throughline.contacts.models import Contact, Correction, Kind, Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "Written down twice over"


@pytest.fixture
def case(service):
    return service.open_case()


def seen(service, find):
    with acting_as(service.actor("worker")):
        return find()


def row(service, case):
    return seen(service, lambda: Case.objects.get(id=case.id))


def correct(service, contact_id, *, by="colleague", reason=WHY, replacement_id=None, at=None, **what):
    told = {"way": Way.PHONE, "outcome": Outcome.SPOKE, "happened_at": clock.START, **what}
    replacement_id = replacement_id or uuid4()
    with acting_as(service.actor(by)) as actor:
        commands.correct_contact(
            contact_id=contact_id, replacement_id=replacement_id, what=WhatHappened(**told), reason=reason, by=actor,
            at=at or clock.START + DAY,
        )  # fmt: skip
    return replacement_id


def move(service, contact_id, to_case, *, by="worker", reason=WHY, replacement_id=None):
    replacement_id = replacement_id or uuid4()
    with acting_as(service.actor(by)) as actor:
        commands.move_contact(
            contact_id=contact_id, replacement_id=replacement_id, to_case_id=to_case.id, reason=reason, by=actor,
            at=clock.START + DAY,
        )  # fmt: skip
    return replacement_id


def thread(service, case):
    return seen(service, lambda: queries.contacts_of_client(case.client_id, viewer=service.actor("worker")))


class TestCorrecting:
    def test_what_stood_there_is_kept_with_who_changed_it_and_why(self, service, case):
        contact_id = service.contact(case, note="She has moved")
        correct(service, contact_id, note="She has not moved")
        [now] = thread(service, case)
        assert (now.note, now.worker) == ("She has not moved", "Worker of Harbour Trust")
        [before] = now.replaced
        assert (before.was.note, before.reason, before.by) == ("She has moved", WHY, "Colleague of Harbour Trust")
        assert seen(service, Contact.objects.count) == 2

    def test_a_conversation_that_was_none_no_longer_counts(self, service, case):
        contact_id = service.contact(case, kinds=[Kind.ASSESSMENT])
        assert row(service, case).assessed_on == date(2020, 3, 2)
        correct(service, contact_id, outcome=Outcome.NO_ANSWER)
        now = row(service, case)
        assert (now.last_reached_at, now.tries_since_reached, now.assessed_on) == (None, 1, None)
        assert now.first_contact_due_on == date(2020, 3, 16)

    def test_an_earlier_conversation_counts_again(self, service, case):
        service.contact(case)
        later = service.contact(case, at=clock.START + 2 * HOUR)
        correct(service, later, outcome=Outcome.LEFT_MESSAGE, happened_at=clock.START + 2 * HOUR)
        now = row(service, case)
        assert (now.last_reached_at, now.tries_since_reached) == (clock.START, 1)

    def test_what_was_promised_stands(self, service, case):
        contact_id = service.contact(case, in_days=7)
        correct(service, contact_id, outcome=Outcome.NO_ANSWER)
        assert row(service, case).next_contact_on == date(2020, 3, 9)
        assert seen(service, Promise.objects.count) == 2

    def test_it_counts_once_in_all(self, service, case):
        contact_id = service.contact(case, kinds=[Kind.CHECK_IN])
        correct(service, correct(service, contact_id, kinds=[Kind.ADVOCACY]), kinds=[Kind.PRACTICAL_HELP])
        with acting_as(service.actor("worker")) as viewer:
            counts = queries.contact_counts(viewer=viewer, from_on=date(2020, 3, 1), to_on=date(2020, 3, 31))
        assert (counts.contacts, counts.two_way) == (1, 1)
        assert {kind for kind, n in counts.by_kind.items() if n} == {Kind.PRACTICAL_HELP}
        assert [len(r.replaced) for r in thread(service, case)] == [2]

    def test_sending_it_twice_corrects_it_once(self, service, case):
        contact_id, replacement_id = service.contact(case), uuid4()
        for _ in range(2):
            correct(service, contact_id, replacement_id=replacement_id)
        assert seen(service, Correction.objects.count) == 1

    def test_a_contact_of_a_closed_case_can_be_put_right_and_the_case_stays_closed(self, service, case):
        contact_id = service.contact(case, ending=Ending(CloseReason.COMPLETED, "Well again"))
        correct(service, contact_id, note="Every word")
        assert row(service, case).closed_at is not None

    def test_it_stands_in_the_trail_without_a_word_of_it(self, service, case):
        contact_id = service.contact(case)
        correct(service, contact_id, note="Private")
        entry = seen(service, lambda: AuditEntry.objects.get(act="CONTACT_CORRECTED"))
        assert entry.about_id == contact_id
        assert set(entry.details) == {"correction", "instead"}

    def test_not_without_a_reason_and_not_twice(self, service, case):
        contact_id = service.contact(case)
        with pytest.raises(Refused, match="Say what was wrong"):
            correct(service, contact_id, reason=" ")
        correct(service, contact_id)
        with pytest.raises(Refused, match="put this right already"):
            correct(service, contact_id)

    def test_not_to_what_cannot_be(self, service, case):
        with pytest.raises(Refused, match="A letter is one-way"):
            correct(service, service.contact(case), way=Way.POST)

    def test_an_administrator_may_not_and_a_stranger_finds_nothing(self, service, case):
        contact_id = service.contact(case)
        with pytest.raises(NotAllowed):
            correct(service, contact_id, by="administrator")
        with pytest.raises(NotFound):
            correct(service, contact_id, by="stranger")


class TestMoving:
    @pytest.fixture
    def other(self, service):
        return service.open_case("Bob Stone")

    def test_it_counts_for_the_person_it_was_with_and_for_nobody_else(self, service, case, other):
        contact_id = service.contact(case, note="About Bob", kinds=[Kind.ASSESSMENT])
        move(service, contact_id, other)
        wrong, right = row(service, case), row(service, other)
        assert (wrong.last_reached_at, wrong.assessed_on) == (None, None)
        assert (right.last_reached_at, right.assessed_on) == (clock.START, date(2020, 3, 2))
        assert [r.note for r in thread(service, other)] == ["About Bob"]
        assert thread(service, case) == []

    def test_both_records_say_so_and_the_wrong_one_says_nothing_of_the_other_person(self, service, case, other):
        contact_id = service.contact(case, note="About Bob")
        move(service, contact_id, other, reason="It was Bob")
        [here] = thread(service, other)
        assert (here.replaced[0].moved, here.replaced[0].reason) == (True, "It was Bob")
        with acting_as(service.actor("worker")) as viewer:
            [gone] = queries.moved_away_from(case.client_id, viewer=viewer)
        assert "Bob" not in str(gone)

    def test_what_was_promised_to_both_stands(self, service, case, other):
        before = row(service, other).next_contact_on
        move(service, service.contact(case, in_days=7), other)
        assert row(service, case).next_contact_on == date(2020, 3, 9)
        assert row(service, other).next_contact_on == before

    def test_sending_it_twice_moves_it_once(self, service, case, other):
        contact_id, replacement_id = service.contact(case), uuid4()
        for _ in range(2):
            move(service, contact_id, other, replacement_id=replacement_id)
        assert len(thread(service, other)) == 1

    def test_not_to_the_same_person_nor_without_a_reason(self, service, case, other):
        contact_id = service.contact(case)
        with pytest.raises(Refused, match="with this person already"):
            move(service, contact_id, case)
        with pytest.raises(Refused, match="Say what was wrong"):
            move(service, contact_id, other, reason="")

    def test_not_to_somebody_who_was_not_in_the_service_then(self, service, case):
        late = service.open_case("Late Comer", at=clock.START + DAY)
        with pytest.raises(Refused, match="They came to their link worker on 3 March 2020"):
            move(service, service.contact(case), late)

    def test_not_to_a_closed_case(self, service, case, other):
        service.contact(other, ending=Ending(CloseReason.COMPLETED, "Well again"))
        with pytest.raises(Refused, match="was closed"):
            move(service, service.contact(case), other)

    def test_nobody_moves_anything_to_or_from_another_provider(self, service, case, other):
        contact_id = service.contact(case)
        with pytest.raises(NotFound):
            move(service, contact_id, other, by="stranger")
        with pytest.raises(NotAllowed):
            move(service, contact_id, other, by="administrator")
