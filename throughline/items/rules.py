"""What may be noted of an item, when it is done with, and by when to ask what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.core.decisions import YES, Decision
from throughline.core.working_days import add_working_days
from throughline.items.models import ItemKind, State, WhyUnused

DONE_WHEN_DELIVERED = frozenset({ItemKind.FOOD_PARCEL, ItemKind.MEDICINE})
"""What has done its work once it is there. Whether it was any help is asked all the same."""

MOST = 50
"""More than anybody is given at once: a slip of the finger."""

MAY_BECOME = {
    State.ASKED: frozenset({State.ON_ITS_WAY, State.DELIVERED, State.NOT_COMING}),
    State.ON_ITS_WAY: frozenset({State.DELIVERED, State.NOT_COMING}),
    State.DELIVERED: frozenset[State](),
    State.NOT_COMING: frozenset[State](),
}


@dataclass(frozen=True)
class Standing:
    """How an item stands, as the rules look at it."""

    kind: ItemKind
    state: State
    quantity: int
    used: int
    unused: int
    has_feedback: bool
    to_talk_about: bool

    @property
    def not_known(self) -> int:
        """Give of how many nobody has said yet what became of them."""
        return self.quantity - self.used - self.unused


def may_give(
    *, kind: ItemKind, what: str, quantity: int, numbers: Sequence[str], on: date, today: date, has_open_case: bool
) -> Decision:
    """Say whether this can be noted as given or asked for."""
    if not has_open_case:
        return Decision("They are not in the service now. Take them back first.")
    if kind == ItemKind.OTHER and not what.strip():
        return Decision("Say what it is.")
    if not 1 <= quantity <= MOST:
        return Decision(f"Give how many: a number from 1 to {MOST}.")
    if len(numbers) > quantity:
        return Decision("There are more voucher numbers than vouchers. Put right how many, or the numbers.")
    if len(set(numbers)) < len(numbers):
        return Decision("One voucher number stands there twice. Each voucher has its own.")
    return happened(on, today=today)


def happened(on: date, *, since: date | None = None, today: date) -> Decision:
    """Say whether something can have happened on a day."""
    if on > today:
        return Decision("That day is still to come. Note it once it has happened.")
    if since is not None and on < since:
        return Decision(f"That is before it was asked for, on {since:%-d %B %Y}. Choose that day or a later one.")
    return YES


def may_become(state: State, *, before: State) -> Decision:
    """Say whether an item that stands so can be noted as standing otherwise."""
    if state in MAY_BECOME[before]:
        return YES
    return Decision(f"This is noted as “{before.label.lower()}” already. Open it again to see how it stands.")


def may_tell(
    item: Standing, *, used: int, unused: int, why: WhyUnused | None, has_liked: bool, has_words: bool
) -> Decision:
    """Say whether this can be noted as what became of an item."""
    if item.state != State.DELIVERED:
        return Decision("Note first that it has been delivered.")
    if used < 0 or unused < 0 or used + unused > item.not_known:
        left = "nothing is" if not item.not_known else f"{item.not_known} {'is' if item.not_known == 1 else 'are'}"
        return Decision(f"That is more than there can be: {left} left of {item.quantity} that nobody told us about.")
    if item.kind in DONE_WHEN_DELIVERED and not has_liked:
        return Decision("Say whether it helped.")
    if unused and why is None:
        return Decision("Say why it was not used, as they say it.")
    if not (used or unused or has_liked or has_words):
        return Decision("Say what became of it, or whether it helped.")
    return YES


def may_talk(*, asked_about: Sequence[str], words: str) -> Decision:
    """Say whether this can be noted as what they said about what was in the way."""
    return YES if asked_about or words.strip() else Decision("Tick what you asked about, or write what they said.")


def is_done_with(item: Standing) -> bool:
    """Say whether nothing is left to happen with an item; how it was may still be asked."""
    if item.state == State.NOT_COMING:
        return True
    return item.state == State.DELIVERED and (item.kind in DONE_WHEN_DELIVERED or not item.not_known)


def is_to_be_asked(item: Standing) -> bool:
    """Say whether something is still to be asked: whether it came, what became of it, what was in the way."""
    if item.state == State.NOT_COMING:
        return False
    if item.state != State.DELIVERED or item.to_talk_about:
        return True
    return not item.has_feedback if item.kind in DONE_WHEN_DELIVERED else bool(item.not_known)


def see_that_it_came_on(asked_on: date, *, expected_on: date | None, working_days: int) -> date:
    """Give by when to see that something has come: the day it was said for, else a few working days on."""
    return expected_on or add_working_days(asked_on, working_days)


def ask_about_it_on(delivered_on: date, *, next_contact_on: date | None, days: int) -> date:
    """Give by when to ask what became of something: at the next contact, and some days on at the latest."""
    latest = delivered_on + timedelta(days=days)
    if next_contact_on is None or next_contact_on <= delivered_on:
        return latest
    return min(next_contact_on, latest)


def numbers_told(text: str) -> list[str]:
    """Give the voucher numbers of a text in which each stands on a line, or between commas."""
    told = (number.strip().upper() for line in text.splitlines() for number in line.split(","))
    return [number for number in told if number]
