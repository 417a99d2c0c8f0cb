"""In which form somebody is told something, as a manager could check it."""

import pytest

from throughline.cases.models import Way
from throughline.correspondence import rules
from throughline.correspondence.models import TOLD_BY_SPEAKING, About, Form, State
from throughline.correspondence.rules import ReachFacts, Told

TOLD = Told("Amina Begum", "Priya Nair", "Harbour Trust", "0191 498 0000", "Priya Nair will phone you on Monday")
EVERYTHING = ReachFacts(can_be_phoned=True, cannot_read=False, has_address=True)


@pytest.mark.parametrize(("can_be_phoned", "cannot_read", "has_address", "large_print", "form"), [
    (True, False, True, False, Form.LETTER),
    (False, False, True, False, Form.LETTER),
    (True, False, True, True, Form.LARGE_PRINT),
    (True, False, False, False, Form.SPOKEN),
    (True, True, True, False, Form.SPOKEN),
    (True, True, True, True, Form.SPOKEN),
    (False, True, True, False, Form.IN_PERSON),
    (False, False, False, False, Form.IN_PERSON),
])  # fmt: skip
def test_the_form_is_one_that_this_person_can_use(can_be_phoned, cannot_read, has_address, large_print, form):
    chosen = rules.form_for(ReachFacts(can_be_phoned, cannot_read, has_address, large_print))
    assert chosen.form == form
    assert chosen.why


@pytest.mark.parametrize("about", TOLD_BY_SPEAKING)
def test_every_notice_names_the_worker_how_to_ring_and_when_we_are_next_in_touch(about):
    words = rules.words_of(about, TOLD)
    for part in ("Dear Amina Begum", "Priya Nair", "0191 498 0000", TOLD.promise, "Harbour Trust"):
        assert part in words
    assert "{" not in words


def test_a_service_without_a_number_prints_no_empty_one():
    assert "ring us" not in rules.words_of(About.INTRODUCTION, Told("A", "B", "C", "", "B will write to you on Monday"))


@pytest.mark.parametrize("way", Way)
def test_every_way_can_be_said_to_the_person_it_is_promised_to(way):
    assert "you" in rules.promise_to_you(by="Priya", way=way, when="Monday 6 April 2020")


def test_an_appointment_says_where():
    said = rules.promise_to_you(by="Priya", way=Way.AT_SURGERY, when="Monday 6 April 2020 at 2pm", place="room 3")
    assert said == "Priya will meet you at the surgery on Monday 6 April 2020 at 2pm (room 3)"


@pytest.mark.parametrize("state", [s for s in State if s != State.QUEUED])
def test_what_is_settled_stays_settled(state):
    assert "settled already" in rules.may_settle(state).reason
    assert "settled already" in rules.may_withdraw(state, reason="They told us").reason


def test_nobody_is_left_untold_without_a_reason():
    assert "Say why" in rules.may_withdraw(State.QUEUED, reason=" ").reason
    assert rules.may_withdraw(State.QUEUED, reason="They told us")


def test_what_became_of_their_plans_is_told_with_the_next_contact_too():
    words = rules.letter("The gym is closed.", TOLD)
    for part in ("Dear Amina Begum", "The gym is closed.", "Priya Nair", TOLD.promise):
        assert part in words
