"""Disruptions on the command line."""

from datetime import date

from throughline.cases.models import Way
from throughline.cli.problems import COULD_NOT
from throughline.disruptions.tests.builders import meeting, now

OF_HARBOUR = ("--provider", "Harbour Trust")


def test_a_disruption_is_declared_once_and_ended(ask, service):
    assert ask("disruption", "declare", "lockdown", "--from", "2020-03-23", *OF_HARBOUR).code == 0
    assert ask("disruption", "declare", "again", "--from", "2020-03-24", *OF_HARBOUR).code == COULD_NOT
    assert ask("disruption", "end", "--on", "2020-05-13", *OF_HARBOUR).code == 0
    assert ask("disruption", "end", "--on", "2020-05-13", *OF_HARBOUR).code == COULD_NOT


def test_a_switch_is_looked_at_made_and_eased_and_ends_once_nothing_is_left(ask, service):
    case = meeting(service, "Amina Begum", on=date(2020, 3, 20))
    assert ask("disruption", "preview", *OF_HARBOUR).code == COULD_NOT, "nothing is declared"
    assert ask("disruption", "declare", "flood", "--from", "2020-03-02", "--no", "meetings", *OF_HARBOUR).code == 0
    looked = ask("disruption", "preview", *OF_HARBOUR, "--json").json
    assert (looked["meetings"], looked["to_phone"], looked["need_another_way"]) == (1, 1, 0)
    assert ask("disruption", "switch", *OF_HARBOUR).out.strip() == "1 meetings switched, 0 of them need another way."
    assert now(service, case).next_contact_way == Way.PHONE
    assert ask("disruption", "left", *OF_HARBOUR).code == COULD_NOT, "it does not ease yet"
    assert ask("disruption", "end", "--on", "2020-03-02", *OF_HARBOUR).code == COULD_NOT
    assert ask("disruption", "ease", "--on", "2020-03-02", *OF_HARBOUR).code == 0
    assert ask("disruption", "left", *OF_HARBOUR, "--json").json["meetings"] == {"number": 1, "open": True}
    refused = ask("disruption", "end", "--on", "2020-03-02", *OF_HARBOUR)
    assert refused.code == COULD_NOT and "meetings that were switched and not held yet (1)" in refused.err


def test_what_it_forbids_is_said_by_name(ask, service):
    wrong = ask("disruption", "declare", "flood", "--from", "2020-03-02", "--no", "singing", *OF_HARBOUR)
    assert wrong.code == COULD_NOT
    assert ask("disruption", "declare", "flood", "--from", "2020-03-02", "--provider", "Nobody").code == COULD_NOT
