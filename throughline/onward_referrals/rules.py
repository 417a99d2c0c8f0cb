"""What may follow what, when we check back, and what a long wait and a "not enough" ask for. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from throughline.core.decisions import YES, Decision
from throughline.core.working_days import is_working_day
from throughline.onward_referrals.models import CLOSED, State, Strength, WhyNot

PATH = (State.SUGGESTED, State.AGREED, State.SENT, State.ACKNOWLEDGED, State.WAITING, State.STARTED)
"""The way a referral goes (section 7.2). A stage may be skipped, and none is gone back to but by a restart."""

OVER = (State.DECLINED, State.DID_NOT_START)
ENDINGS = (State.ENOUGH, State.NOT_ENOUGH, State.STOPPED)
DETAILS_LEAVE = (State.SENT, State.ACKNOWLEDGED)
LONGEST_CHECK_BACK = 366


def follows(state: State, strength: Strength, *, before_hold: State | None = None) -> tuple[State, ...]:
    """Give what may happen next. What is still so may be noted again: each time with the next day to check back."""
    if state in CLOSED:
        return ()
    if state == State.ON_HOLD:
        return (*ENDINGS, *OVER) if before_hold == State.STARTED else OVER
    ahead = PATH[PATH.index(state) :]
    if strength == Strength.SIGNPOSTED:  # No details leave: they go themselves.
        ahead = tuple(one for one in ahead if one not in DETAILS_LEAVE)
    return (*ahead, *(ENDINGS if state == State.STARTED else ()), *OVER)


def first_states(strength: Strength) -> tuple[State, ...]:
    """Give where a new referral may stand: it was suggested, they agreed, or it is on its way already."""
    first = (State.SUGGESTED, State.AGREED)
    return first if strength == Strength.SIGNPOSTED else (*first, State.SENT)


def may_follow(to: State, state: State, strength: Strength, *, before_hold: State | None = None) -> Decision:
    """Say whether this may be the next step."""
    if to in follows(state, strength, before_hold=before_hold):
        return YES
    if state in CLOSED:
        return Decision("This referral is over. Refer them on again, so that both stay on record.")
    if state == State.ON_HOLD:
        return Decision("This referral is on hold. Restart it first.")
    if strength == Strength.SIGNPOSTED and to in DETAILS_LEAVE:
        return Decision("They were signposted, so no details are sent. Refer them on anew to send details.")
    return Decision(f"It stands at “{state.label}” already. Choose what happened since.")


def may_happen_on(day: date, *, last_on: date | None, today: date) -> Decision:
    """Say whether a step can have happened on this day."""
    if day > today:
        return Decision("That day is in the future. Record it once it has happened.")
    if last_on and day < last_on:
        return Decision(f"The step before was on {last_on:%-d %B %Y}. Choose that day or a later one.")
    return YES


def may_check_back(on: date | None, *, waits: bool, today: date, touch_days: int) -> Decision:
    """Say whether this can be the day on which we ask what became of it. Every open referral has one, a signpost too.

    Nobody who waits goes longer than `touch_days` without hearing from us (R40, SET10).
    """
    if on is None:
        return Decision("Say when you will check back. A signpost has a day too, or nobody knows whether it helped.")
    if on < today:
        return Decision("The day to check back is in the past. Choose today or a later day.")
    if waits and on > today + timedelta(days=touch_days):
        last = today + timedelta(days=touch_days)
        return Decision(f"While they wait, check back within {touch_days} days. Choose {last:%-d %B %Y} or earlier.")
    if (on - today).days > LONGEST_CHECK_BACK:
        return Decision("That is more than a year away. Choose an earlier day.")
    return YES


def working_day_within(today: date, *, days: int) -> date:
    """Give the last working day that is no more than so many days away."""
    back = (today + timedelta(days=days - n) for n in range(days))
    return next((day for day in back if is_working_day(day)), today + timedelta(days=days))


def escalates_on(waiting_since: date, *, after_days: int) -> date:
    """Give the day from which a wait is too long to go on with nothing else offered (R40, SET10)."""
    return waiting_since + timedelta(days=after_days)


def next_check_back(chosen: date, *, escalates: date | None, today: date) -> date:
    """Give the day to check back: no later than the day on which the wait has grown too long."""
    return min(chosen, escalates) if escalates and today < escalates else chosen


def may_go_on_waiting(*, has_waited_long: bool, looked_for_more: bool) -> Decision:
    """Say whether it may be noted that they still wait. Once the wait is long, something else is looked for first."""
    if looked_for_more or not has_waited_long:
        return YES
    return Decision(
        "They have waited too long to go on waiting only. Say what else you offered, or that none was found."
    )


def proposes_going_along(why: WhyNot | None, strength: Strength) -> bool:
    """Say whether to propose that the link worker makes the first contact with them (R39)."""
    return why == WhyNot.TOO_SHY and strength != Strength.SUPPORTED


@dataclass(frozen=True)
class Told:
    """What is told with a step, as the rule looks at it."""

    to: State
    has_why_not: bool
    has_still_needed: bool


def may_end_so(told: Told) -> Decision:
    """Say whether an ending says enough: why they did not start, or what is still needed (R39, R42)."""
    if told.to == State.DID_NOT_START and not told.has_why_not:
        return Decision("Say why they did not start.")
    if told.to == State.NOT_ENOUGH and not told.has_still_needed:
        return Decision("Say what they still need, in their words.")
    return YES


def unmet_need(category: str, *, session_limit: int | None) -> str:
    """Name what was not enough, for the report: "counselling beyond 6 sessions" (R42)."""
    if session_limit is None:
        return f"more {category.lower()}"
    return f"{category.lower()} beyond {session_limit} session{'' if session_limit == 1 else 's'}"
