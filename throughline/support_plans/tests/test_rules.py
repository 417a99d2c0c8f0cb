"""What a goal, a gain and a need can become. Tables that a manager can check."""

from datetime import date, timedelta

import pytest

from throughline.support_plans import rules
from throughline.support_plans.kinds import GainState, GoalState, LeaningState
from throughline.support_plans.rules import GoalFacts

TODAY = date(2020, 3, 2)


@pytest.mark.parametrize(
    ("words", "review_on", "in_service", "says"),
    [
        (True, TODAY + timedelta(days=28), True, ""),
        (True, TODAY, True, ""),
        (True, None, True, "An open goal has a review date"),
        (True, TODAY - timedelta(days=1), True, "in the past"),
        (True, TODAY + timedelta(days=367), True, "more than a year away"),
        (False, TODAY, True, "in their words"),
        (True, TODAY, False, "Take them back first"),
    ],
)
def test_an_open_goal_has_words_and_a_review_date(words, review_on, in_service, says):
    decided = rules.may_add_goal(GoalFacts(words, review_on, in_service), on=TODAY)
    assert bool(decided) == (says == "")
    assert says in decided.reason


GOALS = """
    from \\ to   OPEN  REFRAMED  ON_HOLD  MET  DROPPED
    OPEN         yes   yes       yes      yes  yes
    ON_HOLD      yes   yes       yes      yes  yes
    REFRAMED     yes   no        no       no   yes
    MET          yes   no        no       no   no
    DROPPED      yes   no        no       no   no
"""


def table(text):
    head, *lines = [line.split() for line in text.strip().splitlines()]
    return [(name, to, answer == "yes") for name, *row in lines for to, answer in zip(head[3:], row, strict=True)]


@pytest.mark.parametrize(("state", "to", "may"), table(GOALS))
def test_what_a_goal_can_become(state, to, may):
    assert bool(rules.may_turn_goal(GoalState(state), GoalState(to), has_note=True)) == may


def test_whoever_lets_a_goal_go_says_why():
    assert not rules.may_turn_goal(GoalState.OPEN, GoalState.DROPPED, has_note=False)


GAINS = """
    from \\ to   HELD  SLIPPED  REGAINED
    HELD         yes   yes      no
    AT_RISK      yes   yes      no
    SLIPPED      no    no       yes
    REGAINED     no    yes      yes
"""


@pytest.mark.parametrize(("state", "to", "may"), table(GAINS))
def test_what_can_be_said_of_a_gain(state, to, may):
    assert bool(rules.may_turn_gain(GainState(state), GainState(to))) == may


@pytest.mark.parametrize(
    ("been", "holds"),
    [
        ([GainState.HELD, GainState.AT_RISK], GainState.HELD),
        ([GainState.HELD, GainState.SLIPPED, GainState.REGAINED, GainState.AT_RISK], GainState.REGAINED),
    ],
)
def test_ground_that_was_once_lost_stays_regained(been, holds):
    assert rules.holds_again(been) == holds


@pytest.mark.parametrize(
    ("parts", "words", "next_step", "in_service", "says"),
    [
        (["WEIGHT"], True, True, True, ""),
        ([], True, True, True, "what slipped"),
        (["WEIGHT"], False, True, True, "in their words"),
        (["WEIGHT"], True, False, True, "what you do next"),
        (["WEIGHT"], True, True, False, "Take them back"),
    ],
)
def test_a_set_back_says_what_is_done_next(parts, words, next_step, in_service, says):
    decided = rules.may_record_set_back(parts=parts, has_words=words, has_next_step=next_step, in_service=in_service)
    assert bool(decided) == (says == "")
    assert says in decided.reason.lower() or says in decided.reason


@pytest.mark.parametrize(
    ("state", "words", "may"),
    [
        (LeaningState.UNMET, True, True),
        (LeaningState.LEANING, True, True),
        (LeaningState.UNMET, False, False),
        (LeaningState.MET, True, False),
        (LeaningState.DECLINED, True, False),
    ],
)
def test_a_need_is_settled_once_and_in_words(state, words, may):
    assert bool(rules.may_settle(state, LeaningState.MET, has_words=words)) == may
