"""Why somebody stands on a worker's day, and in which order. Plain reasons, no hidden score (R152)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SILENT_DAYS_SAID = 42


@dataclass(frozen=True)
class DayFacts:
    """What the order and the reasons look at."""

    due_on: date
    first_contact: bool
    last_reached_on: date | None
    tries_since_reached: int


def reasons(facts: DayFacts, *, on: date) -> tuple[str, ...]:
    """Say why this person is on today's list, the strongest reason first."""
    late = (on - facts.due_on).days
    found = []
    if late > 0:
        found.append(f"{_days(late)} late for a first contact" if facts.first_contact else f"{_days(late)} late")
    else:
        found.append("first contact due today" if facts.first_contact else "promised for today")
    if facts.tries_since_reached:
        tried = "tried once" if facts.tries_since_reached == 1 else f"tried {facts.tries_since_reached} times"
        found.append(f"{tried} since you last spoke" if facts.last_reached_on else tried)
    if facts.last_reached_on is None and not facts.first_contact:
        found.append("never spoken to")
    elif facts.last_reached_on and (on - facts.last_reached_on).days > SILENT_DAYS_SAID:
        found.append(f"last spoke {_days((on - facts.last_reached_on).days)} ago")
    return tuple(found)


def order(facts: DayFacts, *, on: date) -> tuple[bool, int, bool]:
    """Give the sort key: late ones first and the latest of them at the top, first contacts before others of a day."""
    late = max((on - facts.due_on).days, 0)
    return (late == 0, -late, not facts.first_contact)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
