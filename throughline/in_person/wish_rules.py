"""When somebody's wish to be met is not met, and why (R13, R35)."""

from __future__ import annotations

from throughline.profiles.modes import IN_PERSON, Mode


def unmet_wish(likes_best: Mode | None, *, shielding: bool, possible: bool) -> str:
    """Say what somebody would rather do and why it cannot be now; empty where they can be met, or do not ask for it."""
    if likes_best not in IN_PERSON or likes_best is None or (possible and not shielding):
        return ""
    why = "they are shielding" if shielding else "the service cannot meet people"
    return f"Would rather meet {likes_best.label[0].lower()}{likes_best.label[1:]}. Not possible now: {why}"
