"""What takes the place of a meeting, what may be switched back, and when a disruption may be over. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from throughline.cases.models import Way
from throughline.core.decisions import YES, Decision
from throughline.organisations.rules import Stage
from throughline.profiles.gate_rules import Reach, routes
from throughline.profiles.modes import LABELS, Mode

MEETS = frozenset({Way.AT_SURGERY, Way.OTHER_PLACE})
"""Ways that cannot be used while nobody is met. A doorstep at a distance can."""
TALKS = frozenset({Mode.PHONE, Mode.VIDEO})
"""What can take the place of a meeting by itself: two people talk. A letter cannot; a person decides that."""
MINUTES_IN_HOUR = 60


@dataclass(frozen=True)
class Instead:
    """What takes the place of a meeting, and why. Without a way, somebody is to find one."""

    way: Way | None
    why: str


def instead_of_meeting(reach: Reach) -> Instead:
    """Choose the way of talking that is open and that this person likes best; none is chosen past a doubt (R48).

    Whoever cannot be talked to at a distance needs another way, which their link worker finds: what is open is named.
    """
    found = routes(reach)
    best = next((route.mode for route in found if route.mode in TALKS and route.is_open), None)
    if best is not None:
        return Instead(Way(best.value), "")
    phone = next(route for route in found if route.mode == Mode.PHONE)
    others = [LABELS[r.mode].lower() for r in found if r.is_open and Way(r.mode.value) not in MEETS]
    open_ways = f"What is open: {', '.join(others)}." if others else "No other way is known."
    return Instead(None, f"{phone.why_not} {open_ways}")


def hours(people: int, *, minutes_each: int) -> float:
    """Give how long it takes to tell so many people, in hours to the nearest half; of anybody at least half an hour."""
    return max(round(2 * people * minutes_each / MINUTES_IN_HOUR), 1) / 2 if people else 0


def may_switch(*, stage: Stage | None, nobody_met: bool, stay_in: bool) -> Decision:
    """Say whether meetings can be switched: once a disruption is declared which forbids them, until it eases."""
    if stage is None:
        return Decision("Declare first what has happened, and from which day.")
    if stage not in (Stage.DECLARED, Stage.ON):
        return Decision("It is easing already. Meetings are possible again.")
    if not (nobody_met or stay_in):
        return Decision("It forbids neither meetings nor going out: there is nothing to switch.")
    return YES


@dataclass(frozen=True)
class ReturnFacts:
    """What decides whether a meeting that was switched can be a meeting again."""

    settled: bool
    nobody_met: bool
    promised_since: bool
    shielding: bool
    due_on: date


def may_return(facts: ReturnFacts, *, today: date) -> Decision:
    """Say whether a meeting that was switched can be a meeting again, on its day and at its place (R48)."""
    if facts.settled:
        return Decision("This has been settled already.")
    if facts.nobody_met:
        return Decision("Nobody can be met yet. When it eases, meetings return one by one.")
    if facts.promised_since:
        return Decision("Another next contact was agreed since. It stands; agree a meeting when you speak.")
    if facts.shielding:
        return Decision("They are shielding: nothing in person.")
    if facts.due_on < today:
        return Decision("Its day has passed. Agree another day when you speak.")
    return YES


def may_choose(way: Way, *, settled: bool) -> Decision:
    """Say whether this way can be promised in place of a meeting: any that is not a meeting itself."""
    if settled:
        return Decision("This has been settled already.")
    return Decision("Choose a way that is not a meeting.") if way in MEETS else YES


def may_keep(*, settled: bool, has_a_way: bool) -> Decision:
    """Say whether a switched meeting may stay as it is: only where something is promised in its place."""
    if settled:
        return Decision("This has been settled already.")
    return YES if has_a_way else Decision("Nothing is promised yet that can be. Choose another way first.")


@dataclass(frozen=True)
class LeftOver:
    """Something that a disruption leaves: how many, and why they may stay so, if somebody said it of no fewer."""

    number: int
    answered_for: int | None = None

    @property
    def is_open(self) -> bool:
        """Say whether somebody must still look at it: more came than an answer was given for."""
        return self.number > (self.answered_for or 0)


def may_be_over(left: Mapping[str, LeftOver], *, stage: Stage | None) -> Decision:
    """Say whether a disruption may be over: when nothing that it leaves is without an answer (R61)."""
    if stage is None:
        return Decision("No disruption is on.")
    still = [f"{what[0].lower()}{what[1:]} ({one.number})" for what, one in left.items() if one.is_open]
    if still:
        return Decision(f"Something is left to look at: {'; '.join(still)}. Deal with each, or say why it may stay so.")
    return YES


def may_end_at_once(*, stage: Stage | None, switched: bool) -> Decision:
    """Say whether a disruption that has not eased may end: where nothing was switched, there is nothing to put back."""
    if stage is None:
        return Decision("No disruption is on.")
    if switched:
        return Decision("The service was switched. Ease it first: what is left to put in order is then listed.")
    return YES


def told(name: str, *, worker: str, was: str) -> str:
    """Say to somebody that their meeting cannot be as planned. What is promised instead follows in the letter (R48)."""
    return (
        f"Because of {name} we cannot meet you in person on {was} as we had planned. We are still working, and"
        f" {worker} is still your link worker. Please do not come to the surgery for it."
    )


def to_be_found(*, worker: str, by: str) -> str:
    """Say what is promised to somebody for whom another way must be found first."""
    return f"{worker} will find another way to be in touch with you by {by}"
