"""What the pages of contacts are told."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Level, PartOfDay, Way
from throughline.contacts import queries, recording_queries
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotFound
from throughline.drafts import commands as drafts

DAY = timedelta(days=1)


@pytest.fixture
def case(service):
    return service.open_case(access_needs="Speak slowly", can_be_phoned="YES")


def recording(service, case_id, *, by="worker", at=clock.START):
    with acting_as(service.actor(by)) as viewer:
        return recording_queries.recording(case_id, viewer=viewer, at=at)


def test_the_page_is_told_what_was_promised_and_what_contact_needs(service, case):
    page = recording(service, case.id)
    assert page.promise.words == "Worker of Harbour Trust will phone on Monday 16 March 2020"
    assert (page.promise.number, page.promise.way) == (1, Way.PHONE)
    assert page.access_needs == "Speak slowly"
    assert [way.value for way in page.ways] == ["+441914980123"]
    assert page.gap_days == {Level.INTENSIVE: 14, Level.REGULAR: 42, Level.LIGHT: 91}
    assert [c.name.split()[0] for c in page.colleagues] == ["Colleague", "Senior", "Worker"]


def test_the_next_try_is_proposed_at_a_part_of_the_day_not_tried_yet(service, case):
    service.contact(case, Outcome.NO_ANSWER, at=clock.START)
    at_two = clock.START + DAY + timedelta(hours=4)
    page = recording(service, case.id, at=at_two)
    assert (page.proposals.tried.on, page.proposals.tried.part) == (date(2020, 3, 4), PartOfDay.EVENING)


def test_tries_before_they_last_spoke_no_longer_count(service, case):
    service.contact(case, Outcome.NO_ANSWER, at=clock.START)
    service.contact(case, at=clock.START + DAY)
    page = recording(service, case.id, at=clock.START + 2 * DAY)
    assert page.proposals.tried.part == PartOfDay.AFTERNOON


def test_a_draft_that_was_saved_after_all_is_not_offered(service, case):
    contact_id = service.contact(case)
    with acting_as(service.actor("worker")) as worker:
        page = recording_queries.draft_page(case.id)
        drafts.keep(page=page, fields={"contact_id": str(contact_id), "note": "x"}, by=worker, at=clock.START)
        assert recording_queries.recording(case.id, viewer=worker, at=clock.START).draft is None
        drafts.keep(page=page, fields={"contact_id": str(uuid4()), "note": "x"}, by=worker, at=clock.START)
        assert recording_queries.recording(case.id, viewer=worker, at=clock.START).draft.fields["note"] == "x"


def test_the_number_of_statements_does_not_grow_with_the_contacts(service, case):
    def statements():
        with acting_as(service.actor("worker")) as viewer, CaptureQueriesContext(connection) as caught:
            recording_queries.recording(case.id, viewer=viewer, at=clock.START)
        return len(caught)

    before = statements()
    for _ in range(20):
        service.contact(case, Outcome.NO_ANSWER)
    assert before == statements() == 27


def test_contacts_are_listed_as_they_happened_not_as_they_were_written_up(service, case):
    service.contact(case, note="second", at=clock.START + 2 * DAY)
    service.contact(case, note="first", happened_at=clock.START + DAY, at=clock.START + 3 * DAY)
    with acting_as(service.actor("worker")) as viewer:
        notes = [row.note for row in queries.contacts_of_client(case.client_id, viewer=viewer)]
    assert notes == ["first", "second"]


def test_a_stranger_finds_nothing(service, case):
    service.contact(case)
    for ask in (lambda v: recording_queries.recording(case.id, viewer=v, at=clock.START),
                lambda v: recording_queries.closing(case.id, viewer=v, on=clock.START.date())):  # fmt: skip
        with acting_as(service.actor("stranger")) as stranger, pytest.raises(NotFound):
            ask(stranger)
    with acting_as(service.actor("stranger")) as stranger:
        assert queries.contacts_of_client(case.client_id, viewer=stranger) == []
