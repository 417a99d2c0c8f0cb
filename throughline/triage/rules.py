"""What a call may come to, what follows, when somebody is called again, and what a list will cost. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from throughline.core.decisions import YES, Decision
from throughline.core.working_days import add_working_days, on_or_after
from throughline.organisations import numbers
from throughline.outreach.models import PersonState
from throughline.triage.models import Point, Result, Stands

FIVE = (Point.FOOD, Point.MEDICINE, Point.GUIDELINES, Point.COPING, Point.KNOWS_WHAT)
"""The points of the paper (F63), each of which a check-in asks."""
NEED_WITHIN = 5
"""Working days in which a need that is not urgent is met (our decision)."""
NUMBERS = (numbers.LISTED_SUPPORT_LOW, numbers.LISTED_SUPPORT_HIGH, numbers.LISTED_TURN, numbers.TRIES)
REACHED = (Result.CHECK_IN_ONLY, Result.NEEDS_SUPPORT, Result.ALREADY_HELPED, Result.DECLINED)
"""They answered."""
SPOKEN = (Result.CHECK_IN_ONLY, Result.NEEDS_SUPPORT, Result.ALREADY_HELPED)
"""They answered and were asked: of these, so many in a hundred need support (F65)."""


@dataclass(frozen=True)
class CallFacts:
    """What decides whether a call can be kept as it was told."""

    result: Result
    stands: Mapping[Point, Stands]
    needs_without_words: tuple[Point, ...] = ()
    asked_about_another: bool = False
    again_on: date | None = None


def may_keep(facts: CallFacts, *, today: date) -> Decision:
    """Say whether a call can be kept as it was told: nothing that somebody needs is passed over (R51)."""
    needs = [point for point, how in facts.stands.items() if how != Stands.FINE]
    if facts.result in (Result.NOT_REACHED, Result.DECLINED):
        return YES
    if needs and facts.result != Result.NEEDS_SUPPORT:
        return Decision("Somebody needs something here. Choose “Needs support”, so that it is seen to.")
    if facts.result == Result.NEEDS_SUPPORT and not needs:
        return Decision("Say at one point at least what they need.")
    if facts.needs_without_words:
        return Decision(f"Say what is needed: {', '.join(p.label.lower() for p in facts.needs_without_words)}.")
    if facts.result == Result.CHECK_IN_ONLY:
        return _may_be_check_in(facts, today=today)
    return YES


def _may_be_check_in(facts: CallFacts, *, today: date) -> Decision:
    missing = [point.label.lower() for point in FIVE if point not in facts.stands]
    if missing:
        return Decision(f"Not asked yet: {', '.join(missing)}. A check-in asks all five.")
    if not facts.asked_about_another:
        return Decision("Ask whether they want another call.")
    if facts.again_on is not None and facts.again_on <= today:
        return Decision("Choose a day after today for the next call.")
    return YES


def state_after(result: Result, *, again: bool, days_tried: int, tries: int) -> PersonState:
    """Give how it stands with a listed person after a call."""
    if result == Result.NEEDS_SUPPORT:
        return PersonState.NEEDS_SUPPORT
    if result == Result.NOT_REACHED:
        return PersonState.NOT_REACHED if days_tried >= tries else PersonState.TRIED
    return PersonState.CHECK_IN_ONLY if again else PersonState.CLOSED


def need_due(stands: Stands, *, on: date) -> date | None:
    """Give by when a need is met: the same day where it is urgent (R51)."""
    if stands == Stands.FINE:
        return None
    return on if stands == Stands.URGENT else add_working_days(on_or_after(on), NEED_WITHIN)


def turn_ends(taken_at: datetime, *, minutes: int) -> datetime:
    """Give the moment from which somebody else may call them."""
    return taken_at + timedelta(minutes=minutes)


def may_end(state: PersonState, *, open_needs: int) -> Decision:
    """Say whether nobody calls a listed person any more: not while something that they need is open (R51, R53)."""
    if open_needs:
        needs = "something that they need is" if open_needs == 1 else f"{open_needs} things that they need are"
        return Decision(f"It cannot end yet: {needs} open. See to it first, or say how it was met.")
    if state in (PersonState.CLOSED, PersonState.CONVERTED, PersonState.DELETED):
        return Decision("It has ended already.")
    return YES


def likely_to_need(still_to_call: int, *, low: int = 15, high: int = 20) -> tuple[int, int]:
    """Forecast how many of those still to be called need support, by the shares of the paper in per cent (SET22)."""
    return round(still_to_call * low / 100), round(still_to_call * high / 100)


def share(part: int, whole: int) -> int | None:
    """Give a share in whole per cent; of nobody there is none."""
    return round(100 * part / whole) if whole else None


def deleted_by(delete_by: date, *, disruption_ended_on: date | None, days_kept: int) -> date:
    """Give the day on which a list is deleted: so long after the event is over, or earlier, on its own day (SET18)."""
    if disruption_ended_on is None:
        return delete_by
    return min(delete_by, disruption_ended_on + timedelta(days=days_kept))


def draft_page(person_id: UUID) -> str:
    """Name the page under which what is typed in a call to somebody is kept until it is saved."""
    return f"triage:{person_id}"
