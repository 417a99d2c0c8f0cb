"""What a goal, a gain and a need can become, and what has to be said for it (R19-R22, R46)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from throughline.core.decisions import YES, Decision
from throughline.support_plans.kinds import GainState, GoalState, LeaningState

LONGEST_REVIEW = 366
"""Days. Nothing that somebody wants is left without being looked at for longer than a year."""

STILL_WANTED = (GoalState.OPEN, GoalState.ON_HOLD, GoalState.REFRAMED)
LOOKED_AT_AGAIN = (GoalState.OPEN, GoalState.ON_HOLD)
"""Goals that have a day on which we look at them again."""

GOAL_TURNS = {
    GoalState.OPEN: (GoalState.OPEN, GoalState.ON_HOLD, GoalState.REFRAMED, GoalState.MET, GoalState.DROPPED),
    GoalState.ON_HOLD: (GoalState.ON_HOLD, GoalState.OPEN, GoalState.REFRAMED, GoalState.MET, GoalState.DROPPED),
    GoalState.REFRAMED: (GoalState.OPEN, GoalState.DROPPED),
    GoalState.MET: (GoalState.OPEN,),
    GoalState.DROPPED: (GoalState.OPEN,),
}
"""What a goal can become. Met and let go, it can be taken up again."""

GAIN_TURNS = {
    GainState.HELD: (GainState.HELD, GainState.SLIPPED),
    GainState.AT_RISK: (GainState.HELD, GainState.SLIPPED),
    GainState.SLIPPED: (GainState.REGAINED,),
    GainState.REGAINED: (GainState.REGAINED, GainState.SLIPPED),
}
"""What somebody can say of a gain. That it is at risk follows from what it leans on."""

CAN_BE_AT_RISK = (GainState.HELD, GainState.REGAINED, GainState.AT_RISK)
"""Ground that has slipped is not at risk: it is to be regained."""


@dataclass(frozen=True)
class GoalFacts:
    """What the rule looks at when a goal is written down, or gets another wording."""

    has_words: bool
    review_on: date | None
    in_service: bool = True


def may_add_goal(facts: GoalFacts, *, on: date) -> Decision:
    """Say whether this can stand as an open goal: in words, of somebody in the service, with a day to look again."""
    if not facts.in_service:
        return Decision("They are not in the service now. Take them back first, then add the goal.")
    if not facts.has_words:
        return Decision("Say what they want, in their words.")
    return may_review_on(facts.review_on, on=on)


def may_review_on(review_on: date | None, *, on: date) -> Decision:
    """Say whether an open goal can be looked at again on this day (R19: at least one review date)."""
    if review_on is None:
        return Decision("Say when you look at this goal together again. An open goal has a review date.")
    if review_on < on:
        return Decision("The review date is in the past. Choose today or a later day.")
    if (review_on - on).days > LONGEST_REVIEW:
        return Decision("The review date is more than a year away. Choose an earlier day.")
    return YES


def may_turn_goal(state: GoalState, to: GoalState, *, has_note: bool) -> Decision:
    """Say whether a goal can come to stand so. Whoever lets one go says why, in the client's words."""
    if to not in GOAL_TURNS[state]:
        return Decision(f"This goal is “{state.label.lower()}” now. Open it again to see what can be done.")
    if to == GoalState.DROPPED and not has_note:
        return Decision("Say in their words why they let it go. It stays in their history.")
    return YES


def may_reframe(state: GoalState, *, has_words: bool, review_on: date | None, on: date) -> Decision:
    """Say whether a goal can get another wording; the original is kept (R20)."""
    if GoalState.REFRAMED not in GOAL_TURNS[state]:
        return Decision("Only a goal that is going on, or on hold, can be put in other words. Take this one up first.")
    if not has_words:
        return Decision("Say what they want to do instead, in their words.")
    return may_review_on(review_on, on=on)


def may_turn_gain(state: GainState, to: GainState) -> Decision:
    """Say whether somebody can say this of ground gained."""
    if to in GAIN_TURNS[state]:
        return YES
    if to == GainState.REGAINED:
        return Decision("This has not slipped. Say that it is holding.")
    return Decision("This has slipped. When they have it back, say that it is regained.")


def holds_again(before: Iterable[GainState]) -> GainState:
    """Give how ground stands that is no longer at risk: regained where it had slipped once, else held.

    `before`: all that it has been.
    """
    return GainState.REGAINED if GainState.SLIPPED in set(before) else GainState.HELD


def may_record_set_back(*, parts: Sequence[str], has_words: bool, has_next_step: bool, in_service: bool) -> Decision:
    """Say whether a set-back is told whole: what slipped, in their words, and what is done next (R22)."""
    if not in_service:
        return Decision("They are not in the service now. Take them back first, then record it.")
    if not parts:
        return Decision("Say what slipped.")
    if not has_words:
        return Decision("Say in their words how it is.")
    return YES if has_next_step else Decision("Say what you do next together. Nobody is left with a set-back alone.")


def may_settle(state: LeaningState, to: LeaningState, *, has_words: bool) -> Decision:
    """Say whether a need can be told to be met another way, or not wanted now."""
    if state in (LeaningState.MET, LeaningState.DECLINED):
        return Decision("This was settled already. Open the plan to see how.")
    if not has_words:
        met = to == LeaningState.MET
        return Decision("Say what meets it now." if met else "Say in their words why they do not want it now.")
    return YES
