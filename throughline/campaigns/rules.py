"""How soon somebody is called: points from stated reasons, added up line by line; and when a campaign is complete.

Points order lists and do nothing else. Nobody is moved down or left off by them, and everybody has a latest day.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from throughline.core.decisions import YES, Decision
from throughline.core.working_days import add_working_days
from throughline.organisations import numbers

NAMED_IN_A_REFUSAL = 8
TRIES = 3
"""Days on which to try, unless a campaign says otherwise (SET5)."""


class Reason(StrEnum):
    """Why somebody may need a call sooner (R56), in the order in which it is said; `people.sql` finds them."""

    JUDGED = "JUDGED"
    SHIELDING = "SHIELDING"
    ALONE = "ALONE"
    CONDITIONS = "CONDITIONS"
    LOW_MOOD = "LOW_MOOD"
    LOSS = "LOSS"
    GROUND_AT_RISK = "GROUND_AT_RISK"
    NEW_WORKER = "NEW_WORKER"
    LONG_AGO = "LONG_AGO"
    DIGITALLY_EXCLUDED = "DIGITALLY_EXCLUDED"


POINTS_OF = {
    Reason.JUDGED: numbers.POINTS_JUDGED,
    Reason.SHIELDING: numbers.POINTS_SHIELDING,
    Reason.ALONE: numbers.POINTS_ALONE,
    Reason.CONDITIONS: numbers.POINTS_CONDITIONS,
    Reason.LOW_MOOD: numbers.POINTS_LOW_MOOD,
    Reason.LOSS: numbers.POINTS_LOSS,
    Reason.GROUND_AT_RISK: numbers.POINTS_GROUND_AT_RISK,
    Reason.NEW_WORKER: numbers.POINTS_NEW_WORKER,
    Reason.LONG_AGO: numbers.POINTS_LONG_AGO,
    Reason.DIGITALLY_EXCLUDED: numbers.POINTS_DIGITALLY_EXCLUDED,
}
NUMBERS = (
    *POINTS_OF.values(), numbers.CAMPAIGN_PRIORITY_FROM, numbers.CAMPAIGN_PRIORITY, numbers.CAMPAIGN_EVERYONE
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a score."""

    reason: Reason
    points: int


def lines_of(reasons: Collection[str], *, points: Mapping[Reason, int]) -> list[Line]:
    """Give every reason that holds for somebody with its points, also where a manager set them to none."""
    return [Line(reason, points[reason]) for reason in Reason if reason in reasons]


def total(lines: Collection[Line]) -> int:
    """Add up a score."""
    return sum(line.points for line in lines)


@dataclass(frozen=True)
class Latest:
    """The latest days of a campaign (SET13)."""

    priority_by: date
    everyone_by: date


def latest_days(begun_on: date, finish_on: date, *, priority_days: int, everyone_days: int) -> Latest:
    """Give the latest day for whoever has many points, and for everybody else; neither is after the finish."""
    everyone = min(add_working_days(begun_on, everyone_days), finish_on)
    return Latest(min(add_working_days(begun_on, priority_days), everyone), everyone)


def may_begin(*, name: str, tries: int, finish_on: date, on: date, another_goes_on: bool) -> Decision:
    """Say whether a campaign may begin."""
    if another_goes_on:
        return Decision("A campaign goes on already. Complete it before you begin another.")
    if not name.strip():
        return Decision("Enter a name for the campaign, as people will see it.")
    if not 1 <= tries <= 20:
        return Decision("Choose between 1 and 20 days on which to try.")
    if finish_on <= on:
        return Decision("The finish is not after today. Choose a later day.")
    return YES


def may_complete(*, untried: int, names: Collection[str]) -> Decision:
    """Say whether a campaign is complete: never while anybody is untried and nobody gave the reason (R55)."""
    if not untried:
        return YES
    shown = ", ".join(list(names)[:NAMED_IN_A_REFUSAL])
    more = f" and {untried - NAMED_IN_A_REFUSAL} more" if untried > NAMED_IN_A_REFUSAL else ""
    people = "1 person has" if untried == 1 else f"{untried} people have"
    return Decision(
        f"{people} not been tried: {shown}{more}. Try each of them, or say for each why they are left untried."
    )


def may_act_for(*, goes_on: bool, tried: bool, again: bool) -> Decision:
    """Say whether one person may be left untried, or moved up."""
    if not goes_on:
        return Decision("This campaign is complete. Nothing in it changes any more.")
    if tried:
        return Decision("They have been tried since the campaign began. See their record for what came of it.")
    if again:
        return Decision("This was written down already, with a reason. Open the campaign to read it.")
    return YES


def percent(part: int, whole: int) -> int:
    """Give a share in whole per cent, never rounded up to all or down to none."""
    if not whole or part == whole:
        return 100 if whole else 0
    return min(max(round(100 * part / whole), 1 if part else 0), 99)
