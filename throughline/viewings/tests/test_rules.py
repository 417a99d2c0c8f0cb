"""Who is asked why they open a record, as a manager would read it (section 1.3)."""

import pytest

from throughline.viewings import rules


@pytest.mark.parametrize(
    ("carries_caseload", "oversees_team", "asked"),
    [
        (True, False, True),  # a link worker
        (True, True, False),  # a senior link worker sees the team's
        (False, True, False),  # a manager sees the provider's
        (False, False, False),  # an administrator has no records to open: the door says no
    ],
)
def test_only_who_works_with_a_caseload_of_their_own_is_asked(carries_caseload, oversees_team, asked):
    assert rules.is_asked(carries_caseload=carries_caseload, oversees_team=oversees_team) is asked


@pytest.mark.parametrize(
    ("is_theirs", "said_why_today", "asked"),
    [(True, False, False), (True, True, False), (False, True, False), (False, False, True)],
)
def test_nobody_is_asked_about_their_own_people_or_twice_a_day(is_theirs, said_why_today, asked):
    assert rules.must_say_why(is_theirs, said_why_today) is asked
