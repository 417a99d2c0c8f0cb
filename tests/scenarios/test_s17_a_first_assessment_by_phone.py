"""S17. LW_31: first assessment by phone.

"The face-to-face of that is so important because you're introducing yourself, what the service is"; "we're told to
hold silences, but that is very different over the phone." The assessment's own questions and readings are told with
R17 and R18.
"""

from datetime import date

import pytest

from tests.scenarios.story import moment, stands_before
from throughline.in_person import commands as in_person
from throughline.in_person.models import Need
from throughline.in_person.presenters import NOT_ON


@pytest.fixture
def nora(story):
    """Nora, new in April, whom nobody has met."""
    story.it_is("23 March 2020")
    story.lockdown(since="23 March 2020")
    story.it_is("6 April 2020")
    return story.knows("Nora Quill")


def guide(story, nora):
    page = story.screen("contacts:record", nora.case_id)
    return page[page.index("Call guide") : page.index("Turn the guide off")]


class TestTheGuide:
    def test_the_introduction_comes_first(self, story, nora):
        assert stands_before(
            guide(story, nora), "You have not met: introduce yourself, the service, and what happens next",
            "Ask whether it is a good time", "Name a silence, and allow it", "Ask how it landed",
            "Say back what you heard", "Close with the next date",
        )  # fmt: skip

    def test_silences_and_how_did_that_land_have_words(self, story, nora):
        words = guide(story, nora)
        assert "if I go quiet I am listening. Take all the time you need" in words
        assert "What do you make of that?" in words


class TestOverTwoCalls:
    def test_half_done_is_kept_and_gone_on_with(self, story, nora):
        story.writes_up(nora, note="She lives over the shop; stairs are hard.", kinds=["ASSESSMENT"], then="")
        story.it_is("7 April 2020")
        page = story.screen("contacts:record", nora.case_id)
        assert stands_before(page, "You started this on 6 April 2020 at 10am", "She lives over the shop")

    def test_two_calls_and_the_time_in_the_service_counts_from_the_first(self, story, nora):
        story.writes_up(nora, kinds=["INTRODUCTION", "ASSESSMENT"], then="OTHER", other_on="9 April 2020")
        story.it_is("9 April 2020")
        story.writes_up(nora, kinds=["ASSESSMENT"])
        assert story.case(nora).assessed_on == date(2020, 4, 6)


class TestNeverMet:
    def test_it_is_said_on_every_call_and_on_the_record_until_they_have_met(self, story, nora):
        story.writes_up(nora, kinds=["ASSESSMENT"])
        assert "Never met in person" in story.record(nora)
        assert "Nobody has met them in person yet" in story.screen("contacts:record", nora.case_id)
        story.it_is("10 August 2020")
        story.work_is_as_usual(since="3 August 2020")
        story.writes_up(nora, way="AT_SURGERY")
        assert "Never met in person" not in story.record(nora)
        assert "Nobody has met them" not in story.screen("contacts:record", nora.case_id)


class TestRapport:
    PROPOSED = "offer to meet when that is allowed, or call again within a week"

    def test_low_twice_proposes_to_meet_or_to_call_again(self, story, nora):
        story.writes_up(nora, rapport="1", then="OTHER", other_on="9 April 2020")
        assert self.PROPOSED not in story.record(nora).lower()
        story.it_is("9 April 2020")
        story.writes_up(nora, rapport="2")
        assert self.PROPOSED in story.record(nora).lower()
        assert self.PROPOSED in story.screen("contacts:record", nora.case_id).lower()

    def test_a_better_call_takes_it_back(self, story, nora):
        for day, rating in [("7 April 2020", "1"), ("8 April 2020", "1"), ("9 April 2020", "4")]:
            story.it_is(day)
            story.writes_up(nora, rapport=rating)
        assert self.PROPOSED not in story.record(nora).lower()


class TestOnReopening:
    def test_who_was_never_met_stands_before_those_who_wait_longer(self, story, nora):
        story.it_is("1 April 2020")
        known = story.knows("Known Before")
        story.writes_up(known, way="OTHER_PLACE", then="OTHER", other_on="30 April 2020")
        for day, person in [("2 April 2020", known), ("9 April 2020", nora)]:
            story.it_is(day)
            with story.as_staff("worker") as acting:
                in_person.queue_in_person(client_id=person.client_id, topics=["stairs"], need=Need.MIDDLE, **acting)
        assert NOT_ON in story.screen("in_person:queue")
        story.work_is_as_usual(since="3 August 2020")
        story.it_is("3 August 2020")
        queue = story.screen("in_person:queue")
        assert stands_before(queue, "Nora Quill", "Known Before")
        assert "never met in person" in queue.lower()
        assert f"waiting {(moment('3 August 2020') - moment('9 April 2020')).days // 7} weeks" in queue
