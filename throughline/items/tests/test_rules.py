"""Tables a manager can check: what may be noted of something given, and by when to ask what became of it."""

from datetime import date

import pytest

from throughline.items import rules
from throughline.items.models import ItemKind, State, WhyUnused
from throughline.items.rules import Standing

WEDNESDAY = date(2020, 3, 25)


def standing(kind=ItemKind.VOUCHER, state=State.DELIVERED, *, quantity=3, used=0, unused=0, feedback=False, talk=False):
    return Standing(kind, state, quantity, used, unused, feedback, talk)


@pytest.mark.parametrize(
    ("kind", "state", "used", "unused", "feedback", "talk", "done", "to_ask"),
    [
        # Not there yet: somebody sees that it comes.
        (ItemKind.VOUCHER, State.ASKED, 0, 0, False, False, False, True),
        (ItemKind.FOOD_PARCEL, State.ON_ITS_WAY, 0, 0, False, False, False, True),
        (ItemKind.FOOD_PARCEL, State.NOT_COMING, 0, 0, False, False, True, False),
        # Of what is eaten or taken, having come closes it; whether it helped is asked all the same.
        (ItemKind.FOOD_PARCEL, State.DELIVERED, 0, 0, False, False, True, True),
        (ItemKind.MEDICINE, State.DELIVERED, 0, 0, True, False, True, False),
        # A voucher is done with once each is used or not.
        (ItemKind.VOUCHER, State.DELIVERED, 0, 0, False, False, False, True),
        (ItemKind.VOUCHER, State.DELIVERED, 2, 0, True, False, False, True),
        (ItemKind.VOUCHER, State.DELIVERED, 3, 0, False, False, True, False),
        (ItemKind.VOUCHER, State.DELIVERED, 2, 1, False, True, True, True),
        (ItemKind.PACK, State.DELIVERED, 2, 1, False, False, True, False),
    ],
)
def test_when_it_is_done_with_and_what_is_still_asked(kind, state, used, unused, feedback, talk, done, to_ask):
    item = standing(kind, state, used=used, unused=unused, feedback=feedback, talk=talk)
    assert rules.is_done_with(item) is done
    assert rules.is_to_be_asked(item) is to_ask


@pytest.mark.parametrize(
    ("before", "state", "may"),
    [
        (State.ASKED, State.ON_ITS_WAY, True),
        (State.ASKED, State.DELIVERED, True),
        (State.ON_ITS_WAY, State.DELIVERED, True),
        (State.ON_ITS_WAY, State.NOT_COMING, True),
        (State.DELIVERED, State.DELIVERED, False),
        (State.NOT_COMING, State.DELIVERED, False),
    ],
)
def test_which_way_it_goes(before, state, may):
    assert bool(rules.may_become(state, before=before)) is may


@pytest.mark.parametrize(
    ("item", "used", "unused", "why", "liked", "refusal"),
    [
        (standing(), 2, 1, WhyUnused.NOT_UP_FOR_GOING, False, ""),
        (standing(used=2), 0, 1, WhyUnused.UNWELL, False, ""),
        (standing(), 2, 1, None, False, "Say why"),
        (standing(), 3, 1, WhyUnused.UNWELL, False, "more than there can be"),
        (standing(used=2, unused=1), 1, 0, None, False, "nothing is left of 3"),
        (standing(), 0, 0, None, False, "what became of it"),
        (standing(state=State.ASKED), 1, 0, None, False, "has been delivered"),
        (standing(ItemKind.FOOD_PARCEL, quantity=1), 0, 0, None, True, ""),
        (standing(ItemKind.FOOD_PARCEL, quantity=1), 0, 0, None, False, "whether it helped"),
    ],
)
def test_what_can_be_told_of_it(item, used, unused, why, liked, refusal):
    decision = rules.may_tell(item, used=used, unused=unused, why=why, has_liked=liked, has_words=False)
    assert refusal in decision.reason
    assert bool(decision) is not bool(refusal)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, ""),
        ({"has_open_case": False}, "not in the service"),
        ({"kind": ItemKind.OTHER}, "Say what it is"),
        ({"quantity": 0}, "from 1 to 50"),
        ({"quantity": 51}, "from 1 to 50"),
        ({"quantity": 1, "numbers": ["A1", "A2"]}, "more voucher numbers"),
        ({"numbers": ["A1", "A1"]}, "stands there twice"),
        ({"on": date(2020, 3, 26)}, "still to come"),
    ],
)
def test_what_can_be_given(changes, refusal):
    facts = {"kind": ItemKind.VOUCHER, "what": "", "quantity": 3, "numbers": [], "on": WEDNESDAY, "today": WEDNESDAY,
             "has_open_case": True}  # fmt: skip
    decision = rules.may_give(**facts | changes)
    assert refusal in decision.reason
    assert bool(decision) is not bool(refusal)


@pytest.mark.parametrize(
    ("next_contact_on", "asked_on"),
    [
        (date(2020, 4, 8), date(2020, 4, 8)),  # at the next contact
        (date(2020, 5, 6), date(2020, 4, 22)),  # which is too far off: after 28 days
        (date(2020, 3, 25), date(2020, 4, 22)),  # which is this one
        (None, date(2020, 4, 22)),
    ],
)
def test_by_when_to_ask_what_became_of_it(next_contact_on, asked_on):
    assert rules.ask_about_it_on(WEDNESDAY, next_contact_on=next_contact_on, days=28) == asked_on


def test_by_when_to_see_that_it_came():
    assert rules.see_that_it_came_on(WEDNESDAY, expected_on=None, working_days=3) == date(2020, 3, 30)
    assert rules.see_that_it_came_on(WEDNESDAY, expected_on=WEDNESDAY, working_days=3) == WEDNESDAY


def test_voucher_numbers_are_read_by_line_and_comma():
    assert rules.numbers_told("ab 12, ab 13\n\n ab14 ") == ["AB 12", "AB 13", "AB14"]
