"""What somebody is told when their time in the service ends: that it has, what they gained, how to come back. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from throughline.cases.models import CloseReason, Way
from throughline.core import clock
from throughline.correspondence.models import Form

TOLD_BY = {
    Form.LETTER: Way.POST,
    Form.LARGE_PRINT: Way.POST,
    Form.SPOKEN: Way.PHONE,
    Form.IN_PERSON: Way.DOORSTEP,
}
"""How somebody was told, by the form of the notice that a person has seen to."""
WHY = {
    CloseReason.COMPLETED: "as we agreed",
    CloseReason.CLIENT_WISH: "as you wished",
    CloseReason.MOVED_AWAY: "because you have moved",
    CloseReason.COULD_NOT_REACH: "because we could not reach you",
}


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What the notice gives."""

    client: str
    worker: str
    provider: str
    provider_phone: str
    surgery: str
    on: datetime
    reason: CloseReason
    gained: Sequence[str]
    still_open: Sequence[str]
    come_back_until: date | None


def ending_letter(ended: Ended) -> str:
    """Give the whole text. "Signed off" is something that a person is told, with the way back beside it."""
    parts = [
        f"Dear {ended.client},",
        f"You finished on {clock.local_date(ended.on):%-d %B %Y}, {WHY[ended.reason]}.",
        _listed("What you gained", ended.gained),
        _listed("What you are going on with", ended.still_open),
        _way_back(ended),
        f"{ended.worker}\n{ended.provider}",
    ]
    return "\n\n".join(part for part in parts if part)


def _listed(heading: str, things: Sequence[str]) -> str:
    return "\n".join([f"{heading}:", *(f"- {thing}" for thing in things)]) if things else ""


def _way_back(ended: Ended) -> str:
    if ended.come_back_until is None:
        return ""
    ways = [
        f"ring us on {ended.provider_phone}" if ended.provider_phone else "",
        f"ask {ended.surgery}" if ended.surgery else "ask your surgery",
    ]
    how = ", or ".join(way for way in ways if way)
    return (
        f"You can come back by {ended.come_back_until:%-d %B %Y}: {how}. You do not need a new referral, and we go on"
        " from where you were. After that day your surgery can refer you again."
    )
