"""Who may be marked away, and who stands in for somebody who is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.core.decisions import YES, Decision


@dataclass(frozen=True)
class AbsenceFacts:
    """What the rule looks at."""

    starts_on: date
    ends_on: date | None
    covers_for_self: bool
    cover_may_hold_cases: bool
    cover_is_away: bool
    away_already: bool


def may_be_away(facts: AbsenceFacts, *, on: date) -> Decision:
    """Say whether somebody can be marked away like this: with an active cover who is there (R32, R70)."""
    return _days_can_be(facts, on=on) and _cover_can(facts)


def _days_can_be(facts: AbsenceFacts, *, on: date) -> Decision:
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        return Decision("The last day away is before the first. Put the two days right.")
    if facts.ends_on is not None and facts.ends_on < on:
        return Decision("That absence is over, and nothing needs cover any more. Give the days still to come.")
    if facts.away_already:
        return Decision("They are marked away on some of these days already. Say that they are back first.")
    return YES


def _cover_can(facts: AbsenceFacts) -> Decision:
    if facts.covers_for_self:
        return Decision("Nobody can cover for themselves. Choose a colleague.")
    if not facts.cover_may_hold_cases:
        return Decision("Choose a link worker who works here now to cover.")
    if facts.cover_is_away:
        return Decision("That colleague is away then too. Choose somebody who is there.")
    return YES


def stands_in(worker_id: UUID, covers: Mapping[UUID, UUID]) -> UUID | None:
    """Give who does somebody's work, or nobody: they are there, or everybody who could cover is away too.

    `covers`: who covers for whom on the day. A cover who goes away in turn passes it on.
    """
    if worker_id not in covers:
        return None
    seen, now = {worker_id}, covers[worker_id]
    while now in covers:
        if now in seen:
            return None
        seen.add(now)
        now = covers[now]
    return None if now in seen else now
