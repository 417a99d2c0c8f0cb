"""Tables a manager can check: what may be noted as done in a client's name."""

from datetime import date

import pytest

from throughline.advocacy import rules

TODAY = date(2020, 3, 9)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, ""),
        ({"has_open_case": False}, "not in the service"),
        ({"to_whom": " "}, "to whom"),
        ({"purpose": ""}, "what it was for"),
        ({"minutes": 0}, "from 1 to 600"),
        ({"minutes": 601}, "from 1 to 600"),
        ({"done_on": date(2020, 3, 10)}, "still to come"),
    ],
)
def test_what_can_be_noted(changes, refusal):
    facts = {"to_whom": "Benefits office", "purpose": "PIP", "minutes": 40, "done_on": TODAY, "today": TODAY,
             "has_open_case": True}  # fmt: skip
    decision = rules.may_note(**facts | changes)
    assert refusal in decision.reason
    assert bool(decision) is not bool(refusal)


def test_authority_comes_first():
    assert rules.may_authority_be(said_on=TODAY, done_on=TODAY)
    assert "after it was done" in rules.may_authority_be(said_on=TODAY, done_on=date(2020, 3, 8)).reason


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(45, "45 minutes"), (60, "1 hour"), (125, "2 hours 5 minutes"), (0, "0 minutes")],
)
def test_how_long_it_took_in_words(minutes, said):
    assert rules.hours(minutes) == said


def test_what_came_of_it_is_noted_once():
    assert rules.may_add_result(has_result=False, words="Won")
    assert "what came of it" in rules.may_add_result(has_result=False, words=" ").reason
    assert "already" in rules.may_add_result(has_result=True, words="Won").reason
