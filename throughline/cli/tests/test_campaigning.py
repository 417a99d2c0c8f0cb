"""A campaign on the command line: by numbers and ids, never by name."""

from datetime import timedelta

from tests.support import clock
from throughline.campaigns.tests.builders import people
from throughline.cli.problems import COULD_NOT
from throughline.contacts.models import Outcome

OF_HARBOUR = ("--provider", "Harbour Trust")


def test_it_begins_shows_how_far_it_has_come_and_is_complete_only_then(ask, service):
    case, other = people(service, 2)
    begun = ask("campaign", "begin", "Everybody", *OF_HARBOUR, "--json").json
    assert (begun["priority_by"], begun["everyone_by"]) == ("2020-03-09", "2020-03-30")
    service.contact(case, Outcome.NO_ANSWER, in_days=1)
    found = ask("campaign", "coverage", *OF_HARBOUR, "--json").json
    assert (found["people"], found["tried_percent"], found["untried_cases"]) == (2, 50, [str(other.id)])
    refused = ask("campaign", "complete", *OF_HARBOUR)
    assert refused.code == COULD_NOT
    service.contact(other, at=clock.START + timedelta(minutes=5))
    assert ask("campaign", "complete", *OF_HARBOUR, "--json").json["completed"]
    assert ask("campaign", "coverage", *OF_HARBOUR).code == COULD_NOT
