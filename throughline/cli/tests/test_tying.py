"""Organisations and their ties on the command line (R1)."""

import pytest

from throughline.cli.problems import COULD_NOT
from throughline.organisations.models import Organisation, Relation

REFERS = ("Elm Street", "refers_to", "Harbour Trust")


def ties_of(ask, name, *more):
    [row] = [row for row in ask("organisation", "list", "--json", *more).json if row["name"] == name]
    return [(tie["says"], tie["to"]) for tie in row["ties"]]


def test_every_organisation_is_listed_with_its_ties_as_it_says_them(ask, service):
    assert ties_of(ask, "Elm Street") == [("refers to", "Harbour Trust")]
    harbour = [("is commissioned by", "CCG"), ("takes referrals from", "Elm Street")]
    assert ties_of(ask, "Harbour Trust") == harbour
    assert "refers to Harbour Trust" in ask("organisation", "list").out


def test_a_tie_is_made_and_ended_and_stays_in_the_history(ask, service):
    words = ("Allotment", "receives_referral", "Harbour Trust")
    assert ask("organisation", "relate", *words, "--from", "2020-02-01").code == 0
    assert ("receives referrals from", "Harbour Trust") in ties_of(ask, "Allotment")
    assert ask("organisation", "unrelate", *words, "--last-day", "2020-02-29", "--json").json["ends_on"] == "2020-02-29"
    assert ties_of(ask, "Allotment") == []
    assert ties_of(ask, "Allotment", "--all") == [("receives referrals from", "Harbour Trust")]
    assert ask("organisation", "unrelate", *words, "--last-day", "2020-02-29").code == COULD_NOT


def test_an_organisation_is_closed_once_with_its_ties(ask, service):
    assert ask("organisation", "close", "elm street", "--last-day", "2020-03-01").code == 0
    assert "Elm Street" not in ask("organisation", "list").out
    assert "Elm Street" in ask("organisation", "list", "--all").out
    assert Relation.objects.get(source=service.places["Elm Street"]).ends_on.isoformat() == "2020-03-01"
    assert ask("organisation", "close", "Elm Street", "--last-day", "2020-03-01").code == COULD_NOT


@pytest.mark.parametrize(("words", "says"), [
    (("relate", *REFERS, "--from", "2020-03-01"), "tied in this way then already"),
    (("relate", "CCG", "refers_to", "Harbour Trust", "--from", "2020-03-01"), "goes from a GP surgery to a provider"),
    (("relate", "Elm Street", "refers_to", "Nobody", "--from", "2020-03-01"), "no organisation called “Nobody”"),
    (("unrelate", "CCG", "commissions", "Harbour Trust", "--last-day", "2020-03-31"), "no commissioner after that day"),
    (("close", "CCG", "--last-day", "2020-03-31"), "no commissioner after that day"),
    (("close", "Harbour Trust", "--last-day", "2020-03-31"), "Link workers still work there"),
    (("unrelate", *REFERS, "--last-day", "2001-01-01"), "It began on 1 January 2019"),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(ask, service, words, says):
    answer = ask("organisation", *words)
    assert (answer.code, says in answer.err) == (COULD_NOT, True), answer.err
    assert not Relation.objects.filter(ends_on__isnull=False).exists()
    assert not Organisation.objects.filter(closed_on__isnull=False).exists()
