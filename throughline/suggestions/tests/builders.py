"""Services to find, and whom they are found for."""

from __future__ import annotations

from datetime import timedelta

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.areas.models import Postcode
from throughline.directory import commands
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.models import Service
from throughline.directory.writing import Described, NewWay, Observed

HOME, NEAR, FAR = "NE1 4ST", "NE1 5XX", "CR0 1AA"
PLACES = {HOME: (54.9703, -1.6144), NEAR: (54.9750, -1.6200), FAR: (51.3762, -0.0982)}


def know_postcodes() -> None:
    """Let it be known where the postcodes of these tests are."""
    for code, (north, east) in PLACES.items():
        Postcode.objects.create(code=code, latitude=north, longitude=east)


def listed(
    service,
    name,
    *modes,
    category=Category.ARTS,
    status=Status.OPEN,
    wait=None,
    needs=None,
    place="",
    by="worker",
    days_ago=0,
    **more,
) -> Service:
    """List a service with its ways of joining, each verified so many days ago; `place` is a postcode."""
    with acting_as(service.actor(by) if service else SYSTEM) as actor:
        acting = {"by": actor, "at": clock.test_time()}
        offers = commands.list_organisation(name=f"Those who offer {name}", **acting)
        location_id = commands.list_location(name="Hall", postcode=place, **acting).id if place else None
        said = Observed(status, wait_weeks=wait, observed_at=clock.test_time() - timedelta(days=days_ago))
        ways = [
            NewWay(mode, said, location_id=location_id if mode == Mode.IN_PERSON else None, needs=needs)
            for mode in modes
        ]
        described = Described(name=name, category=category, **more)
        return commands.add_service(organisation_id=offers.id, described=described, ways=ways, **acting)
