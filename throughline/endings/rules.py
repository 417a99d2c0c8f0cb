"""Whether a case may end: by the provider's policy of the day, and with what stands open. Pure (R57, R58)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.cases.models import CloseReason
from throughline.core.decisions import YES, Decision
from throughline.endings.models import Agreed
from throughline.organisations.models import Discharge

WHATEVER_THE_POLICY = frozenset({CloseReason.CLIENT_WISH, CloseReason.DIED, CloseReason.MOVED_AWAY})
"""The three reasons for which a case closes under every policy."""
WHATEVER_IS_OPEN = frozenset({CloseReason.CLIENT_WISH, CloseReason.DIED})
"""A wish to leave is honoured at once, and who died can finish nothing: what is left is listed for a manager."""
KINDEST_FIRST = (Discharge.HOLD_OPEN, Discharge.ORDINARY, Discharge.REVIEW_AND_CLOSE)
"""Which rule keeps somebody longer, where two could hold."""


@dataclass(frozen=True)
class PolicyFacts:
    """What the policy looks at. `managers_reason`: said by somebody who may close against the policy, else empty."""

    policy: Discharge
    since: date | None
    reason: CloseReason
    on: date
    last_reached_on: date | None
    review_days: int
    every_route_tried: bool
    managers_reason: str = ""


def may_end_under(facts: PolicyFacts) -> Decision:
    """Say whether the provider's discharge policy lets a case end (R57)."""
    if facts.reason in WHATEVER_THE_POLICY or facts.policy == Discharge.ORDINARY:
        return YES
    said = bool(facts.managers_reason.strip())
    if facts.policy == Discharge.HOLD_OPEN:
        return YES if said else Decision(_held_open(facts.since))
    if is_reviewed(facts.last_reached_on, days=facts.review_days, on=facts.on):
        return YES
    if not facts.every_route_tried:
        return Decision(_not_reviewed(facts))
    return YES if said else Decision("Every route was tried. A manager has to agree to it, and say why.")


def _held_open(since: date | None) -> str:
    begun = f" since {since:%-d %B %Y}" if since else ""
    return (
        f"Cases are held open{begun}. One closes only when the person asks to stop, moves away or dies. Put them on the"
        " held-open list, or ask a manager, who can close it with a reason."
    )


def _not_reviewed(facts: PolicyFacts) -> str:
    last = f"You last spoke on {facts.last_reached_on:%-d %B %Y}." if facts.last_reached_on else "You never spoke."
    return (
        f"{last} Before a case closes there is a review contact: a conversation in the last {facts.review_days} days."
        " If they do not answer, try every route first; then a manager decides."
    )


def is_reviewed(last_reached_on: date | None, *, days: int, on: date) -> bool:
    """Say whether there was a two-way contact recently enough to be the review contact."""
    return last_reached_on is not None and last_reached_on >= on - timedelta(days=days)


def may_leave_open(reason: CloseReason, *, blocking: Sequence[str]) -> Decision:
    """Say whether a case may end with these things unfinished, naming them (R58)."""
    if not blocking or reason in WHATEVER_IS_OPEN:
        return YES
    return Decision(f"Something still stands open: {'; '.join(blocking)}. Finish or end it first.")


def kinder(one: Discharge, other: Discharge) -> Discharge:
    """Give the rule of two that keeps somebody longer: who moves keeps it until they are told of a change."""
    return min(one, other, key=KINDEST_FIRST.index)


def agreed_how(reason: CloseReason, *, spoke: bool) -> Agreed:
    """Say how the person stands to an ending for this reason."""
    if reason == CloseReason.CLIENT_WISH:
        return Agreed.OWN_WISH
    if reason == CloseReason.COULD_NOT_REACH:
        return Agreed.NOT_REACHED
    return Agreed.AGREED if spoke or reason == CloseReason.COMPLETED else Agreed.NOT_ASKED


def may_hold_open(policy: Discharge, *, is_held: bool, words: str) -> Decision:
    """Say whether somebody may be put on the held-open list."""
    if policy != Discharge.HOLD_OPEN:
        return Decision("The policy is not “hold open”. Close the case, or agree the next contact.")
    if is_held:
        return Decision("They are on the held-open list already.")
    return YES if words.strip() else Decision("Say why it would have ended. Whoever reviews it reads that.")


def may_be_told(*, told: bool, died: bool) -> Decision:
    """Say whether it can still be noted that somebody was told."""
    if died:
        return Decision("They died. There is nobody to tell.")
    return Decision("That they were told is noted already.") if told else YES


def may_settle_left_open(*, left: Sequence[str], settled: bool, words: str) -> Decision:
    """Say whether a manager can say what was done about what was left open."""
    if not left or settled:
        return Decision("Nothing is left open here any more.")
    return YES if words.strip() else Decision("Say what was done about it, or why nothing need be.")
