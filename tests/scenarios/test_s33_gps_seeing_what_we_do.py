"""S33. Manager_8: unmet need, and GPs seeing what we do.

"unmet need out there in the community and really vulnerable people"; "see how important social prescribing is". Each
surgery sees its own listed people called, helped and with what, in totals; the commissioner sees all by surgery. Nobody
is named to either.
"""

import pytest

from tests.scenarios.story import stands_before
from throughline.accounts.scopes import acting_as
from throughline.triage.models import Told
from throughline.triage.tests.calling import calls, listed, needs, told


@pytest.fixture
def by_june(story):
    """Twenty people on Elm Street's list: ten called, two of whom needed medicine, one of them seen to."""
    story.it_is("1 June 2020")
    people = listed(story.service, 20)
    for person in people[:8]:
        calls(story.service, person, told())
    for person in people[8:10]:
        calls(story.service, person, needs())
    with acting_as(story.service.actor("worker")):
        need = Told.objects.filter(due_on__isnull=False).earliest("id")
    story.send("triage:need", need.id, how="The volunteer brought it")
    return people


def test_the_surgery_sees_its_own_called_and_helped_in_totals(story, by_june):
    page = story.screen("triage:own_counts", by="practice")
    assert "10 of 20 listed people tried, 10 reached, 10 still to call." in page
    assert "Needed support, of those spoken with: 20% (paper’s figure for planning: about 15–20%)." in page
    assert "Medicine People 2 Seen to 1" in page
    assert not [person.full_name for person in by_june if person.full_name in page]
    assert "How far the calls to them have come" in story.screen("referrals:ours", by="practice")


def test_the_commissioner_sees_every_surgery_and_nobody_s_name(story, by_june):
    page = story.screen("triage:own_counts", by="commissioner")
    assert "Elm Street Listed 20 Tried 10 Reached 10 Check-in only 8 Needed support 2 Still to call 10" in page
    assert not [person.full_name for person in by_june if person.full_name in page]
    assert "How far calls to people on lists have come" in story.screen("endings:policies", by="commissioner")


def test_another_surgery_sees_none_of_it(story, by_june):
    assert "0 of 0 listed people tried" in story.screen("triage:own_counts", by="strange practice")


def test_the_time_that_calls_take_stands_beside_the_rest_of_the_work(story):
    story.it_is("25 March 2020")
    for person, minutes in zip(listed(story.service, 2), (15, 20), strict=True):
        calls(story.service, person, told(minutes=minutes))
    page = story.screen("oversight:balance", by="manager")
    assert "they take of the same hours" in page
    assert stands_before(page, "they take of the same hours", "Calls Sep 2019 0", "Mar 2020 2", "Mar 2020 35")
