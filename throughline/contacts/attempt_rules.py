"""What to try next when somebody does not answer: another day and time, another way, a letter, the manager (R28, SET5).

No step closes a case: the last is a person who decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from throughline.cases import rules as case_rules
from throughline.cases.models import PartOfDay, Way
from throughline.contacts.models import Outcome
from throughline.contacts.rules import ANSWERED, CAN_BE_ANSWERED, IN_PERSON, UNANSWERED
from throughline.core import clock
from throughline.core.decisions import YES, Decision
from throughline.core.working_days import add_working_days

OTHER_WAYS = (Way.PHONE, Way.TEXT, Way.EMAIL, Way.VIDEO, Way.DOORSTEP, Way.AT_SURGERY, Way.OTHER_PLACE)
"""What to try in place of a way that does not work, in this order."""
DAYS_FOR_AN_ANSWER = 5
"""Working days that a letter or a message passed on is given before the next try (our decision)."""


class Step(StrEnum):
    """Where in the sequence somebody is."""

    TRY_AGAIN = "TRY_AGAIN"
    OTHER_WAY = "OTHER_WAY"
    LETTER = "LETTER"
    MANAGER = "MANAGER"


@dataclass(frozen=True)
class Try:
    """An effort that was not answered: a call, an appointment that nobody came to, something sent."""

    at: datetime
    way: Way
    outcome: Outcome


@dataclass(frozen=True)
class Limits:
    """How much is tried before another way (SET5)."""

    days: int
    parts: int


@dataclass(frozen=True)
class NextTry:
    """What is proposed, and the tries that it follows from."""

    step: Step
    way: Way
    on: date
    part: PartOfDay | None
    after: tuple[Try, ...]


def unanswered_since(contacts: Iterable[Try]) -> list[Try]:
    """Give the efforts after the last answer, oldest first. An answer of any kind starts the sequence anew."""
    since: list[Try] = []
    for one in sorted(contacts, key=lambda each: each.at):
        since = [] if one.outcome in ANSWERED else [*since, one]
    return since


def step_after(efforts: Sequence[Try], *, limits: Limits, open_ways: Collection[Way]) -> Step:
    """Say which step comes after these efforts, all of them unanswered.

    `open_ways`: how this person can be reached at all. A step for which there is no way is passed over.
    """
    if not _called_enough(efforts, limits):
        missed = [e for e in efforts if e.outcome in UNANSWERED and e.way in IN_PERSON]
        if _days(missed) < limits.days:
            return Step.TRY_AGAIN
        if Way.PHONE in open_ways:
            return Step.OTHER_WAY
    used = _used(efforts)
    if len(used) == 1 and any(way in open_ways and way not in used for way in OTHER_WAYS):
        return Step.OTHER_WAY
    if not any(e.way == Way.POST or e.outcome == Outcome.ASKED_TRUSTED for e in efforts):
        return Step.LETTER
    return Step.MANAGER


def next_try(efforts: Sequence[Try], *, limits: Limits, open_ways: Collection[Way], usual: Way, on: date) -> NextTry:
    """Propose what to try next, when and how, after these efforts. `usual`: the way in use so far."""
    step = step_after(efforts, limits=limits, open_ways=open_ways)
    after = tuple(efforts)
    tried_at = [e.at for e in efforts if e.outcome in UNANSWERED]
    day, part = case_rules.next_try(tried_at, on=on)
    if step == Step.TRY_AGAIN:
        return NextTry(step, usual, day, part, after)
    if step == Step.OTHER_WAY:
        way = _other_way(efforts, limits=limits, open_ways=open_ways)
        return NextTry(step, way, day, part if way in CAN_BE_ANSWERED else None, after)
    if step == Step.LETTER:
        return NextTry(step, Way.POST, day, None, after)
    return NextTry(step, usual, add_working_days(on, DAYS_FOR_AN_ANSWER), None, after)


def may_review(*, with_manager: bool, decided: str) -> Decision:
    """Say whether a manager may decide what next: while it is in their hands, and in words."""
    if not with_manager:
        return Decision("This is not with a manager. Somebody answered since, or another manager has decided.")
    if not decided.strip():
        return Decision("Say what you decided. The link worker goes by it.")
    return YES


def _called_enough(efforts: Sequence[Try], limits: Limits) -> bool:
    calls = [e for e in efforts if e.outcome in UNANSWERED and e.way in CAN_BE_ANSWERED]
    return _days(calls) >= limits.days and len({case_rules.part_of_day(e.at) for e in calls}) >= limits.parts


def _used(efforts: Sequence[Try]) -> set[Way]:
    return {e.way for e in efforts if e.way != Way.POST and e.outcome != Outcome.ASKED_TRUSTED}


def _other_way(efforts: Sequence[Try], *, limits: Limits, open_ways: Collection[Way]) -> Way:
    """Give the telephone after missed appointments until it rang often enough, else the first way not tried."""
    if Way.PHONE in open_ways and not _called_enough(efforts, limits):
        return Way.PHONE
    used = _used(efforts)
    return next(way for way in OTHER_WAYS if way in open_ways and way not in used)


def _days(efforts: Sequence[Try]) -> int:
    return len({clock.local_date(e.at) for e in efforts})
