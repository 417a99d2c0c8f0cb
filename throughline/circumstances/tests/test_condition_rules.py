"""What long-term conditions come to: a table that a manager can check (R12, AM15, AM16)."""

from datetime import date

import pytest

from throughline.circumstances import condition_rules as rules
from throughline.circumstances.condition_rules import Known, normal_name
from throughline.circumstances.models import Said

TODAY = date(2020, 3, 2)


@pytest.mark.parametrize(
    ("referrer", "client", "shown", "qualifying"),
    [
        ([], [], "None on record", 0),
        (["T2DM", "hypertension"], [], "2+", 1),
        (["T2DM"], [], "1", 1),
        (["fibromyalgia"], [], "1", 0),
        (["T2DM"], ["type 2 diabetes"], "1", 1),
        (["COPD"], ["chronic obstructive pulmonary disease", "anxiety"], "2+", 1),
        (["anxiety", "depression"], [], "2+", 0),
        ([], ["T1DM", "T2DM"], "1", 2),
        (["T1DM"], ["T2DM"], "1", 2),
        (["T1DM", "T2DM"], [], "2+", 2),
    ],
)
def test_conditions_on_either_list_count_once(referrer, client, shown, qualifying):
    known = [Known(normal_name(n), Said.REFERRER) for n in referrer]
    known += [Known(normal_name(n), Said.CLIENT) for n in client]
    count = rules.counted(known)
    assert (count.shown, count.qualifying) == (shown, qualifying)


def test_anxiety_and_depression_have_flags_of_their_own():
    count = rules.counted([Known("anxiety", Said.CLIENT), Known("asthma", Said.REFERRER)])
    assert (count.anxiety, count.depression) == (True, False)


@pytest.mark.parametrize(
    ("name", "since", "listed", "refused"),
    [
        ("asthma", None, False, ""),
        ("হাঁপানি", TODAY, False, ""),
        (" ", None, False, "Enter the name"),
        ("asthma", date(2020, 3, 3), False, "not come yet"),
        ("asthma", None, True, "on that list already"),
    ],
)
def test_what_may_be_put_on_a_list(name, since, listed, refused):
    decision = rules.may_add(name, since_on=since, today=TODAY, listed=listed)
    assert refused in decision.reason and bool(decision) is not bool(refused)


@pytest.mark.parametrize(
    ("ended", "ended_on", "since", "refused"),
    [
        (False, TODAY, None, ""),
        (True, TODAY, None, "already"),
        (False, date(2020, 3, 3), None, "once it has come"),
        (False, date(2019, 1, 1), date(2019, 6, 1), "before it began"),
    ],
)
def test_what_may_be_taken_off(ended, ended_on, since, refused):
    decision = rules.may_end(ended=ended, ended_on=ended_on, since_on=since, today=TODAY)
    assert refused in decision.reason and bool(decision) is not bool(refused)
