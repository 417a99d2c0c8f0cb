"""What may be recorded as a contact, and when the next one is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from throughline.cases.models import CloseReason, PartOfDay, Way
from throughline.contacts.models import Outcome
from throughline.core import clock
from throughline.core.decisions import YES, Decision

IN_PERSON = frozenset({Way.AT_SURGERY, Way.OTHER_PLACE})
ONE_WAY_ONLY = frozenset({Way.POST})
CAN_BE_ANSWERED = frozenset({Way.PHONE, Way.VIDEO})
AGREED = frozenset({CloseReason.COMPLETED, CloseReason.CLIENT_WISH})
LONGEST_MINUTES = 600


@dataclass(frozen=True)
class ContactFacts:
    """What the rule looks at."""

    way: Way
    outcome: Outcome
    happened_at: datetime
    recorded_at: datetime
    opened_at: datetime
    minutes: int | None = None


def may_record(facts: ContactFacts) -> Decision:
    """Say whether these facts can be a contact: they lie in the case's time and fit together (R25)."""
    return _lies_in_time(facts) and _fits_together(facts)


def _lies_in_time(facts: ContactFacts) -> Decision:
    """Say whether it lies between the case's first day and now.

    Before the case was opened there was no promise to keep and nobody to keep it: such a date is nearly always a slip
    of the month, and would make a first contact look in time that was not. The whole first day counts, since a worker
    may call before the allocation is typed in.
    """
    opened_on = clock.local_date(facts.opened_at)
    if facts.happened_at > facts.recorded_at:
        return Decision("The contact is in the future. Give the time it took place.")
    if clock.local_date(facts.happened_at) < opened_on:
        return Decision(f"They came to their link worker on {opened_on:%-d %B %Y}. Give that day or a later one.")
    if facts.minutes is not None and not 0 <= facts.minutes <= LONGEST_MINUTES:
        return Decision(f"Give the length as a number of minutes from 0 to {LONGEST_MINUTES}.")
    return YES


def _fits_together(facts: ContactFacts) -> Decision:
    """Say whether this outcome can come of this way."""
    if facts.outcome == Outcome.DID_NOT_ATTEND and facts.way not in IN_PERSON | {Way.VIDEO}:
        return Decision("“Did not attend” is for appointments. For a call, choose “no answer”.")
    if facts.outcome == Outcome.NO_ANSWER and facts.way not in CAN_BE_ANSWERED:
        return Decision("“No answer” is for calls. For an appointment, choose “they did not attend”.")
    if facts.outcome == Outcome.SPOKE and facts.way in ONE_WAY_ONLY:
        return Decision("A letter is one-way. Choose “I sent something”.")
    return YES


def may_end(reason: CloseReason, *, outcome: Outcome | None) -> Decision:
    """Say whether a case may end for this reason in a contact with this outcome, or in none: agreeing takes two."""
    if reason in AGREED and outcome != Outcome.SPOKE:
        return Decision("Record the conversation in which you agreed this, and choose “We agreed an ending” there.")
    return YES


def may_replace(*, seen: int, now: int, now_promised: str) -> Decision:
    """Say whether a new promise may take the place of the last: not if a colleague made another since the page opened.

    `seen`, `now`: the number of the promise that the page showed, and of the one in force.
    """
    if seen == now:
        return YES
    return Decision(f"Since you opened this page it was agreed: {now_promised}. Check the next contact, save again.")


def keeps(promised: Way, *, way: Way, outcome: Outcome) -> bool:
    """Say whether a contact keeps a promise: speaking with the person does; so does writing where that was promised."""
    return outcome == Outcome.SPOKE or (outcome == Outcome.SENT and way == promised)


def is_try(outcome: Outcome) -> bool:
    """Say whether it was a try to speak with somebody that failed."""
    return outcome not in (Outcome.SPOKE, Outcome.SENT)


@dataclass(frozen=True)
class Proposals:
    """When the next contact could be: after speaking, after a try, and after only sending something."""

    spoke_on: date
    try_on: date
    try_part: PartOfDay
    sent_on: date
    sent_part: PartOfDay | None


def proposals(
    *, usual_on: date, next_try: tuple[date, PartOfDay], promised_on: date, promised_part: PartOfDay | None, today: date
) -> Proposals:
    """Propose a next contact for each kind of outcome. Something sent keeps no promise, so what was promised stands."""
    try_on, try_part = next_try
    if promised_on >= today:
        return Proposals(usual_on, try_on, try_part, promised_on, promised_part)
    return Proposals(usual_on, try_on, try_part, try_on, None)


def proposed(outcome: Outcome, among: Proposals) -> tuple[date, PartOfDay | None]:
    """Give the proposal that follows from what happened."""
    if outcome == Outcome.SPOKE:
        return among.spoke_on, None
    if outcome == Outcome.SENT:
        return among.sent_on, among.sent_part
    return among.try_on, among.try_part
