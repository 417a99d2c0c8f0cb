"""From when a change of a setting may hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from throughline.core.decisions import YES, Decision


def may_hold_from(from_on: date, *, today: date) -> Decision:
    """Say whether a change may hold from a day: never from one that is over, since past decisions keep their number."""
    if from_on < today:
        return Decision(f"Choose today or a later day. What was decided up to {today:%-d %B %Y} keeps its number.")
    return YES


def may_be_attached(*, surgery: str, provider: str, refers: bool, from_on: date) -> Decision:
    """Say whether a link worker may be attached to a surgery: to one that refers to their provider on that day (R3)."""
    if refers:
        return YES
    return Decision(
        f"{surgery} does not refer to {provider} on {from_on:%-d %B %Y}. Choose another day, or record under"
        " Organisations that it does."
    )


def may_speak_for(others: Sequence[str]) -> Decision:
    """Say whether a provider may change a relation: not one of another provider, which keeps its own (R4)."""
    if not others:
        return YES
    return Decision(f"{' and '.join(others)} keeps its own relations. Ask its manager to change this one.")


def may_be_wound_up(
    *, is_provider: bool, by_operator: bool, link_workers: int, worked_with_by: Sequence[str]
) -> Decision:
    """Say whether an organisation may be closed: not over another provider's head, nor over link workers' (R1, R4)."""
    if is_provider and not by_operator:
        return Decision("A provider is closed by whoever runs Throughline. Ask them.")
    if link_workers:
        return Decision("Link workers still work there. Record each as a leaver first, so that nobody is left behind.")
    if worked_with_by:
        return Decision(f"{' and '.join(worked_with_by)} still works with it. End your own relations with it instead.")
    return YES
