"""What makes a hold, what may be undone, and who is asked first."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from throughline.holds import rules
from throughline.holds.models import WhyHeld
from throughline.holds.rules import HoldFacts, RestartFacts

TODAY = date(2020, 3, 2)
LATER = date(2020, 3, 30)


@pytest.mark.parametrize(("facts", "said"), [
    (HoldFacts("Walks by phone", "The gym opens", LATER, True, False), ""),
    (HoldFacts("nothing found", "The gym opens", LATER, True, False), ""),
    (HoldFacts(" ", "The gym opens", LATER, True, False), "nothing found"),
    (HoldFacts("Walks", "", LATER, True, False), "what would end the hold"),
    (HoldFacts("Walks", "The gym opens", None, True, False), "a day after today"),
    (HoldFacts("Walks", "The gym opens", TODAY, True, False), "a day after today"),
    (HoldFacts("Walks", "The gym opens", date(2022, 1, 1), True, False), "more than a year"),
    (HoldFacts("Walks", "The gym opens", LATER, True, True), "on hold already"),
    (HoldFacts("Walks", "The gym opens", LATER, False, False), "is over"),
])  # fmt: skip
def test_a_hold_says_what_meanwhile_until_what_and_when_we_look_again(facts, said):
    reason = rules.may_hold(facts, today=TODAY).reason
    assert said in reason
    assert bool(reason) == bool(said)


@pytest.mark.parametrize(("words", "nothing"), [
    ("nothing found", True), ("Nothing found.", True), (" NOTHING FOUND ", True), ("nothing found yet, but", False),
])  # fmt: skip
def test_the_words_that_a_manager_reads(words, nothing):
    assert rules.is_nothing_found(words) == nothing


@pytest.mark.parametrize(("minutes", "undone", "may"), [(0, False, True), (60, False, True), (61, False, False),
                                                        (1, True, False)])  # fmt: skip
def test_it_is_undone_within_the_hour_and_once(minutes, undone, may):
    at = clock.START + timedelta(minutes=minutes)
    assert bool(rules.may_undo(reported_at=clock.START, undone=undone, at=at)) == may


def facts(**more):
    said = {"why": WhyHeld.SERVICE_STOPPED, "since_on": TODAY, "lost": 0, "at_risk": 0, "said_not_now": False}
    return RestartFacts(**{**said, **more})


def test_who_could_not_do_it_online_is_first_then_need_then_the_wait_and_not_now_is_last():
    people = {
        "not now": facts(said_not_now=True, at_risk=5),
        "waited": facts(since_on=date(2020, 2, 1)),
        "lately": facts(),
        "needs": facts(lost=2, at_risk=1),
        "not online": facts(why=WhyHeld.NOT_ONLINE),
    }
    assert sorted(people, key=lambda name: rules.restart_place(people[name])) == [
        "not online", "needs", "waited", "lately", "not now",
    ]  # fmt: skip


def test_each_row_says_why_it_stands_there():
    assert rules.restart_reasons(facts(lost=2, at_risk=1), on=date(2020, 3, 3)) == (
        "1 gained at risk or slipped", "lacks 2 things it gave", "on hold for 1 day",
    )  # fmt: skip


def test_they_are_told_what_is_on_hold_why_what_meanwhile_and_when_we_look_again():
    told = rules.words_of_hold(service="Riverside gym", meanwhile="seated exercise by phone", review=LATER)
    for words in ("Riverside gym has stopped", "on hold", "seated exercise by phone.", "Monday 30 March 2020"):
        assert words in told


def test_nobody_is_told_in_so_many_words_that_nothing_was_found():
    told = rules.words_of_hold(service="Riverside gym", meanwhile="nothing found", review=LATER)
    assert "nothing" not in told
    assert "Meanwhile" not in told
