"""Whose ground is at risk, and who could go back to what they wanted first: of one's own people, or the team's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.core.actor import Actor
from throughline.core.paging import Page, bounds, page
from throughline.support_plans import ripple_queries as plans
from throughline.support_plans.ripple_queries import AtRisk, CouldGoBack
from throughline.watch.whose_queries import Whose, whose_list


@dataclass(frozen=True)
class GroundAtRisk:
    """One page of ground at risk."""

    whose: Whose
    total: int
    page: Page[AtRisk]


@dataclass(frozen=True)
class GoingBack:
    """One page of goals that could be gone back to."""

    whose: Whose
    total: int
    page: Page[CouldGoBack]


def ground_at_risk(*, viewer: Actor, asked: UUID | None, on: date, number: int = 1) -> GroundAtRisk:
    """List the ground at risk, the soonest contact first (R21)."""
    whose = whose_list(asked, viewer=viewer)
    total, found = plans.ground_at_risk(viewer=viewer, worker_id=whose.worker_id, number=number)
    return GroundAtRisk(whose, total, found)


def could_go_back(*, viewer: Actor, asked: UUID | None, on: date, number: int = 1) -> GoingBack:
    """List goals that were kept until something runs again, which does, the longest kept first (R20)."""
    whose = whose_list(asked, viewer=viewer)
    rows = plans.could_go_back(viewer=viewer, worker_id=whose.worker_id)
    start, end = bounds(number)
    return GoingBack(whose, len(rows), page(rows[start:end], number))
