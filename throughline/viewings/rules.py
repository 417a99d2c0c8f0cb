"""Who is asked why they open a record (R2, section 1.3; R131)."""

from __future__ import annotations


def is_asked(*, carries_caseload: bool, oversees_team: bool) -> bool:
    """Say whether somebody is ever asked: who works with a caseload of their own, and does not oversee the team's."""
    return carries_caseload and not oversees_team


def must_say_why(is_theirs: bool, said_why_today: bool) -> bool:
    """Say whether the question stands in the way now."""
    return not (is_theirs or said_why_today)
