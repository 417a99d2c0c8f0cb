"""S31. Manager_4: not to lose the ground they have gained.

"It's much easier to do something the first time than if you have gained some success and then slipped back." The
service is switched in a morning: whoever was to be met is rung, and whoever gained ground by going out is listed before
lunch.
The report by month of what was kept, slipped and regained is told with reports (R82).
"""

from datetime import date

import pytest

from tests.scenarios.story import stands_before
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Way
from throughline.support_plans.kinds import GainState
from throughline.support_plans.models import Gain

PEOPLE = 15
MORNING = "20 March 2020 09:00"


@pytest.fixture
def fifteen(story):
    """Fifteen people who go to bingo, to church, to the café again, one of whom is to be met on the 24th."""
    story.it_is("3 February 2020")
    people = [story.knows(f"Person {number:02} Goes-Out") for number in range(PEOPLE)]
    for person in people:
        story.send("support_plans:add_gain", person.client_id, words="Goes out again", part="COMPANY",
                   gained_on="2 December 2019", worker="", person="", service="", mode="", routine="")  # fmt: skip
    story.it_is("10 March 2020")
    story.writes_up(people[0], then="OTHER", other_on="24 March 2020", next_way="AT_SURGERY")
    story.writes_up(people[1], then="OTHER", other_on="21 April 2020")
    return people


@pytest.fixture
def switched(story, fifteen):
    """The manager declares it at nine, looks at what a switch would do, and switches."""
    story.it_is(MORNING)
    story.send("disruptions:now", by="manager", name="the lockdown", starts_on="20 March 2020",
               restrictions=["NO_MEETINGS", "STAY_IN"])  # fmt: skip
    looked = story.screen("disruptions:switch", by="manager")
    assert "15 people have gained ground that leans on going out" in looked
    assert stands_before(looked, "1 meeting cannot be from Friday 20 March 2020", "By phone", "Person 00 Goes-Out")
    story.send("disruptions:switch", by="manager", contact_everybody="on")
    return fifteen


def gains(story):
    with acting_as(story.service.actor("manager")):
        return list(Gain.objects.order_by("client__sort_name"))


def test_fifteen_are_on_ground_at_risk_by_lunch_each_with_a_contact_within_days(story, switched):
    story.it_is("20 March 2020 12:00")
    page = story.screen("watch:at_risk", by="manager")
    assert "15" in page and "they are to stay at home" in page.lower()
    assert all(person.name in page for person in switched)
    assert date(2020, 3, 20) <= story.case(switched[1]).next_contact_on
    assert all(story.case(person).next_contact_on <= date(2020, 3, 27) for person in switched)


def test_whoever_was_to_be_met_is_rung_on_that_day_and_told_so(story, switched):
    person = switched[0]
    case = story.case(person)
    assert (case.next_contact_way, case.next_contact_on) == (Way.PHONE, date(2020, 3, 24))
    assert person.name in story.screen("disruptions:meetings")
    assert person.name in story.screen("correspondence:to_do", by="administrator")


def test_everybody_is_to_be_contacted_from_that_morning_on(story, switched):
    assert "Who to call next" in story.screen("campaigns:calls")
    assert "the lockdown" in story.screen("campaigns:calls")


def test_what_slipped_is_recorded_as_slipped_and_may_be_regained(story, switched):
    first, second, *_ = gains(story)
    story.it_is("27 March 2020")
    story.send("support_plans:add_set_back", first.client_id, words="I have not left the house", parts=["COMPANY"],
               gain=str(first.id), since_on="", next_step="Walk to the gate together by phone")  # fmt: skip
    assert GainState(gains(story)[0].state) == GainState.SLIPPED
    story.send("support_plans:gain", second.id, how="HELD", words="My sister rings every day")
    story.it_is("1 July 2020")
    story.send("support_plans:gain", first.id, how="REGAINED", words="Back at church")
    states = [GainState(gain.state) for gain in gains(story)]
    assert states[:2] == [GainState.REGAINED, GainState.HELD] and states[2] == GainState.AT_RISK


def test_when_it_eases_the_rest_is_at_risk_no_longer(story, switched):
    story.it_is("1 September 2020")
    story.send("disruptions:now", by="manager", eased_on="1 September 2020")
    assert {GainState(gain.state) for gain in gains(story)} == {GainState.HELD}


def test_on_a_phone_the_manager_switches_and_a_worker_finds_whom_it_touches(on_a_phone):
    story = on_a_phone
    story.it_is("3 March 2020")
    person = story.knows("Amina Begum")
    other = story.knows("Albert Crowe", address="1 High Street", postcode="TS25 1AA")
    story.needs(other, can_be_phoned="NO")
    for one in (person, other):
        story.writes_up(one, then="OTHER", other_on="24 March 2020", next_way="AT_SURGERY")
    story.it_is(MORNING)
    story.screen("disruptions:now", by="manager")
    story.send("disruptions:now", by="manager", name="the lockdown", starts_on="20 March 2020",
               restrictions=["NO_MEETINGS", "NO_GROUPS", "STAY_IN"])  # fmt: skip
    assert "2 meetings cannot be" in story.screen("disruptions:switch", by="manager")
    story.send("disruptions:switch", by="manager", contact_everybody="")
    listed = story.screen("disruptions:meetings")
    assert stands_before(listed, "Albert Crowe", "Needs another way", "Amina Begum", "By phone")
