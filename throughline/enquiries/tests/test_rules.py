"""Tables a manager can check: by when a client hears how their question stands, and when it can be closed."""

from datetime import date

import pytest

from throughline.enquiries import rules
from throughline.enquiries.rules import Standing

MONDAY = date(2020, 6, 1)


def standing(*, asked=MONDAY, told_last=None, answered=None, told=None, closed=False):
    return Standing(asked, told_last, answered, told, closed)


@pytest.mark.parametrize(
    ("asked", "told_last", "due"),
    [
        (date(2020, 6, 1), None, date(2020, 6, 8)),
        (date(2020, 6, 1), date(2020, 6, 8), date(2020, 6, 15)),
        (date(2020, 6, 1), date(2020, 6, 4), date(2020, 6, 11)),
        (date(2020, 6, 6), None, date(2020, 6, 12)),  # a Saturday: the seven days end on the next, so the Friday
    ],
)
def test_by_when_they_hear_that_we_are_still_waiting(asked, told_last, due):
    assert rules.update_due(standing(asked=asked, told_last=told_last), days=7) == due


@pytest.mark.parametrize(
    ("answered", "due"),
    [(date(2020, 6, 10), date(2020, 6, 11)), (date(2020, 6, 12), date(2020, 6, 15))],
)
def test_by_when_they_hear_the_answer(answered, due):
    assert rules.answer_due(answered) == due


ANSWERED = date(2020, 6, 10)


@pytest.mark.parametrize(
    ("enquiry", "not_wanted", "words", "refusal"),
    [
        (standing(), False, "", "no answer yet"),
        (standing(), True, "", "Write what they said"),
        (standing(), True, "Has moved out", ""),
        (standing(answered=ANSWERED), False, "", "Tell them the answer first"),
        (standing(answered=ANSWERED), True, "Has moved out", "Tell them the answer first"),
        (standing(answered=ANSWERED, told=ANSWERED), False, "", ""),
        (standing(answered=ANSWERED, told=ANSWERED, closed=True), False, "", "closed already"),
    ],
)
def test_when_it_can_be_closed(enquiry, not_wanted, words, refusal):
    decision = rules.may_close(enquiry, not_wanted=not_wanted, words=words)
    assert refusal in decision.reason
    assert bool(decision) is not bool(refusal)


@pytest.mark.parametrize(
    ("on", "refusal"),
    [(date(2020, 5, 31), "before 1 June 2020"), (date(2020, 6, 12), "still to come"), (ANSWERED, "")],
)
def test_on_which_days_something_can_have_happened(on, refusal):
    for decision in (
        rules.may_note_answer(standing(), answer="Yes", on=on, today=ANSWERED),
        rules.may_tell(standing(), on=on, today=ANSWERED),
        rules.may_chase(standing(), on=on, today=ANSWERED),
    ):
        assert refusal in decision.reason
        assert bool(decision) is not bool(refusal)
