"""What may happen when people move between workers: allocated, handed over, taken back, left by a leaver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughline.core.decisions import YES, Decision


@dataclass(frozen=True)
class HandoverFacts:
    """What the rule of handing over looks at. `latest` is the last day that SET15 allows for the first contact."""

    has_all_of_it: bool
    reason: str
    contact_on: date
    latest: date
    within_days: int


@dataclass(frozen=True)
class TransferFacts:
    """What the rule of transfers looks at. `waits_here`: a newer referral of the same person waits."""

    agreed: bool
    told: str
    waits_here: bool


def may_allocate_to(*, attached: bool) -> Decision:
    """Say whether a worker may be given somebody from a surgery: only one who is attached to it (R3, R10)."""
    if attached:
        return YES
    return Decision("That link worker is not attached to this surgery. Choose one who is, or attach them first.")


def fits(*, said: str, languages: Sequence[str], skills: Sequence[str]) -> tuple[str, ...]:
    """Say what makes a worker fit for somebody, from what was said of them: a shown reason, never a score (R10).

    `said`: the referral's words and the person's first language. A worker's language or skill counts when it is named.
    """
    words = said.casefold()
    spoken = [f"speaks {language}" for language in languages if language.casefold() in words]
    known = [f"knows about {skill}" for skill in skills if skill.casefold() in words]
    return (*spoken, *known)


def may_take_over(*, has_all_of_it: bool) -> Decision:
    """Say whether a worker may be given a case: not one who holds it and makes its next contact already."""
    return Decision("This is already their link worker. Choose another.") if has_all_of_it else YES


def may_change_hands(*, is_open: bool) -> Decision:
    """Say whether a case can be handed over at all."""
    return YES if is_open else Decision("This case was closed. Take the person back instead.")


def may_hand_over(facts: HandoverFacts) -> Decision:
    """Say whether a case may change hands: to somebody else, with a reason, and a first contact in time (SET15)."""
    if not may_take_over(has_all_of_it=facts.has_all_of_it):
        return may_take_over(has_all_of_it=facts.has_all_of_it)
    if not facts.reason.strip():
        return Decision("Say why the link worker changes. The person can ask to see it.")
    if facts.contact_on > facts.latest:
        return Decision(
            f"The new link worker must be in touch within {facts.within_days} working days:"
            f" by {facts.latest:%-d %B %Y}."
        )
    return YES


def may_take_back(*, is_open: bool) -> Decision:
    """Say whether somebody can be taken back: only from a case that was closed."""
    return Decision("This case is open. There is nothing to reopen.") if is_open else YES


def may_leave(*, depending: int, is_own_account: bool = False) -> Decision:
    """Say whether a worker may be recorded as a leaver: not while people depend on them (R70), nor by themselves."""
    if is_own_account:
        return Decision("You cannot record yourself as a leaver. Ask another manager.")
    if depending:
        people = "1 person" if depending == 1 else f"{depending} people"
        return Decision(f"{people} would be left without a next contact. Hand each one over first.")
    return YES


def may_begin_transfer(*, is_open: bool, others: int) -> Decision:
    """Say whether a case can go to another provider at all."""
    if not is_open:
        return Decision("This case was closed. Take the person back first, and then transfer them.")
    if not others:
        return Decision("No other provider is commissioned now. Ask whoever runs Throughline to register one.")
    return YES


def may_transfer(facts: TransferFacts) -> Decision:
    """Say whether somebody may be transferred: only as they agreed, and never past a referral that waits (R4)."""
    if not facts.agreed:
        return Decision("Ask the person first. Nobody goes to another provider unless they agree.")
    if not facts.told.strip():
        return Decision("Say what the other provider should know to begin. The person can ask to see it.")
    if facts.waits_here:
        return Decision("A newer referral of this person waits here. Join it to their link worker first.")
    return YES
