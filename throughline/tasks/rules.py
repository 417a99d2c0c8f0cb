"""By when somebody who called is answered, when that is late, and what may be noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from throughline.contacts.models import Wanted
from throughline.core import clock
from throughline.core.decisions import YES, Decision
from throughline.core.working_days import add_working_days, is_working_day
from throughline.tasks.models import TaskKind

WORK_ENDS = time(17, 0)
"""The end of a working day: what is due on a day is late after this."""


@dataclass(frozen=True)
class CallFacts:
    """What the rule looks at when somebody got in touch."""

    received_at: datetime
    known: bool
    has_name: bool
    has_number: bool
    has_words: bool


def reply_by(received_at: datetime, *, working_days: int) -> date:
    """Give the day by whose end somebody who called is to have a reply (SET6): bank holidays do not count."""
    return add_working_days(clock.local_date(received_at), working_days)


def follow_up_by(said_on: date, *, days: int) -> date:
    """Give the last working day within so many days on which something said in a contact is followed up (SET21)."""
    latest = said_on + timedelta(days=days)
    counted_back = (latest - timedelta(days=n) for n in range(days))
    return next((day for day in counted_back if is_working_day(day)), latest)


def is_late(due_on: date, *, at: datetime) -> bool:
    """Say whether the working day by whose end it was due is over."""
    return at > datetime.combine(due_on, WORK_ENDS, clock.LONDON)


def falls_away(kind: TaskKind, *, is_done: bool, wanted: str) -> bool:
    """Say whether a task falls away once the contact that it arose in was put right.

    Only what the program made of an answer does. What a person wrote down to follow up is for a person to answer.
    """
    return kind == TaskKind.OPEN_TO_IDEAS and not is_done and wanted != Wanted.SOMETHING_NEW


def may_note_call(facts: CallFacts, *, at: datetime) -> Decision:
    """Say whether this can be noted as somebody having got in touch."""
    if facts.received_at > at:
        return Decision("The call is in the future. Give the time it came.")
    if not facts.known and not facts.has_number and not (facts.has_name and facts.has_words):
        return Decision("Give a number to ring back, or the name and what they said. Without it nobody can reply.")
    return YES


def may_answer(*, is_done: bool, has_words: bool, is_owed: bool = False) -> Decision:
    """Say whether a task can be marked as done with these words. What is owed is done where its subject stands."""
    if is_done:
        return Decision("A colleague has done this already. Open the record to see what was said.")
    if is_owed:
        return Decision("Open what this is about and say there what you did. It is then done here too.")
    if not has_words:
        return Decision("Say what you did, so that a colleague can read it later.")
    return YES
