"""What may be recorded as a contact, and when the next one is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from throughline.cases.models import CloseReason, PartOfDay, Way
from throughline.contacts.models import Barrier, Change, Kind, Outcome, Wanted
from throughline.core import clock
from throughline.core.decisions import YES, Decision

IN_PERSON = frozenset({Way.AT_SURGERY, Way.OTHER_PLACE, Way.DOORSTEP})
ONE_WAY_ONLY = frozenset({Way.POST})
CAN_BE_ANSWERED = frozenset({Way.PHONE, Way.VIDEO})
ANSWERED = frozenset({Outcome.SPOKE, Outcome.REARRANGED, Outcome.DECLINED})
UNANSWERED = frozenset({Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.DID_NOT_ATTEND})
AGREED = frozenset({CloseReason.COMPLETED, CloseReason.CLIENT_WISH})
LONGEST_MINUTES = 600
HIGHEST_RATING, LOW_RATING = 5, 2


@dataclass(frozen=True)
class ContactFacts:
    """What the rule looks at."""

    way: Way
    outcome: Outcome
    happened_at: datetime
    recorded_at: datetime
    opened_at: datetime
    minutes: int | None = None
    changes: frozenset[Change] = frozenset()
    ratings: tuple[int | None, ...] = ()


def may_record(facts: ContactFacts) -> Decision:
    """Say whether these facts can be a contact: they lie in the case's time and fit together (R25)."""
    return _lies_in_time(facts) and _fits_together(facts) and _answers_are_possible(facts)


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
    if facts.outcome in ANSWERED and facts.way in ONE_WAY_ONLY:
        return Decision("A letter is one-way. Choose “I sent something”.")
    return YES


def _answers_are_possible(facts: ContactFacts) -> Decision:
    if facts.changes and facts.outcome != Outcome.SPOKE:
        return Decision("Only a conversation tells what has changed. Choose “We spoke”, or leave it out.")
    if Change.NOTHING in facts.changes and len(facts.changes) > 1:
        return Decision("Choose either “Nothing has changed” or what has.")
    if any(rating is not None and not 1 <= rating <= HIGHEST_RATING for rating in facts.ratings):
        return Decision(f"Rate from 1 to {HIGHEST_RATING}, or leave it out.")
    return YES


def may_tell_guidance(outcome: Outcome) -> Decision:
    """Say whether guidance can have been told with this outcome: in a conversation, or by sending it (R54)."""
    if outcome in (Outcome.SPOKE, Outcome.SENT):
        return YES
    return Decision("Guidance is explained when you speak, or sent. Leave it out, or choose what happened anew.")


def kinds_told(kinds: Sequence[Kind], *, wanted: Wanted | None) -> list[Kind]:
    """Give what a contact was about: who wanted a chat had a friendly check-in, whatever else it was (R23, R34)."""
    told = {*kinds, *([Kind.FRIENDLY_CHECK_IN] if wanted == Wanted.CHAT else [])}
    return [kind for kind in Kind if kind in told]


def is_check_in_only(kinds: Sequence[Kind]) -> bool:
    """Say whether they were reached and needed nothing: a check-in is not counted as support (R34)."""
    return bool(kinds) and set(kinds) <= {Kind.CHECK_IN, Kind.FRIENDLY_CHECK_IN}


def barrier_told(barrier: Barrier | None, *, outcome: Outcome) -> Barrier | None:
    """Give the barrier to be stored: where something was missed it is "not asked" until somebody says (R28)."""
    return Barrier.NOT_ASKED if barrier is None and outcome in UNANSWERED else barrier


def goal_prompts_held_until(wanted_chat_on: date | None, *, days: int, on: date) -> date | None:
    """Give the day from which goals may be brought up again after they wanted a chat, while it lies ahead (SET8)."""
    if wanted_chat_on is None:
        return None
    until = wanted_chat_on + timedelta(days=days)
    return until if until > on else None


def wants_meeting(ratings: Sequence[tuple[int | None, int | None]]) -> bool:
    """Say whether the last two rated calls were hard to connect in: meet when allowed, or call again soon (R30).

    `ratings`: rapport and understanding of each call, newest first. Calls without a rating say nothing.
    """
    rated = [[one for one in pair if one is not None] for pair in ratings]
    last = [pair for pair in rated if pair][:2]
    return len(last) == 2 and all(min(pair) <= LOW_RATING for pair in last)


def may_end(reason: CloseReason, *, outcome: Outcome | None, reviewed: bool = False) -> Decision:
    """Say whether a case may end for this reason in a contact with this outcome, or in none: agreeing takes two.

    A wish to leave is honoured however it comes, by letter or through somebody. `reviewed`: it was agreed in a review
    contact a short while ago, where the policy asks for one (R57).
    """
    if reason == CloseReason.CLIENT_WISH and (outcome is None or outcome in ANSWERED):
        return YES
    if reason == CloseReason.COMPLETED and outcome is None and reviewed:
        return YES
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
    return outcome not in (Outcome.SPOKE, Outcome.SENT, Outcome.REARRANGED)


@dataclass(frozen=True)
class Proposed:
    """One next contact that could be: when and how."""

    on: date
    way: Way
    part: PartOfDay | None = None
    time: time | None = None
    place: str = ""


@dataclass(frozen=True)
class Proposals:
    """When the next contact could be: after speaking, after a try, and after only sending something."""

    spoke: Proposed
    tried: Proposed
    sent: Proposed


def after_sending(promised: Proposed, *, tried: Proposed, today: date) -> Proposed:
    """Propose what follows something sent: it keeps no promise, so what was promised stands while it lies ahead."""
    return promised if promised.on >= today else replace(tried, part=None)


def proposed(outcome: Outcome, among: Proposals) -> Proposed:
    """Give the proposal that follows from what happened. Who asked for another time is asked for it, else soon."""
    if outcome == Outcome.SPOKE:
        return among.spoke
    return among.sent if outcome in (Outcome.SENT, Outcome.ASKED_TRUSTED) else among.tried


class CameTo(StrEnum):
    """What a person's contacts in a period came to. A check-in is not counted as support (R34)."""

    NEEDED_NOTHING = "NEEDED_NOTHING"
    HELPED = "HELPED"
    ONGOING = "ONGOING"
    TRIED = "TRIED"
    NOT_TRIED = "NOT_TRIED"


ONGOING_WORK = frozenset({Kind.EMOTIONAL_SUPPORT, Kind.CONDITION_AND_GOALS, Kind.ASSESSMENT})
HELP = frozenset({Kind.PRACTICAL_HELP, Kind.INFORMATION, Kind.ADVOCACY})


def came_to(*, tried: bool, reached: bool, helped: bool, ongoing: bool) -> CameTo:
    """Say under which one heading a person counts: the most that a conversation with them was about.

    `helped`, `ongoing`: a conversation was of such a kind (`HELP`, `ONGOING_WORK`). A letter alone is a try.
    """
    if not reached:
        return CameTo.TRIED if tried else CameTo.NOT_TRIED
    if ongoing:
        return CameTo.ONGOING
    return CameTo.HELPED if helped else CameTo.NEEDED_NOTHING
