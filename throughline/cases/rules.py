"""What may happen to a case, and what follows: next contacts, gaps, tries at another part of the day, promises kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from throughline.cases.models import CloseReason, Level, PartOfDay, Way
from throughline.core import clock
from throughline.core.decisions import YES, Decision
from throughline.core.working_days import add_working_days, on_or_after
from throughline.organisations import numbers

LONGEST_GAP_DAYS = 366
MIDDAY, EVENING_STARTS = 12, 17
GAP_NUMBERS = {
    Level.INTENSIVE: numbers.GAP_INTENSIVE,
    Level.REGULAR: numbers.GAP_REGULAR,
    Level.LIGHT: numbers.GAP_LIGHT,
}


@dataclass(frozen=True)
class NextContact:
    """A dated promise: when, by whom and how. With a time, and perhaps a place, it is an appointment."""

    on: date
    by_id: UUID
    way: Way
    part: PartOfDay | None = None
    time: time | None = None
    place: str = ""


@dataclass(frozen=True)
class ClosingFacts:
    """What the closing rule looks at."""

    reason: CloseReason
    days_tried: int
    has_note: bool


def may_promise(next_contact: NextContact | None, *, on: date) -> Decision:
    """Say whether this can stand as the next contact: dated, not in the past, within a year (R26)."""
    if next_contact is None:
        return Decision("Say when the next contact is, or agree an ending. Nobody is left without a date.")
    if next_contact.on < on:
        return Decision("The next contact is in the past. Choose today or a later day.")
    if (next_contact.on - on).days > LONGEST_GAP_DAYS:
        return Decision("The next contact is more than a year away. Choose an earlier day.")
    if next_contact.place and next_contact.time is None:
        return Decision("Say at what time the appointment is, or leave the place out.")
    return YES


def may_close(facts: ClosingFacts, *, tries_needed: int) -> Decision:
    """Say whether a case may be closed. Only a person closes one (R28, R152)."""
    if facts.reason == CloseReason.COULD_NOT_REACH and facts.days_tried < tries_needed:
        return Decision(f"You have tried on {_days(facts.days_tried)}. Try on {tries_needed} before you close.")
    if not facts.has_note:
        return Decision("Say what was agreed, or what happened. The person can ask to see it.")
    return YES


def part_of_day(moment: datetime) -> PartOfDay:
    """Give the part of the day in the service's own zone."""
    hour = moment.astimezone(clock.LONDON).hour
    if hour < MIDDAY:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if hour < EVENING_STARTS else PartOfDay.EVENING


def next_try(tried_at: Sequence[datetime], *, on: date) -> tuple[date, PartOfDay]:
    """Propose when to try again after no answer: the next working day, at a part of the day tried least (R28, SET5).

    `tried_at`: every try since the two last spoke, in any order.
    """
    parts = [part_of_day(moment) for moment in tried_at]
    last = part_of_day(max(tried_at)) if tried_at else None
    candidates = [p for p in PartOfDay if p != last]
    return add_working_days(on, 1), min(candidates, key=parts.count)


def usual_next_contact(level: Level, *, on: date, gap_days: int) -> date:
    """Propose the next contact after a conversation: the level's gap on, moved off weekends and bank holidays."""
    return on_or_after(on + timedelta(days=gap_days))


@dataclass(frozen=True)
class ContactsSoFar:
    """What the contacts that stand come to for a case, counted by `contacts`, who knows them.

    `tries`: since somebody last answered. `every_route_tried`: the sequence of R28 is through.
    """

    reached_at: datetime | None = None
    tried_at: datetime | None = None
    tries: int = 0
    assessed_on: date | None = None
    every_route_tried: bool = False


def last_reached(*, brought: datetime | None, ours: datetime | None) -> datetime | None:
    """Give when somebody was last spoken to, by us or by whoever had the case before an import."""
    return max(filter(None, [brought, ours]), default=None)


def with_manager_since(known: date | None, *, every_route_tried: bool, on: date) -> date | None:
    """Give since when a manager has it in hand: from the last route tried until somebody answers (R28)."""
    return (known or on) if every_route_tried else None


@dataclass(frozen=True)
class PromiseOutcome:
    """What became of a promise, and how it is said."""

    code: str
    words: str


@dataclass(frozen=True)
class PromiseFacts:
    """What became of a promise.

    `kept_on`, `tried_on`: the first contact that keeps it and the first try, after it was made. `replaced_on`: when the
    next promise was made. `ended_on`: when the case closed while this promise was in force.
    """

    due_on: date
    kept_on: date | None = None
    tried_on: date | None = None
    replaced_on: date | None = None
    ended_on: date | None = None


def promise_outcome(facts: PromiseFacts, *, today: date) -> PromiseOutcome:
    """Say whether a promise was kept. A try is honest, but not the same."""
    return _what_was_done(facts) or _what_was_not_done(facts, today=today)


def _what_was_done(facts: PromiseFacts) -> PromiseOutcome | None:
    if _by(facts.kept_on, facts.due_on):
        return PromiseOutcome("KEPT", "Kept")
    if facts.kept_on is not None and (facts.replaced_on is None or facts.kept_on <= facts.replaced_on):
        return PromiseOutcome("KEPT_LATE", f"Kept {_days((facts.kept_on - facts.due_on).days)} late")
    if _by(facts.tried_on, facts.due_on):
        return PromiseOutcome("TRIED", "Tried, not reached")
    return None


def _what_was_not_done(facts: PromiseFacts, *, today: date) -> PromiseOutcome:
    if _by(facts.replaced_on, facts.due_on):
        return PromiseOutcome("MOVED", "Moved")
    if _by(facts.ended_on, facts.due_on):
        return PromiseOutcome("ENDED", "The case was closed first")
    if facts.replaced_on or facts.ended_on:
        return PromiseOutcome("MISSED", "Missed")
    if today > facts.due_on:
        return PromiseOutcome("LATE", f"{_days((today - facts.due_on).days)} late")
    return PromiseOutcome("OPEN", "To come" if today < facts.due_on else "Due today")


def _by(day: date | None, due_on: date) -> bool:
    return day is not None and day <= due_on


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
