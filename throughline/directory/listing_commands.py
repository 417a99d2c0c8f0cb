"""Listing a service as a page asks for it: who offers it by name, one place, several ways at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.core.actor import Actor
from throughline.directory import commands
from throughline.directory.kinds import Mode
from throughline.directory.models import Service
from throughline.directory.writing import Described, NewWay, Observed, Place


@transaction.atomic
def list_service(
    *, offered_by: str, described: Described, modes: Sequence[Mode], observed: Observed, place: Place | None, by: Actor,
    at: datetime,
) -> Service:  # fmt: skip
    """List a service, with who offers it and where, if they are not listed yet.

    :raises NotAllowed: if `by` may not keep the directory
    :raises Refused: without a name, an organisation or a way of joining, or with ages the wrong way round
    """
    organisation = commands.list_organisation(name=offered_by, by=by, at=at)
    ways = _ways(modes, observed, place, by=by, at=at)
    return commands.add_service(organisation_id=organisation.id, described=described, ways=ways, by=by, at=at)


@transaction.atomic
def add_ways(
    *, service_id: UUID, modes: Sequence[Mode], observed: Observed, place: Place | None, by: Actor, at: datetime
) -> None:
    """Add several ways of joining a service at once.

    :raises NotAllowed: if `by` may not report what is running
    :raises NotFound: if there is no such service
    :raises Refused: if the service has one of these ways already
    """
    for way in _ways(modes, observed, place, by=by, at=at):
        commands.add_way(service_id=service_id, way=way, by=by, at=at)


def _ways(modes: Sequence[Mode], observed: Observed, place: Place | None, *, by: Actor, at: datetime) -> list[NewWay]:
    location = None
    if place and Mode.IN_PERSON in modes:
        location = commands.list_location(
            name=place.name, address_1=place.address, postcode=place.postcode, by=by, at=at
        )
    return [
        NewWay(mode, observed, location_id=location.id if location and mode == Mode.IN_PERSON else None)
        for mode in modes
    ]
