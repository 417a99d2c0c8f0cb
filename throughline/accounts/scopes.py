"""Which organisations' rows an actor's transaction may touch. The door, the jobs and the command line all use this."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from throughline.core import scope
from throughline.core.actor import Actor
from throughline.organisations import queries as organisations


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Open a transaction in which this actor's rows, and no others, can be seen and written."""
    if actor.is_system:
        seen = organisations.every_organisation_id()
    else:
        seen = [actor.organisation_id] if actor.organisation_id else []
    with scope.within(seen):
        yield actor
