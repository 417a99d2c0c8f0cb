"""S16. LW_31: shielding lists from the practices.

"We've been given shielding lists by the practices ... "Do you have food and medicine?"" New work, done safely:
everybody has a call within three working days, the points are asked, who needs help has it the same day, and the share
stands beside what was planned for.
"""

import pytest

from tests.scenarios.story import stands_before
from throughline.accounts.scopes import acting_as
from throughline.outreach.models import ListedPerson
from throughline.triage import queries
from throughline.triage.models import Told
from throughline.triage.tests.calling import listed

FIVE = ("food", "medicine", "guidelines", "coping", "knows_what")
FINE = {f"stands_{point}": "FINE" for point in FIVE}


@pytest.fixture
def practice_list(story):
    """A list of the surgery's, on 25 March 2020."""
    story.it_is("25 March 2020")
    return listed(story.service, 20)


def in_hand(story, by="worker"):
    story.send("triage:to_call", by=by)
    with acting_as(story.service.actor(by)) as actor:
        return queries.my_turn(viewer=actor)


def test_each_is_to_be_called_within_three_working_days(story, practice_list):
    with acting_as(story.service.actor("manager")):
        days = set(ListedPerson.objects.values_list("first_try_by", flat=True))
    assert [f"{day:%-d %B %Y}" for day in days] == ["30 March 2020"]
    assert "First try by 30 March 2020" in story.screen("triage:to_call")


def test_the_script_has_the_papers_points_and_says_who_is_ringing(story, practice_list):
    page = story.screen("triage:call", in_hand(story))
    assert stands_before(page, "my name is Worker of Harbour Trust", "Your surgery, Elm Street, asked us to ring")
    assert stands_before(
        page, "food", "medicine", "guidelines", "coping", "should be doing", "helps you", "anything else"
    )


def test_who_needs_help_has_it_the_same_day(story, practice_list):
    told = {
        **FINE,
        "stands_food": "NEEDS",
        "today_food": "on",
        "needs_food": "Nothing in, and shielding",
        "result": "NEEDS_SUPPORT",
    }
    kept = story.send("triage:call", in_hand(story), **told)
    assert "Nothing in, and shielding, by 25 March 2020" in kept and "It cannot end yet" in kept
    assert "Nothing in, and shielding" in story.screen("caseload:my_day")
    with acting_as(story.service.actor("worker")):
        need = Told.objects.get(due_on__isnull=False).id
    assert "Met on 25 March 2020" in story.send("triage:need", need, how="The council’s parcel came at four")
    assert "Nothing in, and shielding" not in story.screen("caseload:my_day")


def test_the_share_stands_beside_the_figure_for_planning(story, practice_list):
    for number in range(10):
        needs = {"stands_medicine": "NEEDS", "needs_medicine": "A prescription", "result": "NEEDS_SUPPORT"}
        story.send("triage:call", in_hand(story), **FINE | (needs if number < 2 else {
            "result": "CHECK_IN_ONLY", "wants_another": "no"}))  # fmt: skip
    page = story.screen("triage:progress", by="manager")
    assert "10 of 20 listed people tried, 10 reached" in page
    assert "20% of those spoken with needed support (paper’s figure for planning: about 15–20%)" in page
    assert "Of 10 still to call, about 2 are likely to need support" in page
