"""S32. Manager_8: why would I discharge them? Then September.

"Why would I discharge them at a time when everything in their life is up in the air?"; in September "I don't think
that's the case anymore. I think things feel more stabilised." How cases are held open and reviewed is told with S12 and
S27; here the whole service comes back, and nobody is lost by it (R57, R61).
"""

import pytest

from tests.scenarios.story import stands_before
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Way
from throughline.disruptions.models import SwitchedMeeting


@pytest.fixture
def summer(story):
    """Give whom a service held open from 20 March on, and whose meeting was switched."""
    story.it_is("3 March 2020")
    person = story.knows("Ida Frost")
    story.writes_up(person, then="OTHER", other_on="4 September 2020", next_way="AT_SURGERY")
    story.it_is("20 March 2020")
    story.send("office:discharge", by="manager", policy="HOLD_OPEN", from_on="20 March 2020",
               reason="Everything in their life is up in the air")  # fmt: skip
    story.lockdown(since="20 March 2020")
    story.send("disruptions:switch", by="manager", contact_everybody="")
    assert story.case(person).next_contact_way == Way.PHONE
    return person


def test_the_history_answers_what_our_rule_was(story, summer):
    story.it_is("1 September 2020")
    story.send("office:discharge", by="manager", policy="ORDINARY", from_on="1 September 2020",
               reason="Things feel more stabilised")  # fmt: skip
    page = story.screen("office:discharge", by="manager")
    assert stands_before(page, "1 September 2020", "more stabilised", "20 March 2020", "up in the air")


def test_coming_back_names_what_is_left_and_is_over_when_each_is_dealt_with(story, summer):
    story.it_is("1 September 2020")
    left = story.send("disruptions:now", by="manager", eased_on="1 September 2020")
    assert "Meetings that were switched and not held yet 1 To look at" in left
    assert "A closing policy other than the ordinary one 1 To look at" in left
    refused = story.send("disruptions:recovery", by="manager", ends_on="1 September 2020")
    assert "Something is left to look at" in refused and "lockdown is over" not in refused
    listed = story.screen("disruptions:meetings")
    assert stands_before(listed, "Ida Frost", "Friday 4 September 2020", "By phone")
    story.send("office:discharge", by="manager", policy="ORDINARY", from_on="1 September 2020",
               reason="Things feel more stabilised")  # fmt: skip
    with acting_as(story.service.actor("worker")):
        meeting_id = SwitchedMeeting.objects.get().id
    assert "It is a meeting again" in story.send("disruptions:meeting", meeting_id, back="yes")
    assert story.case(summer).next_contact_way == Way.AT_SURGERY
    over = story.send("disruptions:recovery", by="manager", ends_on="1 September 2020")
    assert "COVID-19 lockdown is over" in over and "Work is as usual" in over
