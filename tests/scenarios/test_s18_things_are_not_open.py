"""S18. LW_31: things aren't open, so I can't signpost.

"Things that I might like to signpost people to, I can't." Ten services, six closed, two online and two by phone, all
verified within fourteen days of a lockdown.
"""

import pytest

from throughline.directory.kinds import Category, Mode, Status
from throughline.suggestions.rules import Why

ACTIVE = Category.PHYSICAL_ACTIVITY
CLOSED = ("Gym", "Pool", "Tai chi hall", "Circuits", "Walking group", "Dance hall")
ONLINE = ("Exercise on Zoom", "Yoga on Zoom")
BY_PHONE = ("Exercise coach", "Seated exercise line")


@pytest.fixture
def client(story):
    """Somebody with the internet, whom LW_31 looks for something for on 14 April 2020."""
    story.it_is("6 March 2020")
    client = story.knows("Rita Lowe")
    story.needs(client, can_be_phoned="YES", can_read="YES", has_internet="YES", can_get_to_surgery="YES")
    story.it_is("3 April 2020")
    story.lockdown(since="23 March 2020")
    for name in CLOSED:
        story.lists_service(name, Mode.IN_PERSON, category=ACTIVE, status=Status.PAUSED)
    for name in ONLINE:
        story.lists_service(name, Mode.ONLINE, category=ACTIVE, wait=1)
    for name in BY_PHONE:
        story.lists_service(name, Mode.PHONE, category=ACTIVE, wait=0)
    story.it_is("14 April 2020")
    return client


def test_what_they_can_use_comes_first_with_how(story, client):
    page = story.finds(client, "exercise")
    assert "4 ways of joining they can use now" in page
    assert all(name in page for name in (*ONLINE, *BY_PHONE))
    assert "How to join By phone" in page
    assert max(page.index(name) for name in BY_PHONE) < min(page.index(name) for name in ONLINE)


def test_the_rest_is_counted_and_shown_with_since_when_it_is_paused(story, client):
    page = story.finds(client, "exercise")
    assert "6 ways of joining take nobody now." in page
    assert not any(f"{name} In person" in page for name in CLOSED)
    hidden = story.shows_hidden(client, Why.NOT_RUNNING)
    assert hidden.count("Paused since 3 April 2020.") == 6
    assert all(name in hidden for name in CLOSED)


def test_what_is_not_verified_for_longer_than_fourteen_days_says_so(story, client):
    assert "Not verified for" not in story.finds(client, "exercise")
    story.it_is("18 April 2020")
    assert "Not verified for 15 days" in story.finds(client, "exercise")


def test_without_the_internet_only_the_two_by_phone_are_left(story, client):
    story.needs(client, has_internet="NO")
    page = story.finds(client, "exercise")
    assert "2 ways of joining they can use now" in page
    assert "2 ways of joining need the internet." in page


def test_a_need_that_nothing_meets_counts(story, client):
    story.wants(client, "Sort out the damp with my landlord")
    page = story.screen("suggestions:gap")
    assert "Housing People who need it 1 Of whom nothing fits 1" in page
