"""Tables a manager can check: with whom a way of helping at a distance may be used, and who reviews it."""

from datetime import date
from uuid import UUID

import pytest

from throughline.substitutes import rules
from throughline.substitutes.models import Verdict
from throughline.substitutes.rules import Method

COPD, HEART = "COPD", "heart failure"
ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("verdict", "cautions", "conditions", "refusal"),
    [
        # Unreviewed: not with anybody whose condition its cautions name, by whatever name.
        (None, [HEART], [HEART], "its cautions name heart failure"),
        (None, [COPD], ["Chronic Obstructive Pulmonary Disease"], "its cautions name COPD"),
        (None, [HEART], [COPD], ""),
        (None, [], [HEART], ""),
        # Not asked is not none.
        (None, [HEART], [], "no conditions of theirs are on record"),
        (None, [], [], ""),
        # Reviewed: usable, and the cautions are shown.
        (Verdict.GOOD, [HEART], [HEART], ""),
        (Verdict.GOOD, [HEART], [], ""),
        (Verdict.NOT_TO_BE_USED, [], [COPD], "not to be used"),
    ],
)
def test_with_whom_it_may_be_used(verdict, cautions, conditions, refusal):
    decision = rules.may_use(Method(verdict, (), cautions), conditions=conditions)
    assert refusal in decision.reason
    assert bool(decision) is not bool(refusal)


@pytest.mark.parametrize(
    ("writer", "reviewer", "verdict", "words", "refusal"),
    [
        (ONE, OTHER, Verdict.GOOD, "", ""),
        (ONE, ONE, Verdict.GOOD, "", "yourself"),
        (ONE, OTHER, Verdict.NOT_TO_BE_USED, " ", "Say why"),
        (ONE, OTHER, Verdict.NOT_TO_BE_USED, "It made people dizzy", ""),
    ],
)
def test_who_reviews_it(writer, reviewer, verdict, words, refusal):
    decision = rules.may_review(written_by_id=writer, reviewer_id=reviewer, words=words, verdict=verdict)
    assert refusal in decision.reason
    assert bool(decision) is not bool(refusal)


def test_what_may_be_used_is_offered_before_what_may_not_and_what_is_tried_before_what_is_new():
    def place(**changes):
        facts = {"may": True, "is_for_them": False, "is_reviewed": True, "uses": 0, "title": "A"}
        return rules.order(**facts | changes)

    assert (
        place(is_for_them=True)
        < place(uses=3)
        < place(uses=1)
        < place()
        < place(title="B")
        < place(is_reviewed=False, uses=9)
        < place(may=False, is_for_them=True, uses=9)
    )


def test_on_which_day_and_with_whom_a_use_can_be_noted():
    today = date(2020, 5, 4)
    assert rules.may_note_use(used_on=today, today=today, has_open_case=True)
    assert "still to come" in rules.may_note_use(used_on=date(2020, 5, 5), today=today, has_open_case=True).reason
    assert "not in the service" in rules.may_note_use(used_on=today, today=today, has_open_case=False).reason


def test_conditions_are_read_by_line_and_comma():
    assert rules.conditions_told("COPD,  heart   failure\nCOPD\n") == ["COPD", "heart failure"]
