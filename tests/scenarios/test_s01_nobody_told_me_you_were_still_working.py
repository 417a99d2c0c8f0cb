"""S1. Jude: nobody told me you were still working.

"Last heard, it was either January or February. It was before my tribunal." Jude is in their sixties, unemployed,
lives alone and has two conditions. The good-luck call and "how did it go" are told with life events (R75), the notice
that "we are working by phone" and its proof with R86, the date by which the campaign speaks with everybody with R55,
and the one-page plan with R85.
"""

from datetime import date

import pytest

from tests.scenarios.story import SERVICE_PHONE, stands_before

MARCH_CALL = "16 March 2020"


@pytest.fixture
def jude(story):
    """Jude, whom we last spoke with on 3 February, before the tribunal."""
    story.it_is("2 September 2019")
    jude = story.knows("Jude Marsh", conditions=["type 2 diabetes", "depression"], postcode="TS25 1AA",
                       address="3 Wharf Row")  # fmt: skip
    story.needs(jude, can_be_phoned="YES", can_read="YES")
    story.lives_alone(jude, since="1 May 2012")
    story.it_is("3 February 2020")
    said = story.writes_up(jude, then="OTHER", other_on=MARCH_CALL)
    assert "Worker of Harbour Trust will phone on Monday 16 March 2020" in said
    return jude


@pytest.fixture
def disruption(story, jude):
    story.it_is("20 March 2020")
    story.lockdown(since="20 March 2020")


class TestTheDateThatPassed:
    def test_the_call_of_16_march_is_late_from_the_next_day_and_never_dropped(self, story, jude):
        story.it_is("16 March 2020 17:00")
        assert "Jude Marsh" not in story.late()
        story.it_is("17 March 2020 09:00")
        assert stands_before(story.late(), "Jude Marsh", "1 day late")
        story.it_is("20 March 2020")
        assert stands_before(story.screen("caseload:my_day"), "Jude Marsh", "4 days late")
        story.it_is("6 July 2020")
        assert stands_before(story.late(), "Jude Marsh", "112 days late")


class TestTheSilentList:
    def test_jude_is_silent_once_56_days_have_passed_in_the_disruption(self, story, jude, disruption):
        story.it_is("30 March 2020")
        assert "Nobody is silent" in story.silent()
        story.it_is("31 March 2020")
        found = story.silent()
        assert "Silent: 1 person" in found
        assert stands_before(found, "Jude Marsh", "Lives alone", "2 long-term conditions")

    def test_as_usual_the_service_waits_one_and_a_half_gaps(self, story, jude):
        story.it_is("6 April 2020")
        assert "Nobody is silent" in story.silent()
        story.it_is("7 April 2020")
        assert "Jude Marsh" in story.silent()

    def test_the_manager_sees_it_on_the_same_day(self, story, jude, disruption):
        story.it_is("31 March 2020")
        assert "Jude Marsh" in story.silent(by="manager")

    @pytest.mark.parametrize(
        ("way", "outcome"),
        [("POST", "SENT"), ("TEXT", "SENT"), ("PHONE", "NO_ANSWER"), ("PHONE", "LEFT_MESSAGE"),
         ("PHONE", "ASKED_TRUSTED")],
    )  # fmt: skip
    def test_no_letter_no_message_and_no_unanswered_call_takes_jude_off(self, story, jude, disruption, way, outcome):
        story.it_is("31 March 2020")
        assert "Recorded" in story.writes_up(jude, way=way, outcome=outcome, then="OTHER", other_on="1 April 2020")
        assert "Jude Marsh" in story.silent()

    def test_a_conversation_does(self, story, jude, disruption):
        story.it_is("31 March 2020")
        story.writes_up(jude)
        assert "Nobody is silent" in story.silent()
        assert story.case(jude).next_contact_on == date(2020, 5, 12)


class TestWhatJudeKnows:
    def test_the_letter_that_waits_for_jude_says_date_name_and_number(self, story):
        story.it_is("2 September 2019")
        jude = story.knows("Jude Marsh", address="3 Wharf Row", postcode="TS25 1AA")
        due = story.case(jude).next_contact_on
        waiting = story.notice(jude, by="administrator")
        assert f"Worker of Harbour Trust will phone you on {due:%A %-d %B %Y}" in waiting
        assert f"You can ring us on {SERVICE_PHONE}" in waiting

    def test_jude_rings_and_is_told_name_and_date_at_once(self, story, jude):
        story.it_is("12 March 2020")
        story.says_why(jude, "THEY_CALLED", by="colleague")
        told = story.screen("tasks:client_called", jude.client_id, by="colleague")
        assert "Worker of Harbour Trust will phone on Monday 16 March 2020" in told

    def test_the_worker_is_told_from_which_number_jude_expects_the_call(self, story, jude):
        story.it_is("12 March 2020")
        page = story.screen("contacts:record", jude.case_id)
        assert "Worker of Harbour Trust will phone on Monday 16 March 2020" in page
        assert SERVICE_PHONE in page
