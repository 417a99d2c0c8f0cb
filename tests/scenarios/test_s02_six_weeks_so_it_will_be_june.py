"""S2. Jessica: a call, useful resources, and six weeks to get going.

"We said we'd leave it six weeks from our conversation, so it will be June." Jessica is in her forties, works full-
time and lives with her family. Her two targets under a goal are told with R19, the two resources, and whether they
came, with R62 and R63, and the star reading with R17.
"""

from datetime import date

import pytest

from tests.scenarios.story import stands_before
from throughline.circumstances.topics import Topic


@pytest.fixture
def jessica(story):
    """Jessica, who reads, uses email and is sure of herself online."""
    story.it_is("6 January 2020")
    jessica = story.knows("Jessica Hart", date_of_birth=date(1976, 2, 11), email="jessica@example.org")
    story.holds(jessica, Topic.EMPLOYMENT, "FULL_TIME", since="1 June 2015")
    story.holds(jessica, Topic.HOUSEHOLD, "FAMILY_WITH_CHILD", since="1 June 2015")
    story.needs(jessica, can_be_phoned="YES", can_read="YES", has_internet="YES", email="YES", confidence="SURE")
    return jessica


@pytest.fixture
def called(story, jessica):
    """The call of 27 April, in which six weeks were agreed."""
    story.it_is("27 April 2020 14:00")
    return story.writes_up(
        jessica, minutes="40", kinds=["CONDITION_AND_GOALS", "EMOTIONAL_SUPPORT"],
        note="Diabetes sheet and bereavement information for her daughter, by email. Two targets. Six weeks.",
    )  # fmt: skip


class TestTheNextContact:
    def test_six_weeks_on_is_8_june_with_the_workers_name_and_the_mode(self, story, jessica, called):
        assert "Worker of Harbour Trust will phone on Monday 8 June 2020" in called
        assert "Worker of Harbour Trust will phone on Monday 8 June 2020" in story.record(jessica)
        assert story.case(jessica).next_contact_on == date(2020, 6, 8)

    def test_it_comes_to_my_day_a_week_before_and_is_due_on_8_june(self, story, jessica, called):
        story.it_is("31 May 2020")
        assert "Jessica Hart" not in story.screen("caseload:my_day")
        story.it_is("1 June 2020")
        assert stands_before(story.screen("caseload:my_day"), "Nobody is waiting for you today", "Jessica Hart")
        story.it_is("8 June 2020")
        assert stands_before(story.screen("caseload:my_day"), "Jessica Hart", "Nobody is promised")


class TestTheCall:
    def test_forty_minutes_of_two_kinds_count_once_and_once_under_each(self, story, jessica, called):
        page = story.record(jessica)
        assert "40 minutes" in page
        assert "Condition and goals" in page and "Emotional support" in page
        counts = story.screen("oversight:counts", by="manager")
        assert "1 person in the service, 1 of them reached." in counts

    def test_email_is_a_way_that_reaches_her(self, story, jessica, called):
        assert "jessica@example.org" in story.record(jessica)
        page = story.screen("profiles:access", jessica.client_id)
        assert "Digitally excluded" not in page
        assert "Sure of themselves" in page


class TestHerFamily:
    def test_her_husband_is_who_supports_her_at_home(self, story, jessica, called):
        story.likes(jessica, at_home="My husband: he cooks, and comes for the walks")
        page = story.screen("contacts:record", jessica.case_id)
        assert "Who supports me at home My husband: he cooks, and comes for the walks" in page

    def test_no_record_is_made_for_her_daughter(self, story, jessica, called):
        assert story.clients() == 1
