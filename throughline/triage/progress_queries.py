"""How far the calls to listed people have come, by list, surgery and link worker, and what is to be expected (R52)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core.actor import Actor
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.triage import rules
from throughline.triage.counting import By, Count, counts


@dataclass(frozen=True)
class Progress:
    """All of it, by each way of counting, with what is to be expected of those still to be called."""

    whole: Count
    groups: dict[By, tuple[Count, ...]]
    planned: tuple[int, int]
    likely: tuple[int, int]


def progress(provider_id: UUID, *, viewer: Actor, on: date) -> Progress:
    """Count how far the calls have come, in a fixed number of statements.

    :raises NotAllowed: if the viewer may not see lists
    """
    policy.require(Permission.VIEW_LISTS, actor=viewer)
    in_force = organisations.numbers_in_force(rules.NUMBERS, provider_id=provider_id, on=on)
    planned = in_force[numbers.LISTED_SUPPORT_LOW.name], in_force[numbers.LISTED_SUPPORT_HIGH.name]
    [whole] = counts(By.ALL, [provider_id]) or [Count("")]
    return Progress(
        whole=whole,
        groups={by: tuple(counts(by, [provider_id])) for by in (By.LIST, By.SURGERY, By.WORKER)},
        planned=planned,
        likely=rules.likely_to_need(whole.to_call, low=planned[0], high=planned[1]),
    )
