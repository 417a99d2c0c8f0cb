"""S12. LW_9: I haven't closed them.

"Because of the current situation, I haven't closed them or anything." Under the policy "hold open" a case closes for
three reasons only; from 1 September the held-open list is worked through one by one. Under every policy nobody is
closed by time, by silence or by one person alone.
"""

from datetime import date

import pytest

from tests.scenarios.story import stands_before

REFUSED = "Record the conversation in which you agreed this"


@pytest.fixture
def caseload(story):
    """Three people of LW_9's, last spoken with in February."""
    story.it_is("3 February 2020")
    people = [story.knows(name) for name in ("Ida Frost", "Jack Frost", "Kim Frost")]
    for person in people:
        story.writes_up(person)
    story.it_is("20 March 2020")
    story.lockdown(since="20 March 2020")
    return people


def test_months_of_lockdown_close_nobody(story, caseload):
    story.it_is("1 September 2020")
    for person in caseload:
        case = story.case(person)
        assert (case.closed_at, case.worker.name) == (None, "Worker of Harbour Trust")
        assert case.next_contact_on == date(2020, 3, 16)
    assert stands_before(story.late(), "Ida Frost", "Jack Frost", "Kim Frost")
    assert "Silent: 3 people" in story.silent()


def test_what_was_not_agreed_with_them_closes_nobody(story, caseload):
    ida, *_ = caseload
    page = story.screen("contacts:close", ida.case_id)
    assert "We agreed that they no longer need the service" not in page
    refused = story.send("contacts:close", ida.case_id, reason="COMPLETED", note="Has not rung")
    assert "has ended" not in refused
    assert story.case(ida).closed_at is None


def test_not_having_reached_them_needs_tries_on_three_days(story, caseload):
    ida, *_ = caseload
    story.send("contacts:close", ida.case_id, reason="COULD_NOT_REACH", note="No answer since March")
    assert story.case(ida).closed_at is None
    for day in ("23 March 2020", "24 March 2020", "25 March 2020"):
        story.it_is(day)
        story.writes_up(ida, outcome="NO_ANSWER")
    story.send("contacts:close", ida.case_id, reason="COULD_NOT_REACH", note="No answer on three days")
    assert story.case(ida).closed_at is not None


@pytest.mark.parametrize("reason", ["MOVED_AWAY", "DIED"])
def test_death_and_moving_away_close_with_a_note(story, caseload, reason):
    ida, *_ = caseload
    story.send("contacts:close", ida.case_id, reason=reason, note="")
    assert story.case(ida).closed_at is None
    story.send("contacts:close", ida.case_id, reason=reason, note="Her daughter rang")
    assert story.case(ida).close_reason == reason


def test_their_own_wish_is_honoured_in_the_conversation_in_which_they_say_it(story, caseload):
    ida, *_ = caseload
    unsaid = story.writes_up(ida, outcome="NO_ANSWER", then="ENDING", ending_reason="CLIENT_WISH", ending_note="x")
    assert REFUSED in unsaid
    story.writes_up(ida, then="ENDING", ending_reason="CLIENT_WISH", ending_note="She has her sister now")
    assert story.case(ida).close_reason == "CLIENT_WISH"


def test_held_open_until_september_and_then_worked_through_one_by_one(story, caseload):
    ida, jack, _ = caseload
    set_policy = {"policy": "HOLD_OPEN", "from_on": "20 March 2020", "reason": "Everything is up in the air"}
    story.send("office:discharge", by="manager", **set_policy)
    refused = story.writes_up(ida, then="ENDING", ending_reason="COMPLETED", ending_note="She is well")
    assert "Cases are held open since 20 March 2020" in refused
    assert "Hold open since 20 March 2020" in story.screen("contacts:close", jack.case_id)
    story.send("contacts:close", jack.case_id, hold_open="yes", note="His goals are met")
    page = story.screen("endings:near_end")
    assert stands_before(page, "3 in the service, 1 of them held open", "Jack Frost", "His goals are met")
    back = {"policy": "ORDINARY", "from_on": "1 September 2020", "reason": "Things are more stable"}
    story.send("office:discharge", by="manager", **back)
    story.it_is("1 September 2020")
    assert "Hold open" not in story.screen("contacts:close", jack.case_id)
    assert stands_before(story.screen("endings:near_end"), "Ordinary since 1 September 2020", "Jack Frost", "Record")
    story.writes_up(jack, then="ENDING", ending_reason="COMPLETED", ending_note="He is well", contact_again="YES")
    assert story.case(jack).close_reason == "COMPLETED"
    ended = story.screen("endings:ending", jack.case_id)
    assert stands_before(ended, "Told by phone on", "Can come back by", "1 September 2021", "again", "Yes")
    assert stands_before(
        story.screen("office:discharge", by="manager"), "1 September 2020", "20 March 2020", "in the air"
    )
