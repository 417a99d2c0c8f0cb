"""Services in the directory that a test's people lean on."""

from __future__ import annotations

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.directory import commands as directory
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.models import Service, WayOfJoining
from throughline.directory.writing import Described, NewWay, Observed


def listed(
    name: str = "Riverside gym",
    category: Category = Category.PHYSICAL_ACTIVITY,
    *modes: Mode,
    status: Status = Status.OPEN,
) -> Service:
    """List a service with these ways of joining, in person if none is named."""
    ways = [NewWay(mode, Observed(status)) for mode in modes or (Mode.IN_PERSON,)]
    with acting_as(SYSTEM) as by:
        offers = directory.list_organisation(name=f"Who runs {name}", by=by, at=clock.test_time())
        return directory.add_service(
            organisation_id=offers.id, described=Described(name, category), ways=ways, by=by, at=clock.test_time()
        )


def said_to_be(service: Service, status: Status, *, mode: Mode = Mode.IN_PERSON) -> None:
    """Have it be said today that this is the status of one way of joining."""
    with acting_as(SYSTEM) as by:
        way_id = WayOfJoining.objects.get(service=service, mode=mode).id
        directory.observe(way_id=way_id, observed=Observed(status), by=by, at=clock.test_time())
