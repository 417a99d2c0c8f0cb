"""S26. The worker doing breathing activities by phone.

"Trying breathing activities remotely with clients with COPD, as a substitute for attending in-person classes." One
worker's method is written up, reviewed by the senior, and used by others.
"""

import pytest

from tests.scenarios.story import stands_before
from throughline.accounts.scopes import acting_as
from throughline.directory.kinds import Category, Mode
from throughline.holds.models import Hold
from throughline.substitutes.models import Substitute

METHOD = "Breathing activity by phone"


@pytest.fixture
def written_up(story):
    """The method, as its worker wrote it up."""
    story.it_is("4 May 2020")
    story.send(
        "substitutes:write_up", title=METHOD, stands_in_for="CONDITION_CLASS", mode="PHONE", for_whom="COPD",
        steps="Ask how their breathing is today\nGo through what their class showed them", cautions="heart failure",
        caution_words="Stop at once if they feel dizzy.",
    )  # fmt: skip
    return Substitute.objects.get().id


@pytest.fixture
def margaret(story):
    story.it_is("1 May 2020")
    return story.knows("Margaret Lowe", conditions=["COPD"])


def reviewed(story, method):
    return story.send("substitutes:substitute", method, by="senior", verdict="GOOD", words="Read with the nurse")


def test_everybody_sees_it_marked_as_not_reviewed(story, written_up):
    for who in ("colleague", "manager", "stranger"):
        assert stands_before(story.screen("substitutes:library", by=who), METHOD, "Not reviewed", "COPD")


def test_before_its_review_it_is_not_for_somebody_whom_its_cautions_name(story, written_up):
    tom = story.knows("Tom Reay", conditions=["COPD", "heart failure"])
    assert stands_before(story.screen("substitutes:offered", tom.client_id), METHOD, "Not with them now:")
    refused = story.send("substitutes:use", tom.client_id, written_up, went="WELL")
    assert "Ask a senior link worker or manager to review it" in refused
    reviewed(story, written_up)
    page = story.screen("substitutes:use", tom.client_id, written_up)
    assert stands_before(page, "Its cautions name heart failure", "Stop at once", "How did it go?")


def test_reviewed_and_used_three_times_by_others_its_uses_are_counted(story, margaret, written_up):
    reviewed(story, written_up)
    for day, went in (("5 May 2020", "WELL"), ("12 May 2020", "WELL"), ("19 May 2020", "PARTLY")):
        story.it_is(day)
        story.says_why(margaret, "COVERING", by="colleague")
        story.send("substitutes:use", margaret.client_id, written_up, by="colleague", went=went)
    assert stands_before(story.screen("substitutes:library"), METHOD, "Reviewed", "3 uses: 2 well, 1 partly")
    assert "3 uses" not in story.screen("substitutes:library", by="stranger")


def test_it_is_offered_first_in_place_of_a_class_for_somebody_with_copd(story, margaret, written_up):
    story.send(
        "substitutes:write_up", title="A call while walking", stands_in_for="CONDITION_CLASS", mode="PHONE",
        steps="Walk round the room together",
    )  # fmt: skip
    page = story.screen("substitutes:offered", margaret.client_id, category="CONDITION_CLASS")
    assert stands_before(page, METHOD, "for a condition of theirs", "A call while walking")


@pytest.fixture
def breathing_class(story, margaret):
    """The class in the hall that Margaret goes to."""
    listed = story.lists_service("Breathing class", Mode.IN_PERSON, category=Category.CONDITION_CLASS)
    story.refers_on(margaret, listed)
    return listed


def held_with(story):
    """Give each hold with what its person does meanwhile."""
    with acting_as(story.service.actor("manager")):
        return dict(Hold.objects.values_list("id", "meanwhile"))


def test_it_is_the_meanwhile_of_a_copd_class_on_hold_in_one_press(story, breathing_class, written_up):
    story.stops(breathing_class, meanwhile="nothing found")
    [hold] = held_with(story)
    assert stands_before(story.screen("holds:hold", hold), "Could stand in meanwhile", METHOD, "Not in one press")
    refused = story.send("holds:hold", hold, take=str(written_up), review_on="2 June 2020", meanwhile="nothing found")
    assert "This cannot be taken in one press now" in refused
    reviewed(story, written_up)
    assert stands_before(story.screen("holds:hold", hold), METHOD, "Keep it on hold, with this")
    story.send("holds:hold", hold, take=str(written_up), review_on="2 June 2020", meanwhile="nothing found")
    assert held_with(story) == {hold: METHOD}


def test_whoever_reports_that_the_class_stopped_takes_it_for_everybody(story, breathing_class, written_up):
    assert "Could stand in" not in story.screen("holds:stop", breathing_class)
    reviewed(story, written_up)
    page = story.screen("holds:stop", breathing_class)
    assert stands_before(page, "Could stand in meanwhile", METHOD, "Take care with:", "heart failure")
    told = {"report": "PAUSED", "said_by": "SERVICE", "how": "PHONE", "how_sure": "CERTAIN", "meanwhile": ""}
    story.send("holds:stop", breathing_class, take=str(written_up), **told)
    assert list(held_with(story).values()) == [METHOD]
