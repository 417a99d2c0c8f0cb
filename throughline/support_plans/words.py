"""A plan in words that every page says alike, and that blame nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from throughline.nhsuk.words import sentence, short_date
from throughline.support_plans.kinds import GainState, GoalState, WhyAtRisk
from throughline.support_plans.queries import GainRow, GoalRow, Kept, LeaningRow, RiskRow, SetBackRow, TurnRow

TURNED = {
    GainState.HELD: "holding",
    GainState.AT_RISK: "at risk",
    GainState.SLIPPED: "slipped",
    GainState.REGAINED: "regained",
}


def set_back(told: SetBackRow) -> str:
    """Begin with what slipped, in their words, and what was agreed to do."""
    what = f": {told.gain}" if told.gain else ""
    return f"A set-back, told {short_date(told.told_on)}{what}. “{told.words}” Next: {told.next_step}"


def at_risk(gain: GainRow) -> str:
    """Say what is at risk, with every reason."""
    return f"At risk: {gain.words}. {risks(gain.risks)}"


def risks(reasons: Iterable[RiskRow]) -> str:
    """Give every reason why ground is at risk: "Riverside gym stopped, 20 March 2020"."""
    return sentence("; ".join(risk(one.why, one.service, one.since_on, one.words) for one in reasons))


def risk(why: WhyAtRisk, service: str, since_on: date, words: str = "") -> str:
    """Give one reason why ground is at risk, and since when."""
    what = f"{service} stopped" if service else why.label
    told = f" ({words})" if words else ""
    return f"{what}{told}, {short_date(since_on)}"


def unmet(need: LeaningRow) -> str:
    """Say what somebody no longer has."""
    since = f" since {short_date(need.unmet_since_on)}" if need.unmet_since_on else ""
    return f"Not met{since}: {gives(need)}, from {need.service}."


def gives(leaning: LeaningRow) -> str:
    """Say what a service gives somebody: in their words, else ours."""
    return leaning.words or leaning.gives.label.lower()


def waits(kept: Kept) -> str:
    """Give "waiting for gym" of a goal that was put in other words, or that it is kept."""
    awaited = kept.waits_for or kept.service
    return f"waiting for {awaited}" if awaited else "kept for later"


def could_go_back(kept: Kept) -> str:
    """Say that something that a goal waited for runs again."""
    return f"Could go back: “{kept.original}”. {kept.service} runs again."


def goal(row: GoalRow, *, on: date) -> str:
    """Say what they want, and whether it is to be looked at now."""
    if row.review_on is None:
        return f"“{row.words}”"
    day = short_date(row.review_on)
    if row.state == GoalState.ON_HOLD:
        return f"On hold: “{row.words}”. We look again on {day}."
    if row.review_on <= on:
        return f"“{row.words}” Look at it together: the day was {day}."
    return f"“{row.words}” We look at it together on {day}."


def turned(turn: TurnRow, *, first: bool) -> str:
    """Give "gained 1 November 2019", "slipped 28 May 2020"."""
    return f"{'gained' if first else TURNED[turn.state]} {short_date(turn.on)}"
