"""What a feed's own word for a service's state means here. A feed is hearsay: it never talks over whoever asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from throughline.directory.kinds import How, Status, Sure, Teller
from throughline.directory.writing import Observed

STATUS_SAID = {
    "active": Status.OPEN,
    "inactive": Status.PAUSED,
    "temporarily closed": Status.PAUSED,
    "defunct": Status.CLOSED,
}


def status_said(word: str) -> Status:
    """Say what a feed's word means; none is: not known."""
    return STATUS_SAID.get(word, Status.UNKNOWN)


def news(*, said_before: str, says_now: str, status: Status, by_feed: bool) -> Status | None:
    """Say which status a feed tells that is news, if it does.

    Only what the feed changed is news. That it calls a service active says nothing against somebody who asked there.
    """
    if not says_now or says_now == said_before:
        return None
    told = status_said(says_now)
    if told == status or (told == Status.OPEN and not by_feed):
        return None
    return told


def told_by_feed(status: Status, *, at: datetime, assured_on: str = "", wait_weeks: int | None = None) -> Observed:
    """Put what a feed says as an observation: of the day on which its publisher last checked, where it gives one."""
    assured = datetime.combine(date.fromisoformat(assured_on), time(), UTC) if assured_on else at
    return Observed(
        status, said_by=Teller.DIRECTORY, how=How.FEED, how_sure=Sure.HEARSAY, wait_weeks=wait_weeks,
        observed_at=min(assured, at),
    )  # fmt: skip
