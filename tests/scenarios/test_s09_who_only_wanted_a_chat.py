"""S9. The client who only wanted a chat.

"Some people who received contact said they did not need support": a "convivial chat". All of this scenario touches
the check-in, the next contact and the counts.
"""

from datetime import date

import pytest

from tests.scenarios.story import stands_before
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Level
from throughline.check_ins.models import CheckIn, Result
from throughline.contacts.models import Contact

ALL_WELL = {"food": "FINE", "medicine": "FINE", "condition": "FINE", "mood": "FINE", "people": "FINE"}


@pytest.fixture
def dora(story):
    """Dora, who has long been well, and agreed to a call every quarter."""
    story.it_is("4 March 2019")
    dora = story.knows("Dora Lane")
    story.writes_up(dora, kinds=["ASSESSMENT"])
    story.send(
        "watch:level", dora.case_id, choice="LIGHT", agreed_way="PHONE", note="Every quarter is plenty",
        next_on="4 June 2019",
    )  # fmt: skip
    assert story.case(dora).level == Level.LIGHT
    story.it_is("28 April 2020 11:00")
    return dora


class TestTheCheckIn:
    @pytest.fixture
    def chat(self, story, dora):
        return story.checks_in(dora, wanted="CHAT", note="The allotment, mostly.", **ALL_WELL)

    def test_it_is_a_check_in_only_of_the_friendly_kind(self, story, dora, chat):
        with acting_as(story.service.actor("worker")):
            assert CheckIn.objects.get(case_id=dora.case_id).result == Result.CHECK_IN_ONLY
            assert Contact.objects.latest("happened_at").kinds == ["CHECK_IN", "FRIENDLY_CHECK_IN"]
        assert "Recorded: check-in only." in chat
        assert "Friendly check-in" in story.record(dora)

    def test_the_next_date_is_set_a_quarter_on(self, story, dora, chat):
        assert "Next for Dora Lane: Worker of Harbour Trust will phone on Tuesday 28 July 2020" in chat
        assert story.case(dora).next_contact_on == date(2020, 7, 28)

    def test_no_goal_is_demanded_and_none_is_brought_up_for_four_weeks(self, story, dora, chat):
        assert "leave goals until Tuesday 26 May 2020" in story.screen("contacts:record", dora.case_id)
        story.it_is("26 May 2020")
        assert "leave goals" not in story.screen("contacts:record", dora.case_id)

    def test_she_counts_as_reached_and_needed_nothing_and_never_as_helped(self, story, dora, chat):
        story.it_is("30 April 2020")
        counts = story.screen("oversight:counts", by="manager")
        assert "1 person in the service, 1 of them reached." in counts
        assert stands_before(counts, "Reached, and needed nothing 1 100%", "Reached and helped 0 0%")


class TestHowOftenFromNowOn:
    def test_she_may_choose_a_longer_gap(self, story, dora):
        story.checks_in(dora, wanted="CHAT", **ALL_WELL)
        story.send(
            "watch:level", dora.case_id, choice="OWN_GAP", own_gap="182", agreed_way="PHONE",
            note="Twice a year is plenty", next_on="27 October 2020",
        )  # fmt: skip
        case = story.case(dora)
        assert (case.gap_days, case.next_contact_on) == (182, date(2020, 10, 27))
        assert "27 October 2020" in story.record(dora)

    def test_or_none_which_is_an_ending_that_she_agrees_to(self, story, dora):
        said = story.writes_up(
            dora, wanted="CHAT", then="ENDING", ending_reason="CLIENT_WISH", ending_note="She rings if she needs us",
        )  # fmt: skip
        assert "Dora Lane’s time in the service has ended" in said
        assert story.case(dora).closed_at is not None

    def test_no_gap_at_all_is_not_a_level_and_the_page_says_what_to_do_instead(self, story, dora):
        said = story.send("watch:level", dora.case_id, choice="NO_MORE", note="Leave me be")
        assert "If they want no more contact, agree an ending with them" in said
        assert story.case(dora).closed_at is None
