"""S28. Manager_2: priorities and everybody.

"People that I know ... I would identify as a priority"; "as many people, if not everybody, on our caseload". A campaign
over everybody from 23 March: workers put forward whom they know, points order the rest, and nobody is left till never.
"""

import pytest

from tests.scenarios.story import stands_before
from throughline.campaigns.models import Campaign

NAME = "Everybody from 23 March"


@pytest.fixture
def campaign(story):
    """Four people; Ruth shields and lives alone, Omar is known to his worker. The manager begins on 23 March."""
    story.it_is("3 February 2020")
    people = {name: story.knows(name) for name in ("Ada Brook", "Ben Cole", "Omar Said", "Ruth Vale")}
    for person in people.values():
        story.writes_up(person)
    story.shields(people["Ruth Vale"], since="3 February 2020")
    story.lives_alone(people["Ruth Vale"], since="3 February 2020")
    story.it_is("23 March 2020")
    begun = story.send("campaigns:begin", by="manager", name=NAME, finish_on="22 April 2020", order="NEED", tries="3")
    assert f"{NAME} has begun" in begun
    return people


def test_known_need_first_everybody_by_a_day_and_untried_names_block_complete(story, campaign):
    with story.as_staff("manager"):
        campaign_id = Campaign.objects.get().id
    calls = story.screen("campaigns:calls")
    assert stands_before(calls, "4 people of yours still to call", "Ruth Vale", "8 points", "Ada Brook")
    page = story.send(
        "campaigns:person", campaign_id, campaign["Omar Said"].case_id, up="yes", up_reason="Low since his wife died"
    )
    assert "Moved up: Low since his wife died" in page
    assert "They are to be tried by Monday 30 March 2020 at the latest" in page
    story.it_is("24 March 2020")
    for name in ("Omar Said", "Ruth Vale"):
        story.writes_up(campaign[name])
    story.writes_up(campaign["Ben Cole"], outcome="NO_ANSWER")
    found = story.screen("campaigns:coverage", campaign_id, by="manager")
    assert "50% reached, 75% tried" in found
    assert stands_before(
        story.screen("campaigns:untried", campaign_id, by="manager"), "1 person not tried", "Ada Brook"
    )
    refused = story.send("campaigns:coverage", campaign_id, by="manager")
    assert "1 person has not been tried: Ada Brook" in refused
    story.it_is("23 April 2020")
    calls = story.screen("campaigns:calls")
    assert stands_before(calls, "Ada Brook", "Past the latest day", "Ben Cole"), "past it, whatever the points"
    story.writes_up(campaign["Ada Brook"])
    assert f"{NAME} is complete" in story.send("campaigns:coverage", campaign_id, by="manager")
