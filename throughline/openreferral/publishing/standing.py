"""Whether a service runs, in the few words that the standard has for it (`status`, `alert`, `attending_type`).

What only a feed has said goes out as that feed said it. What somebody of ours found out goes out in our words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from throughline.core.clock import local_date
from throughline.directory import rules
from throughline.directory.kinds import How, Mode, Status, Sure
from throughline.openreferral.reading.services import NOT_KNOWN

PUBLISHED_AS = {
    Status.OPEN: "active",
    Status.REDUCED: "active",
    Status.WAITING_LIST_CLOSED: "active",
    # The standard has no word for it, so the alert says it.
    Status.UNKNOWN: "active",
    Status.PAUSED: "temporarily closed",
    Status.CLOSED: "defunct",
}


@dataclass(frozen=True)
class Way:
    """A way of joining and what was last said of it."""

    mode: Mode
    status: Status
    since: date
    verified_at: datetime
    how: How
    how_sure: Sure

    @property
    def is_ours(self) -> bool:
        """Say whether somebody asked, rather than a feed told."""
        return self.how != How.FEED


def status_of(ways: Sequence[Way], *, said: str) -> str:
    """Give a service's state in the standard's words; `said` is the feed's own."""
    if said and not any(way.is_ours for way in ways):
        return said
    return PUBLISHED_AS[rules.headline((way.mode, way.status) for way in ways).status]


def alert_of(ways: Sequence[Way], *, said: str, status_said: str) -> str:
    """Say what is not as usual: of every way that somebody asked about how it stands, then what the feed says."""
    is_ours = any(way.is_ours for way in ways)
    known = [way for way in ways if is_ours and way.status != Status.UNKNOWN]
    nobody_knows = rules.headline((way.mode, way.status) for way in ways).status == Status.UNKNOWN
    sentences = [*dict.fromkeys(f"{way.mode.label}: {_standing(way)}." for way in known), said]
    return " ".join([*filter(None, sentences), *([NOT_KNOWN] if nobody_knows and (is_ours or not status_said) else [])])


def _standing(way: Way) -> str:
    words = way.status.label.lower()
    return words if way.status == Status.OPEN else f"{words} since {way.since:%-d %B %Y}"


def attending_words(ways: Sequence[Way]) -> str:
    """Name the ways by which one can join now; where there is none, those by which one usually can."""
    known = [way for way in ways if way.status != Status.UNKNOWN]
    running = [way for way in known if rules.is_running(way.status)]
    modes = {way.mode for way in running or known}
    return ", ".join(mode.label for mode in Mode if mode in modes)


def last_modified(ways: Sequence[Way], *, said: str) -> str:
    """Give the moment of the last change that we know of."""
    ours = max((way.verified_at for way in ways if way.is_ours), default=None)
    if ours is None or (said and datetime.fromisoformat(said) >= ours):
        return said
    return ours.isoformat()


def assured_on(ways: Sequence[Way], *, said: str) -> str:
    """Give the day on which somebody last made sure."""
    sure = [local_date(way.verified_at) for way in ways if way.is_ours and way.how_sure != Sure.HEARSAY]
    return max([said, *(day.isoformat() for day in sure)])
