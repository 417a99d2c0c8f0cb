"""S21. LW_33: we can't see how things land.

"We can't really see how things land"; "Oh, I prefer face-to-face." All of this scenario touches the profile, the call
guide and the queue of people to be seen.
"""

import pytest

from tests.scenarios.story import stands_before


@pytest.fixture
def meg(story):
    """Meg, who likes best to be met at the surgery, in the lockdown."""
    story.it_is("2 March 2020")
    meg = story.knows("Meg Lowther")
    story.needs(meg, can_be_phoned="YES", can_read="YES", can_get_to_surgery="YES", first_way="AT_SURGERY",
                second_way="PHONE")  # fmt: skip
    story.writes_up(meg, way="AT_SURGERY")
    story.it_is("23 March 2020")
    story.lockdown(since="23 March 2020")
    story.it_is("6 April 2020")
    return meg


def test_before_the_lockdown_she_was_met_and_waits_for_nothing(story, meg):
    assert "Meg Lowther" not in story.screen("in_person:queue")


def test_the_guide_asks_for_say_back(story, meg):
    page = story.screen("contacts:record", meg.case_id)
    assert stands_before(page, "Ask how it landed", "Say back what you heard", "Let me check that I have it right")


class TestACallInTheLockdown:
    @pytest.fixture(autouse=True)
    def call(self, story, meg):
        story.writes_up(meg, note="“Oh, I prefer face-to-face.”", understanding="2")

    def test_her_preference_is_kept_as_unmet_with_the_reason(self, story, meg):
        assert "Likes best In person at the surgery" in story.screen("profiles:access", meg.client_id)
        page = story.screen("in_person:meeting", meg.client_id)
        assert "Would rather meet in person at the surgery. Not possible now: the service cannot meet people" in page

    def test_she_is_on_the_queue_and_has_waited_since_that_call(self, story, meg):
        story.it_is("3 August 2020")
        story.work_is_as_usual(since="3 August 2020")
        queue = story.screen("in_person:queue")
        assert stands_before(queue, "Meg Lowther", "waiting 17 weeks")

    def test_a_second_call_does_not_queue_her_twice(self, story, meg):
        story.it_is("18 May 2020")
        story.writes_up(meg)
        assert story.screen("in_person:queue").count("Meg Lowther") == 1

    def test_once_they_have_met_she_waits_no_more(self, story, meg):
        story.it_is("10 August 2020")
        story.work_is_as_usual(since="3 August 2020")
        story.writes_up(meg, way="AT_SURGERY")
        assert "Meg Lowther" not in story.screen("in_person:queue")
