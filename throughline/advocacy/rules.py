"""What may be noted as done in a client's name. Whether it might be done at all, their agreement says."""

from __future__ import annotations

from datetime import date

from throughline.core.decisions import YES, Decision

LONGEST = 600
"""Ten hours: more is a slip of the finger."""


def may_note(
    *, to_whom: str, purpose: str, minutes: int, done_on: date, today: date, has_open_case: bool
) -> Decision:  # fmt: skip
    """Say whether this can be noted as done in somebody's name."""
    if not has_open_case:
        return Decision("They are not in the service now. Take them back first.")
    if not to_whom.strip():
        return Decision("Say to whom you spoke or wrote.")
    if not purpose.strip():
        return Decision("Say what it was for.")
    if not 1 <= minutes <= LONGEST:
        return Decision(f"Give how many minutes it took: a number from 1 to {LONGEST}.")
    if done_on > today:
        return Decision("That day is still to come. Note it once it is done.")
    return YES


def may_authority_be(*, said_on: date, done_on: date) -> Decision:
    """Say whether what they said on one day was authority for what was done on another."""
    if said_on > done_on:
        return Decision("They agreed after it was done. Give the day on which they first said so.")
    return YES


def may_add_result(*, has_result: bool, words: str) -> Decision:
    """Say whether this can be noted as what came of it."""
    if has_result:
        return Decision("What came of it is noted already. What came later belongs to an act of its own.")
    return YES if words.strip() else Decision("Write what came of it.")


def hours(minutes: int) -> str:
    """Give minutes as one says them: "45 minutes", "2 hours", "2 hours 5 minutes"."""
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole} hour{'s' if whole > 1 else ''}" if whole else "", f"{rest} minutes" if rest else ""]
    return " ".join(filter(None, parts)) or "0 minutes"
