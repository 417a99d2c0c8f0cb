"""With whom a substitute may be used, who reviews it, and in which order they are offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.circumstances.condition_rules import normal_name
from throughline.core.decisions import YES, Decision
from throughline.substitutes.models import Verdict


@dataclass(frozen=True)
class Method:
    """What the rules look at of a substitute."""

    verdict: Verdict | None
    for_whom: Sequence[str]
    cautions: Sequence[str]


def met(named: Iterable[str], conditions: Iterable[str]) -> tuple[str, ...]:
    """Give which of the conditions named somebody has, whatever they are called."""
    theirs = {normal_name(one) for one in conditions}
    return tuple(one for one in named if normal_name(one) in theirs)


def may_use(method: Method, *, conditions: Sequence[str]) -> Decision:
    """Say whether a substitute may be used with somebody who has these conditions (R47).

    Until it is reviewed, not with anybody whose condition its cautions name. Not asked is not "none": where nothing is
    known of somebody's conditions, cautions that nobody has reviewed hold for them too.
    """
    if method.verdict == Verdict.NOT_TO_BE_USED:
        return Decision("Whoever reviewed this found that it is not to be used. Choose something else.")
    if method.verdict == Verdict.GOOD or not method.cautions:
        return YES
    named = met(method.cautions, conditions)
    if named:
        return Decision(
            f"Nobody has reviewed this yet, and its cautions name {' and '.join(named)}, which they have. Ask a senior"
            " link worker or manager to review it, or choose something else."
        )
    if not conditions:
        return Decision(
            "Nobody has reviewed this yet, it has cautions, and no conditions of theirs are on record. Ask them which"
            " they have, or have it reviewed first."
        )
    return YES


def may_share(*, title: str, steps: str) -> Decision:
    """Say whether this can stand in the library."""
    if not title.strip():
        return Decision("Give it a name by which others find it.")
    return YES if steps.strip() else Decision("Write what to do, a step on a line.")


def may_change(*, is_ours: bool) -> Decision:
    """Say whether an entry may be rewritten: by the provider that wrote it. A change is to be reviewed again."""
    return YES if is_ours else Decision("Another provider wrote this. Write up your own way beside it.")


def may_review(*, written_by_id: UUID, reviewer_id: UUID, words: str, verdict: Verdict) -> Decision:
    """Say whether somebody may review an entry: never their own, and a no says why."""
    if written_by_id == reviewer_id:
        return Decision("You wrote this yourself. Ask a colleague to review it.")
    if verdict == Verdict.NOT_TO_BE_USED and not words.strip():
        return Decision("Say why it is not to be used, so that nobody tries it unknowing.")
    return YES


def may_note_use(*, used_on: date, today: date, has_open_case: bool) -> Decision:
    """Say whether a use can be noted."""
    if not has_open_case:
        return Decision("They are not in the service now. Take them back first.")
    return YES if used_on <= today else Decision("That day is still to come. Note it once you have tried it.")


def order(
    *, may: bool, is_for_them: bool, is_reviewed: bool, uses: int, title: str
) -> tuple[bool, bool, bool, int, str]:
    """Give the sort key of an offer: what may be used, then what is meant for them, what is reviewed, what is tried."""
    return (not may, not is_for_them, not is_reviewed, -uses, title)


def conditions_told(text: str) -> list[str]:
    """Give the conditions of a text in which each stands on a line, or between commas."""
    told = (" ".join(one.split()) for line in text.splitlines() for one in line.split(","))
    return list(dict.fromkeys(one for one in told if one))
