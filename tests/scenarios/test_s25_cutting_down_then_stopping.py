"""S25. SLW_32: cutting down, then stopping, needs contact.

"Reduction with a view to them moving on to cessation"; "there is a big social element, I believe, in motivation." The
plan of four steps, the step back after a slip and the hand-on to a stop-smoking service are told with R24, and the
gain at the end with R21. What is told here is the contact that carries it.
"""

from datetime import date

import pytest

from tests.scenarios.story import stands_before

STEPS = [
    ("18 May 2020", "20 to 15"),
    ("1 June 2020", "15 to 10"),
    ("15 June 2020", "10 to 5"),
    ("29 June 2020", "none"),
]


@pytest.fixture
def lou(story):
    """Lou, who smokes 20 a day and wishes to cut down, with a call at every step."""
    story.it_is("20 April 2020")
    lou = story.knows("Lou Carver")
    story.lockdown(since="23 March 2020")
    story.it_is("4 May 2020")
    story.writes_up(lou, kinds=["CONDITION_AND_GOALS"], note="20 a day. Four steps, two weeks apart.")
    story.send("watch:level", lou.case_id, choice="OWN_GAP", own_gap="14", agreed_way="PHONE",
               note="A call at every step", next_on=STEPS[0][0])  # fmt: skip
    return lou


def test_every_step_has_its_dated_call(story, lou):
    for step, (day, note) in enumerate(STEPS):
        story.it_is(day)
        assert stands_before(story.screen("caseload:my_day"), "Lou Carver")
        said = story.writes_up(lou, kinds=["CONDITION_AND_GOALS"], note=note)
        if step + 1 < len(STEPS):
            assert f"{int(STEPS[step + 1][0].split()[0])} {STEPS[step + 1][0].split()[1]} 2020" in said


def test_a_call_that_is_missed_is_late_the_next_day(story, lou):
    story.it_is("19 May 2020")
    assert "Lou Carver" in story.late()


def test_a_slip_asks_for_more_contact_and_ends_nothing(story, lou):
    story.send("watch:level", lou.case_id, choice="REGULAR", agreed_way="PHONE", note="Six weeks now",
               next_on="15 June 2020")  # fmt: skip
    story.it_is("15 June 2020")
    story.writes_up(lou, changed="SOMETHING", changes=["MOOD"], note="Smoked ten on Saturday, and is cross about it")
    page = story.screen("watch:level", lou.case_id)
    assert stands_before(page, "Step up to intensive?", "Something changed in their life")
    assert story.case(lou).closed_at is None


def test_the_talk_face_to_face_is_queued_and_stands_there_when_it_opens(story, lou):
    said = story.send("in_person:meeting", lou.client_id, topics="smoking\ngoing to the group", need="1_HIGH", queue="")
    assert "smoking" in said
    story.it_is("3 August 2020")
    story.work_is_as_usual(since="3 August 2020")
    queue = story.screen("in_person:queue")
    assert stands_before(queue, "Lou Carver", "smoking")
    assert "waiting 13 weeks" in queue


def test_the_calls_go_on_after_the_last_step(story, lou):
    for day, note in STEPS:
        story.it_is(day)
        story.writes_up(lou, note=note)
    assert story.case(lou).next_contact_on == date(2020, 7, 13)
