"""What is typed in a call is never lost: it is a draft of the person's until it is saved."""

from datetime import timedelta

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.drafts.models import Draft
from throughline.triage.tests.calling import listed, page, take, take_one

WELL = {f"stands_{point}": "FINE" for point in ("food", "medicine", "guidelines", "coping", "knows_what")}
TYPED = {"stands_food": "FINE", "words": "She has a cat called Mog", "result": "CHECK_IN_ONLY", "minutes": "7"}


@pytest.fixture
def person(service):
    return listed(service, 1)[0]


def drafts(service):
    with acting_as(service.actor("worker")):
        return Draft.objects.filter(page__startswith="triage:").count()


def test_what_is_refused_stands_there_when_the_page_is_opened_again(service, person):
    turn_id = take_one(service, person)
    assert "Mog" in page(service, "call", turn_id, sent=TYPED)
    shown = page(service, "call", turn_id)
    assert "it was not saved" in shown and "Mog" in shown and 'value="7"' in shown
    assert "data-draft-url" in shown and 'name="draft_ticket"' in shown


def test_started_afresh_it_is_gone(service, person):
    turn_id = take_one(service, person)
    page(service, "call", turn_id, sent=TYPED)
    assert "Mog" not in page(service, "call", turn_id, sent={"start_afresh": "yes"})
    assert drafts(service) == 0


def test_saved_it_is_a_draft_no_more(service, person):
    turn_id = take_one(service, person)
    page(service, "call", turn_id, sent=TYPED)
    assert "Written down" in page(service, "call", turn_id, sent={**WELL, **TYPED, "wants_another": "no"})
    assert drafts(service) == 0


def test_when_the_turn_ran_out_it_waits_for_its_writer_with_the_person(service, person):
    turn_id = take_one(service, person)
    page(service, "call", turn_id, sent=TYPED)
    clock.move_to(clock.test_time() + timedelta(minutes=31))
    colleagues = take(service, by="colleague")
    assert "somebody else has taken it over" in page(service, "call", turn_id)
    assert "Mog" not in page(service, "call", colleagues, by="colleague")
    clock.move_to(clock.test_time() + timedelta(minutes=31))
    assert "Mog" in page(service, "call", take(service))
