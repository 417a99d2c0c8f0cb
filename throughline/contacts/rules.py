"""What may be recorded as a contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from throughline.cases.models import Way
from throughline.contacts.models import Outcome
from throughline.core.decisions import YES, Decision

IN_PERSON = frozenset({Way.AT_SURGERY, Way.OTHER_PLACE})
ONE_WAY_ONLY = frozenset({Way.POST})
CAN_BE_ANSWERED = frozenset({Way.PHONE, Way.VIDEO})
LONGEST_MINUTES = 600


@dataclass(frozen=True)
class ContactFacts:
    """What the rule looks at."""

    way: Way
    outcome: Outcome
    happened_at: datetime
    recorded_at: datetime
    minutes: int | None = None


def may_record(facts: ContactFacts) -> Decision:
    """Say whether these facts can be a contact: they fit together and lie in the past (R25)."""
    if facts.happened_at > facts.recorded_at:
        return Decision("The contact is in the future. Give the time it took place.")
    if facts.minutes is not None and not 0 <= facts.minutes <= LONGEST_MINUTES:
        return Decision(f"Give the length as a number of minutes from 0 to {LONGEST_MINUTES}.")
    if facts.outcome == Outcome.DID_NOT_ATTEND and facts.way not in IN_PERSON | {Way.VIDEO}:
        return Decision("“Did not attend” is for appointments. For a call, choose “no answer”.")
    if facts.outcome == Outcome.NO_ANSWER and facts.way not in CAN_BE_ANSWERED:
        return Decision("“No answer” is for calls. For an appointment, choose “they did not attend”.")
    if facts.outcome == Outcome.SPOKE and facts.way in ONE_WAY_ONLY:
        return Decision("A letter is one-way. Choose “I sent something”.")
    return YES
