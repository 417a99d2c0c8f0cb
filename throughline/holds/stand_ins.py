"""What could stand in meanwhile: the reviewed ways of doing at a distance what a plan on hold was for (R47, S26)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from throughline.core.actor import Actor
from throughline.directory.kinds import Category
from throughline.substitutes import queries as substitutes
from throughline.substitutes.models import Verdict

SHORT = 5
"""How many stand on a hold's page. The library has the rest."""
NOT_REVIEWED = "Nobody has reviewed it yet. Ask a senior link worker or manager to review it."


@dataclass(frozen=True)
class StandIn:
    """A method that could be the meanwhile. `why_not`: why it is not to be taken in one press; then it is only read."""

    substitute_id: UUID
    title: str
    take_care: str
    why_not: str
    is_reviewed: bool

    @property
    def may_take(self) -> bool:
        return not self.why_not


def for_somebody(category: Category | None, client_id: UUID, *, viewer: Actor) -> tuple[StandIn, ...]:
    """List what could stand in with one person, in three statements, what can be taken at the top.

    :raises NotFound: if the viewer cannot see the client
    """
    offers = substitutes.substitutes_for(category, client_id, viewer=viewer)
    return _first_taken(
        StandIn(one.substitute.substitute_id, one.substitute.title, "", _why_not(one), one.substitute.is_reviewed)
        for one in offers
    )


def for_many(category: Category, *, viewer: Actor) -> tuple[StandIn, ...]:
    """List what is reviewed and could stand in for a whole category, with whom to take care, in two statements."""
    return _first_taken(
        StandIn(row.substitute_id, row.title, ", ".join(row.cautions), "", is_reviewed=True)
        for row in substitutes.library(viewer=viewer, category=category) if row.verdict == Verdict.GOOD
    )  # fmt: skip


def title_of(taken: str, stand_ins: Iterable[StandIn]) -> str | None:
    """Give the title of what was taken, if it may be."""
    return next((one.title for one in stand_ins if str(one.substitute_id) == taken and one.may_take), None)


def _first_taken(found: Iterable[StandIn]) -> tuple[StandIn, ...]:
    return tuple(sorted(found, key=lambda one: not one.may_take)[:SHORT])


def _why_not(offer: substitutes.Offer) -> str:
    if not offer.may:
        return offer.may.reason
    if not offer.substitute.is_reviewed:
        return NOT_REVIEWED
    met = " and ".join(offer.cautions_met)
    return f"Its cautions name {met}, which they have. Read them first, then write it yourself." if met else ""
