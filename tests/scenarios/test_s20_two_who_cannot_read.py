"""S20. LW_33: two clients who cannot read or write. The part of it that leans on services.

"A couple of clients that are unable to read or write": "I don't have that option with these two individuals". One is on
his own, one has a trusted sister who reads things out to her. Sheets of guidance belong to a later part.
"""

import pytest

from tests.scenarios.story import stands_before
from throughline.directory.kinds import Category, Mode
from throughline.suggestions.rules import Why

ACTIVE = Category.PHYSICAL_ACTIVITY


@pytest.fixture
def two(story):
    story.it_is("30 March 2020")
    ron, bea = story.knows("Ron Halliday"), story.knows("Bea Storey")
    story.needs(ron, can_be_phoned="YES", can_read="NO", has_internet="NO")
    story.needs(
        bea, can_be_phoned="YES", can_read="NO", has_internet="NO", formats=["READ_OUT"], helper="Her sister, Ann"
    )
    story.lists_service("Exercise leaflet", Mode.POST, category=ACTIVE, wait=0)
    story.lists_service("Exercise coach", Mode.PHONE, category=ACTIVE, wait=1)
    return ron, bea


def test_what_has_to_be_read_is_not_suggested_to_who_cannot_and_says_why(story, two):
    ron, _ = two
    page = story.finds(ron, "exercise")
    assert "Exercise coach" in page
    assert "Exercise leaflet" not in page
    hidden = story.shows_hidden(ron, Why.CANNOT_READ)
    assert stands_before(
        hidden, "Exercise leaflet", "Has to be read, and they cannot read.", "who could read it out to them"
    )


def test_whose_sister_reads_to_her_may_have_the_leaflet(story, two):
    _, bea = two
    assert all(name in story.finds(bea, "exercise") for name in ("Exercise coach", "Exercise leaflet"))


def test_their_goals_are_a_script_to_read_out_and_not_a_sheet(story, two):
    for client in two:
        story.wants(client, "Walk to the shop without stopping")
        page = story.screen("support_plans:sheet", client.client_id)
        assert stands_before(page, "To read out", "Read this out, and ask after each part", "Walk to the shop")


def test_that_a_plan_is_on_hold_is_told_aloud_and_never_by_letter(story, two):
    ron, _ = two
    class_id = story.lists_service("Walking group", Mode.IN_PERSON, category=ACTIVE)
    story.refers_on(ron, class_id)
    story.stops(class_id, meanwhile="A call with the exercise coach")
    waiting = story.screen("correspondence:to_do")
    assert "Ron Halliday What Something of theirs is on hold In which form Told by phone" in waiting
    assert "Letter" not in waiting
