"""S6. John: it was working, then the gym closed and my worker changed.

"I gave up smoking and I was losing weight and then COVID-19 entered the scene and just ruined everything"; "It's a
different guy"; "I need to be at the gym with somebody telling me what to do."
"""

import pytest

from tests.scenarios.story import stands_before
from tests.support import linked
from throughline.accounts.scopes import acting_as
from throughline.directory.kinds import Category, Status
from throughline.support_plans.models import Gain, Goal, SetBack

LOCKDOWN = "20 March 2020"


@pytest.fixture
def gym(story):
    story.it_is("1 October 2019")
    return linked.listed("Hilltop gym", Category.PHYSICAL_ACTIVITY)


@pytest.fixture
def john(story, gym):
    """John, who stopped smoking and loses weight with a trainer and his first link worker."""
    john = story.knows("John Tranter")
    story.likes(john, motivates=["TOLD"], where="IN_PERSON",
                worked="told me I’m too hard on myself: this helped")  # fmt: skip
    story.it_is("2 March 2020")
    story.writes_up(john, note="Holding. Gym three times a week.")
    plan = {"service": "Hilltop", "mode": "IN_PERSON", "routine": ""}
    story.send("support_plans:add_gain", john.client_id, words="Stopped smoking", part="SMOKING",
               gained_on="1 November 2019", worker=str(story.service.staff["worker"].id), person="the trainer",
               **plan | {"service": "", "mode": ""})  # fmt: skip
    story.send("support_plans:add_gain", john.client_id, words="Losing weight", part="WEIGHT",
               gained_on="1 December 2019", worker="", person="", **plan)  # fmt: skip
    story.send("support_plans:add_goal", john.client_id, words="Gym twice a week", targets="", why_it_matters="",
               what_would_help="", review_on="30 March 2020", **plan)  # fmt: skip
    return john


@pytest.fixture
def closed(story, john, gym):
    """The gym closes, and John is told to shield."""
    story.it_is(LOCKDOWN)
    story.lockdown(since=LOCKDOWN)
    linked.said_to_be(gym, Status.CLOSED)
    story.it_is("23 March 2020")
    story.shields(john, since="22 March 2020")
    return gym


def kept(story, model, **which):
    with acting_as(story.service.actor("worker")):
        return model.objects.get(**which)


def test_the_same_minute_his_weight_is_at_risk_and_a_contact_is_due_in_five_working_days(story, john, closed):
    page = story.screen("watch:at_risk")
    assert stands_before(page, "John Tranter", "Contact by 27 March 2020", "Losing weight", "Hilltop gym stopped")
    assert "Stopped smoking" not in page


def test_his_goal_is_on_hold_with_a_day_to_look_again_and_he_is_not(story, john, closed):
    page = story.screen("support_plans:plan", john.client_id)
    assert stands_before(page, "Gym twice a week", "On hold", "We look at it together on")
    assert story.case(john).closed_at is None
    assert "John Tranter" in story.screen("holds:on_hold")


class TestAnotherLinkWorker:
    @pytest.fixture(autouse=True)
    def handed_over(self, story, john, closed):
        story.send("caseload:hand_over", john.case_id, by="manager", worker=str(story.service.staff["colleague"].id),
                   contact_on="27 March 2020", way="PHONE", reason="Moved to another team")  # fmt: skip

    def test_his_smoking_is_at_risk_too_with_the_second_reason(self, story, john):
        page = story.screen("watch:at_risk", by="colleague")
        assert "Stopped smoking" in page
        assert "Another link worker, 23 March 2020" in page

    def test_the_call_opens_with_what_is_at_risk_and_what_helped(self, story, john):
        page = story.screen("contacts:record", john.case_id, by="colleague")
        assert stands_before(page, "To talk about", "At risk: Stopped smoking")
        assert "told me I’m too hard on myself: this helped" in story.screen(
            "profiles:access", john.client_id, by="colleague"
        )


class TestTheCheckInOf4May:
    @pytest.fixture(autouse=True)
    def told(self, story, john, closed):
        story.it_is("4 May 2020")
        weight = kept(story, Gain, words="Losing weight")
        story.send("support_plans:add_set_back", john.client_id, words="Weight back on since lockdown; gym closed",
                   parts=["WEIGHT"], gain=str(weight.id), since_on="23 March 2020", causes=["SERVICE_CLOSED", "HOME"],
                   next_step="Ask the gym’s trainer to ring him")  # fmt: skip

    def test_the_gain_has_slipped_and_nothing_of_it_is_lost(self, story, john):
        page = story.screen("support_plans:plan", john.client_id)
        assert stands_before(page, "Losing weight", "Slipped", "Gained 1 December 2019", "slipped 4 May 2020")

    def test_more_contact_is_proposed_one_step_up_and_nothing_changes_by_itself(self, story, john):
        page = story.screen("watch:level", john.case_id)
        assert "Step up to intensive?" in page
        assert story.case(john).level == "REGULAR"

    def test_the_next_call_opens_with_it(self, story, john):
        page = story.screen("contacts:record", john.case_id)
        assert stands_before(
            page, "To talk about", "A set-back", "Ask the gym’s trainer to ring him", "Gym twice a week"
        )

    def test_no_word_on_the_screen_blames_him(self, story, john):
        told = kept(story, SetBack).id
        for page, id_ in (("support_plans:plan", john.client_id), ("support_plans:set_back", told)):
            shown = story.screen(page, id_).lower()
            assert [word for word in ("failed", "non-compliant", "relapsed") if word in shown] == []

    def test_the_goal_is_put_in_other_words_and_the_gym_is_kept(self, story, john):
        goal = kept(story, Goal, words="Gym twice a week")
        page = story.send("support_plans:reframe", goal.id, words="Ten minutes a day, with the trainer on the phone",
                          why="SERVICE_CLOSED", note="because gym closed", waits_for="gym", service="Hilltop",
                          mode="IN_PERSON", review_on="1 June 2020")  # fmt: skip
        assert stands_before(page, "Gym twice a week", "waiting for gym", "Ten minutes a day")
        assert "John Tranter" not in story.screen("holds:on_hold")

    def test_when_the_gym_opens_he_could_go_back(self, story, john, closed):
        self.test_the_goal_is_put_in_other_words_and_the_gym_is_kept(story, john)
        story.it_is("3 August 2020")
        linked.said_to_be(closed, Status.OPEN)
        page = story.screen("watch:could_go_back")
        assert stands_before(page, "John Tranter", "Gym twice a week", "Hilltop gym runs again")
