"""When a contact may be put right, or moved to the person it was with."""

from __future__ import annotations

from throughline.core.decisions import YES, Decision


def may_put_right(*, standing: bool, reason: str) -> Decision:
    """Say whether a contact may be corrected or moved: once, and with a reason. What came instead can be put right."""
    if not standing:
        return Decision("Somebody has put this right already. Open the record again and look at what stands there now.")
    if not reason.strip():
        return Decision("Say what was wrong. Both versions are kept, and people will ask why.")
    return YES


def may_move(*, same_case: bool) -> Decision:
    """Say whether a contact may go to another case."""
    if same_case:
        return Decision("It is with this person already. Choose the person it was with, or correct it here.")
    return YES
