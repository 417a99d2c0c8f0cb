"""S36. A listed person who only needs one call, and one who needs more.

Most needed "a check-in phone call only"; others were "really vulnerable people" of "unmet need out there in the
community". Both are right: the first is left in peace with the least kept, the second is helped, and comes into the
service if they wish and the rule allows.
"""

import pytest

from tests.scenarios.story import stands_before
from throughline.accounts.scopes import acting_as
from throughline.outreach.models import ListedPerson
from throughline.referrals.models import Referral, Source
from throughline.triage import queries
from throughline.triage.tests.calling import listed

FINE = {f"stands_{point}": "FINE" for point in ("food", "medicine", "guidelines", "coping", "knows_what")}


@pytest.fixture
def two(story):
    """Two people on a list of the surgery's."""
    story.it_is("25 March 2020")
    return listed(story.service, 2)


def in_hand(story):
    story.send("triage:to_call")
    with acting_as(story.service.actor("worker")) as actor:
        turn_id = queries.my_turn(viewer=actor)
        return turn_id, queries.sheet_of_turn(turn_id, viewer=actor, on=actor_day(story)).person_id


def actor_day(story):
    return story.it_is("25 March 2020").date()


def held(story, person_id):
    with acting_as(story.service.actor("manager")):
        return ListedPerson.objects.get(id=person_id)


def test_one_call_and_left_in_peace_with_the_least_kept(story, two):
    turn_id, person_id = in_hand(story)
    page = story.send("triage:call", turn_id, **FINE, result="CHECK_IN_ONLY", wants_another="no")
    assert stands_before(page, "Closed", "Check-in only")
    person = held(story, person_id)
    assert (person.state, person.phones, person.address) == ("CLOSED", [], "")
    assert person.full_name not in story.screen("triage:to_call")


def test_more_is_needed_is_met_and_then_they_come_into_the_service(story, two):
    turn_id, person_id = in_hand(story)
    story.send("triage:call", turn_id, **FINE | {"stands_coping": "NEEDS", "needs_coping": "Talks to nobody all day"},
               result="NEEDS_SUPPORT")  # fmt: skip
    refused = story.send("triage:person", person_id, why="Enough")
    assert "It cannot end yet" in refused
    wish = {
        "date_of_birth-day": "1", "date_of_birth-month": "5", "date_of_birth-year": "1960", "reason": "Company",
        "surgery": str(story.service.places["Elm Street"].id), "conditions": ["asthma"], "agreed": "yes",
        "agreed_to_phone": "yes",
    }  # fmt: skip
    done = story.send("triage:refer", person_id, by="manager", **wish)
    assert "is referred to the service" in done
    with acting_as(story.service.actor("manager")):
        referral = Referral.objects.get(source=Source.VULNERABLE_LIST)
    sheet = story.screen("referrals:sheet", referral.id, by="manager")
    assert stands_before(sheet, "Came from", "A list of vulnerable people")


def test_on_the_lists_day_the_names_are_gone_and_the_counts_stay(story, two):
    from throughline.triage import deleting_commands

    turn_id, person_id = in_hand(story)
    name = held(story, person_id).full_name
    story.send("triage:call", turn_id, **FINE, result="CHECK_IN_ONLY", wants_another="no", words="Her sister rings")
    at = story.it_is("1 December 2020")
    with acting_as(story.service.actor("manager")) as manager:
        deleting_commands.delete_due_lists(by=manager, at=at)
    assert held(story, person_id).full_name == ""
    lists = story.screen("outreach:lists", by="manager")
    assert name not in lists and "2" in lists
    assert "1 of 2 listed people tried" in story.screen("triage:progress", by="manager")
