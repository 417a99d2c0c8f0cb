"""How long a turn and a link last, and which services are on this week's call round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from throughline.core.decisions import YES, Decision

A_TURN = timedelta(minutes=30)
A_LINK = timedelta(days=14)
OPENED_AT_MOST = 30
LINKS_AT_MOST = 5
SATURDAY = 5


def turn_ends(taken_at: datetime) -> datetime:
    """Give the moment from which somebody else may ring that service."""
    return taken_at + A_TURN


def last_day(made_on: date) -> date:
    """Give the last day on which a link can be used."""
    return made_on + A_LINK


def week_ends(on: date) -> date:
    """Give the last working day of the call round that a day lies in: Friday, and from Saturday on the next."""
    return on + timedelta(days=(SATURDAY - 1 - on.weekday()) % 7)


@dataclass(frozen=True)
class LinkFacts:
    """What a link's use is decided by."""

    last_day_on: date
    used: bool
    opened: int


def may_use(link: LinkFacts | None, *, on: date) -> Decision:
    """Decide whether a link may be used. None is one that we never made, or that was changed on the way."""
    if link is None:
        return Decision("This link is not whole. Open it as it was sent to you, or ask us for another.")
    if link.used:
        return Decision("This link was used already. If something has changed since, ask us for another.")
    if on > link.last_day_on:
        return Decision("This link has run out. Ask us for another.")
    if link.opened >= OPENED_AT_MOST:
        return Decision("This link was opened too often. Ask us for another.")
    return YES


def may_make_link(open_links: int) -> Decision:
    """Decide whether a service may be given one more link."""
    if open_links >= LINKS_AT_MOST:
        return Decision("This service has five links that it has not used. Ring it instead.")
    return YES
