"""S14. LW_9: the DNA who now talks for an hour.

"They're someone who is DNA [did not attend], coming to the doctor's surgery before"; "they will happily chat on the
phone for half an hour, an hour." All of this scenario touches missed contacts and which way works.
"""

import pytest

from tests.scenarios.story import stands_before
from throughline.cases.models import Way

MISSED = ["4 November 2019", "2 December 2019", "13 January 2020", "17 February 2020"]
CALLS = [("30 March 2020", "30"), ("4 May 2020", "45"), ("8 June 2020", "60")]


@pytest.fixture
def ron(story):
    """Ron, who missed four appointments at the surgery; nobody asked why."""
    story.it_is("14 October 2019")
    ron = story.knows("Ron Pickering")
    story.needs(ron, can_be_phoned="YES")
    for day in MISSED:
        story.it_is(day)
        story.writes_up(ron, way="AT_SURGERY", outcome="DID_NOT_ATTEND", next_way="AT_SURGERY")
    return ron


@pytest.fixture
def calls(story, ron):
    """Three calls that were answered; in the last one he says what was in the way."""
    story.it_is("23 March 2020")
    story.lockdown(since="23 March 2020")
    for day, minutes in CALLS:
        story.it_is(day)
        barrier = {"barrier": "GETTING_THERE"} if day == CALLS[-1][0] else {}
        story.writes_up(ron, minutes=minutes, **barrier)


class TestBefore:
    def test_the_record_says_not_asked_and_proposes_the_telephone(self, story, ron):
        page = story.record(ron)
        assert "In person at the surgery 0 of 4" in page
        assert "What got in the way Not asked" in page
        assert "Proposed: be in touch by phone" in page

    def test_the_next_call_asks_what_got_in_the_way(self, story, ron):
        story.it_is("30 March 2020")
        assert "What got in the way of the ones they missed?" in story.screen("contacts:record", ron.case_id)

    def test_nothing_has_closed_him(self, story, ron):
        assert story.case(ron).closed_at is None


class TestAfterThreeCalls:
    def test_the_barrier_is_stored(self, story, ron, calls):
        assert "What got in the way Getting there" in story.record(ron)

    def test_three_of_three_by_phone_and_it_is_the_way_proposed(self, story, ron, calls):
        assert "In person at the surgery 0 of 4, by phone 3 of 3" in story.record(ron)
        assert story.case(ron).next_contact_way == Way.PHONE

    def test_the_calls_stand_with_their_length(self, story, ron, calls):
        page = story.record(ron)
        for _, minutes in CALLS:
            assert f"{minutes} minutes" in page

    def test_the_managers_page_shows_reach_by_way(self, story, ron, calls):
        page = story.screen("contacts:reach", by="manager")
        assert stands_before(page, "Phone", "100%", "3 of 3")
        assert "By phone 3 of 3" in page


class TestAfterTheDisruption:
    @pytest.fixture(autouse=True)
    def it_is_over(self, story, ron, calls):
        self.other = story.knows("Sheila Pickering")
        story.needs(self.other, can_be_phoned="YES", can_get_to_surgery="YES")
        story.writes_up(self.other)
        story.it_is("13 July 2020")
        story.work_is_as_usual(since="13 July 2020")

    def test_phone_stays_what_is_proposed(self, story, ron):
        assert "In person at the surgery 0 of 4, by phone 3 of 3" in story.record(ron)
        story.it_is("20 July 2020")
        story.writes_up(ron)
        assert story.case(ron).next_contact_way == Way.PHONE

    def test_the_return_to_meeting_keeps_him_on_the_phone_with_the_reason(self, story, ron):
        page = story.screen("in_person:meet_again")
        kept = page[page.index("Kept as they are") : page.index("Who is met in person next time?")]
        assert stands_before(
            kept, "Ron Pickering", "What got in the way of coming: getting there", "came 0 of 4 times",
            "answered 3 of 3 by phone",
        )  # fmt: skip

    def test_all_the_others_are_met_and_he_is_refused_even_when_he_is_sent_along(self, story, ron):
        said = story.send("in_person:meet_again", people=[str(ron.case_id)])
        assert story.case(ron).next_contact_way == Way.PHONE, said
        story.send("in_person:meet_again", people=[str(self.other.case_id)])
        assert story.case(self.other).next_contact_way == Way.AT_SURGERY
