"""Who may change hands together with others, and who needs a decision of their own (R71)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.cases.time_rules import add_months
from throughline.core.decisions import YES, Decision

MOST_TOGETHER = 100
BEREAVED_MONTHS = 12
"""Somebody who lost a person within these months is never moved in a crowd."""


@dataclass(frozen=True)
class TogetherFacts:
    """What the rule looks at in one person's case."""

    spoken_with: bool
    bereaved_on: date | None
    with_manager_since: date | None
    hard_to_trust: bool = False
    """They said that it is hard for them to trust new people (R14)."""


def why_alone(facts: TogetherFacts, *, today: date) -> tuple[str, ...]:
    """List why somebody is decided on alone; nothing where they may move together with others."""
    found = []
    if facts.bereaved_on and today < add_months(facts.bereaved_on, BEREAVED_MONTHS):
        found.append(f"somebody died: told on {facts.bereaved_on:%-d %B %Y}")
    if facts.hard_to_trust:
        found.append("it is hard for them to trust new people")
    if not facts.spoken_with:
        found.append("nobody has spoken with them yet")
    if facts.with_manager_since:
        found.append(f"every route was tried: with a manager since {facts.with_manager_since:%-d %B %Y}")
    return tuple(found)


def may_move_together(*, count: int, alone: int, moved_elsewhere: int) -> Decision:
    """Say whether these people may move in one act. `moved_elsewhere`: not with this worker any more."""
    if not count:
        return Decision("Choose at least one person to hand over.")
    if count > MOST_TOGETHER:
        return Decision(f"Hand over at most {MOST_TOGETHER} people at once, then the others.")
    if alone:
        people = "1 person needs" if alone == 1 else f"{alone} people need"
        return Decision(f"{people} a decision of their own. Hand them over one by one.")
    if moved_elsewhere:
        return Decision("Some of these people are with another link worker by now. Look at the list again.")
    return YES
