"""S23. SLW_32: even "still waiting" is worth a call.

"To be able to tell them that you are still waiting for information, but you have asked the question." The question
itself, of whom it was asked and when, and asking again are told with R44. What is told here is the call that the
client was promised.
"""

from datetime import date

import pytest

from tests.scenarios.story import stands_before

ASKED = "Asked the council’s housing office about the damp. We will ring on the 8th, answer or not."
STILL = "Still waiting. Asked again, this time the duty officer."
ANSWER = "The council will send somebody on Friday."


@pytest.fixture
def rose(story):
    """Rose, at home since March, whose housing question was asked on Monday 1 June."""
    story.it_is("23 March 2020")
    rose = story.knows("Rose Attwood")
    story.lockdown(since="23 March 2020")
    story.it_is("1 June 2020")
    story.writes_up(rose, kinds=["ADVOCACY"], note=ASKED, then="OTHER", other_on="8 June 2020")
    return rose


def test_the_call_is_due_on_8_june_though_there_is_no_answer(story, rose):
    story.it_is("8 June 2020")
    assert stands_before(story.screen("caseload:my_day"), "Rose Attwood", "Promised for today, by phone")


def test_left_undone_it_is_late_the_next_morning_for_the_worker_and_the_manager(story, rose):
    story.it_is("9 June 2020 09:00")
    for who in ("worker", "manager"):
        assert stands_before(story.late(by=who), "Rose Attwood", "1 day late")


def test_still_waiting_is_a_contact_like_any_other_and_promises_the_next(story, rose):
    story.it_is("8 June 2020 14:00")
    said = story.writes_up(rose, kinds=["ADVOCACY"], minutes="4", note=STILL, then="OTHER", other_on="15 June 2020")
    assert "Worker of Harbour Trust will phone on Monday 15 June 2020" in said
    assert story.case(rose).last_reached_at.date() == date(2020, 6, 8)


def test_the_record_tells_the_whole_of_it(story, rose):
    story.it_is("8 June 2020 14:00")
    story.writes_up(rose, kinds=["ADVOCACY"], note=STILL, then="OTHER", other_on="15 June 2020")
    story.it_is("10 June 2020")
    story.writes_up(rose, kinds=["ADVOCACY"], note=ANSWER)
    record = story.record(rose)
    assert all(words in record for words in (ASKED, STILL, ANSWER, "Advocacy"))


def test_a_call_with_the_answer_before_its_day_keeps_the_promise(story, rose):
    story.it_is("5 June 2020")
    story.writes_up(rose, kinds=["ADVOCACY"], note=ANSWER)
    story.it_is("9 June 2020")
    assert "Rose Attwood" not in story.late()
