"""S5. Derrick: on hold, just waiting.

Gym and swimming "for my legs" and housing, on hold; "just waiting". Here the gym and the pool close and open again. The
change of his link worker is told in S6's and R33's tests, the set-back with R22, the queue to be seen with R35.
"""

import pytest

from throughline.correspondence.models import About, Notice
from throughline.directory.kinds import Category, Mode

MEANWHILE = "Seated exercise by phone, or a pack by post"


@pytest.fixture
def derrick(story):
    story.it_is("9 March 2020")
    return story.knows("Derrick Dale", address="4 Quay Street")


@pytest.fixture
def places(story, derrick):
    """Give the gym, the pool and the housing advice that he was referred to."""
    gym = story.lists_service("Riverside gym", Mode.IN_PERSON, category=Category.PHYSICAL_ACTIVITY)
    pool = story.lists_service("Seaside pool", Mode.IN_PERSON, category=Category.PHYSICAL_ACTIVITY)
    housing = story.lists_service("Housing advice", Mode.PHONE, category=Category.HOUSING)
    story.refers_on(derrick, gym, wish="for my legs")
    story.refers_on(derrick, pool, wish="for my legs")
    story.refers_on(derrick, housing, Mode.PHONE)
    return gym, pool, housing


@pytest.fixture
def closed(story, places):
    story.it_is("20 March 2020")
    for place in places[:2]:
        story.stops(place, meanwhile=MEANWHILE)
    return places


def test_before_it_is_saved_the_page_names_him_and_his_legs(story, derrick, places):
    page = story.screen("holds:stop", places[0])
    assert "Derrick Dale" in page
    assert "Agreed: for my legs" in page


def test_both_are_on_hold_with_a_reason_a_day_and_a_meanwhile(story, derrick, closed):
    page = story.screen("holds:on_hold")
    for place in ("Riverside gym", "Seaside pool"):
        assert place in page
    assert page.count(MEANWHILE) == 2
    assert page.count("17 April 2020") == 2


def test_he_is_told_of_each_what_is_on_hold_why_and_when_we_look_again(story, derrick, closed):
    with story.as_staff("worker"):
        told = list(Notice.objects.filter(case_id=derrick.case_id, about=About.ON_HOLD).values_list("words", flat=True))
    assert len(told) == 2
    assert all("has stopped for now" in words and "Friday 17 April 2020" in words for words in told)


def test_housing_does_not_go_on_hold_by_itself(story, derrick, closed):
    page = story.screen("onward_referrals:of_client", derrick.client_id)
    assert "Housing advice, by phone Agreed" in page
    assert page.count("On hold") == 2


def test_asked_what_happened_to_his_referral_one_screen_answers_with_dates(story, derrick, closed):
    page = story.screen("onward_referrals:of_client", derrick.client_id)
    assert "On 20 March 2020 Riverside gym was put on hold for you." in page


def test_gym_and_pool_appear_under_restart_when_they_reopen(story, derrick, closed):
    story.it_is("27 July 2020")
    for place in closed[:2]:
        story.runs_again(place)
    page = story.screen("holds:restart_list")
    assert "Riverside gym" in page
    assert "Seaside pool" in page
    assert "On hold for 129 days" in page
