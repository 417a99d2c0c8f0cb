"""S24. SLW_32: Slimming World on Zoom did not work for him.

"It didn't work for him. It wasn't the same as actually going to a group." The session tried online is told with R68.
"""

import pytest

from tests.scenarios.story import stands_before
from throughline.directory.kinds import Category, Mode
from throughline.in_person import commands as in_person
from throughline.in_person.models import Need

WHY = "It wasn’t the same as going to the group"


@pytest.fixture
def vic(story):
    """Vic, whose weight group moved online; he tried it once."""
    story.it_is("23 March 2020")
    vic = story.knows("Vic Horne")
    story.lockdown(since="23 March 2020")
    story.it_is("4 May 2020")
    story.needs(vic, can_be_phoned="YES", has_internet="YES", video="YES", failing=["VIDEO"], fails_video=WHY)
    story.likes(vic, motivates=["SEEING_PEOPLE"], where="IN_PERSON", avoid="Being asked about online groups again",
                worked="Being weighed every Tuesday, with everybody there")  # fmt: skip
    return vic


def test_before_every_call_it_is_read_that_video_does_not_work_and_why(story, vic):
    page = story.screen("contacts:record", vic.case_id)
    assert f"Video: It does not work for them: {WHY}." in page


def test_so_are_what_gets_him_going_and_what_not_to_bring_up_again(story, vic):
    page = story.screen("contacts:record", vic.case_id)
    assert "What gets me going Seeing people" in page
    assert "Please avoid Being asked about online groups again" in page
    assert "What has worked Being weighed every Tuesday, with everybody there" in page


def test_the_next_worker_reads_it_too(story, vic):
    story.send("caseload:hand_over", vic.case_id, by="manager", worker=story.service.staff["colleague"].id,
               contact_on="11 May 2020", way="PHONE", reason="SLW_32 is on leave")  # fmt: skip
    assert WHY in story.screen("contacts:record", vic.case_id, by="colleague")


def test_he_has_the_internet_and_is_not_called_excluded_for_saying_no(story, vic):
    assert "Digitally excluded" not in story.record(vic)


def test_he_is_the_first_to_be_seen_when_it_opens(story, vic):
    other = story.knows("Less Keen")
    for person, need, topic in [(other, Need.LOW, "a form"), (vic, Need.HIGH, "getting weighed")]:
        with story.as_staff("worker") as acting:
            in_person.queue_in_person(client_id=person.client_id, topics=[topic], need=need, **acting)
    story.it_is("3 August 2020")
    story.work_is_as_usual(since="3 August 2020")
    assert stands_before(story.screen("in_person:queue"), "Vic Horne", "Less Keen")


class TestTheGroupIsOnlineOnlyAndHeSaysNo:
    """Then: hold with reason "not for me online", meanwhile a weigh-in by phone; first on the restart list."""

    @pytest.fixture
    def group(self, story, vic):
        return story.lists_service("Slimming group", Mode.IN_PERSON, Mode.ONLINE, category=Category.WEIGHT)

    @pytest.fixture
    def said_no(self, story, vic, group):
        story.refers_on(vic, group, Mode.ONLINE)
        return story.holds_referral(
            vic, group, why="NOT_ONLINE", words=WHY, ends_when="the group meets in person again",
            meanwhile="One-to-one weigh-in by phone", review_on="1 June 2020",
        )  # fmt: skip

    def test_the_hold_says_why_and_what_he_does_meanwhile(self, said_no):
        assert f"Not for them online. {WHY}" in said_no
        assert "One-to-one weigh-in by phone" in said_no
        assert "Monday 1 June 2020" in said_no

    def test_he_is_not_asked_again_about_online_for_180_days(self, story, vic, group, said_no):
        way = story.way_of(group, Mode.ONLINE)
        until = "Ask about online again from 31 October 2020"
        assert until in story.screen("onward_referrals:refer_on", vic.client_id, way=way)
        story.it_is("31 October 2020")
        assert until not in story.screen("onward_referrals:refer_on", vic.client_id, way=way)

    def test_he_is_first_on_the_restart_list(self, story, vic, group, said_no):
        story.it_is("11 May 2020")
        other = story.knows("Less Keen")
        story.refers_on(other, group, Mode.IN_PERSON)
        story.stops(group, meanwhile="Walks")
        story.it_is("3 August 2020")
        story.runs_again(group)
        assert stands_before(story.screen("holds:restart_list"), "Vic Horne", "Less Keen")
