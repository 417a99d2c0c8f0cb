"""What can be asked of the directory: what there is, every way of joining it, and what was said of it when."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from uuid import UUID

from django.db.models import Q, QuerySet

from throughline.core import paging
from throughline.core.actor import Actor
from throughline.core.clock import LONDON, local_date
from throughline.core.decisions import NotFound
from throughline.core.paging import Page
from throughline.directory import rules
from throughline.directory.kinds import Category, How, Mode, Status, Sure, Teller
from throughline.directory.models import Location, Service, StatusObservation, WayOfJoining
from throughline.directory.rules import Headline, Needs, Staleness
from throughline.organisations import numbers
from throughline.organisations import queries as organisations

MOST_WORDS = 8
"""Different words of a search that count. Each is looked for in every service's text."""


@dataclass(frozen=True)
class WayRow:
    """One way of joining with what was last said of it."""

    id: UUID
    service_id: UUID
    mode: Mode
    place: str
    needs: Needs
    wait_weeks: int | None
    status: Status
    status_since: date
    verified_at: datetime
    said_by: Teller
    how: How
    how_sure: Sure

    def age(self, *, on: date, after: int) -> Staleness:
        """Say how old what was said is."""
        return rules.staleness(verified_on=local_date(self.verified_at), on=on, after=after)


@dataclass(frozen=True)
class ServiceRow:
    """A service in a list."""

    id: UUID
    name: str
    offered_by: str
    category: Category
    area: str
    ways: tuple[WayRow, ...]

    @property
    def headline(self) -> Headline:
        return rules.headline((way.mode, way.status) for way in self.ways)


@dataclass(frozen=True)
class Wanted:
    """What one looks for. An empty answer asks for nothing."""

    words: str = ""
    category: Category | None = None
    mode: Mode | None = None
    status: Status | None = None
    wait_under: int | None = None
    joinable: bool = False


@dataclass(frozen=True)
class Observation:
    """What was said of a way of joining at some time."""

    mode: Mode
    place: str
    status: Status
    wait_weeks: int | None
    said_by: Teller
    how: How
    how_sure: Sure
    observed_at: datetime
    recorded_by: str
    provider: str
    remark: str


def services_found(wanted: Wanted, *, page: int = 1) -> Page[ServiceRow]:
    """List services of which one and the same way of joining is as wanted, by name."""
    start, end = paging.bounds(page)
    found = _of_words(wanted.words)
    if wanted.category:
        found = found.filter(category=wanted.category)
    asked = _of_ways(wanted)
    if asked:
        found = found.filter(id__in=WayOfJoining.objects.filter(**asked).values("service_id"))
    return paging.page(_rows(found.order_by("name", "id")[start:end]), page)


def services_named(service_ids: Iterable[UUID]) -> dict[UUID, ServiceRow]:
    """Give services by their ids, each with its ways of joining, in two statements."""
    return {row.id: row for row in _rows(Service.objects.filter(id__in=list(service_ids)))}


def service(service_id: UUID) -> Service:
    """Give a service with who offers it.

    :raises NotFound: if there is none
    """
    found = Service.objects.select_related("organisation").filter(id=service_id).first()
    if found is None:
        raise NotFound("no such service")
    return found


def ways_of(service_ids: Iterable[UUID]) -> dict[UUID, list[WayRow]]:
    """Give the ways of joining of several services, by service, in the order of modes, in one statement."""
    ways: dict[UUID, list[WayRow]] = {}
    found = WayOfJoining.objects.filter(service_id__in=list(service_ids)).select_related("location")
    for way in found.order_by("location__name", "id"):
        ways.setdefault(way.service_id, []).append(_way(way))
    order = list(Mode)
    return {id_: sorted(held, key=lambda way: order.index(way.mode)) for id_, held in ways.items()}


def way_with_service(way_id: UUID) -> tuple[ServiceRow, WayRow]:
    """Give a way of joining and the service it belongs to.

    :raises NotFound: if there is none
    """
    service_id = WayOfJoining.objects.filter(id=way_id).values_list("service_id", flat=True).first()
    if service_id is None:
        raise NotFound("no such way of joining")
    row = services_named([service_id])[service_id]
    return row, next(way for way in row.ways if way.id == way_id)


def history_of(service_id: UUID) -> list[Observation]:
    """List all that was ever said of a service's ways of joining, the newest first."""
    found = StatusObservation.objects.filter(way__service_id=service_id).select_related(
        "way__location", "recorded_by", "reporting_provider"
    )
    return [
        Observation(
            mode=Mode(said.way.mode), place=_place(said.way.location), status=Status(said.status),
            wait_weeks=said.wait_weeks, said_by=Teller(said.said_by), how=How(said.how), how_sure=Sure(said.how_sure),
            observed_at=said.observed_at, recorded_by=said.recorded_by.name,
            provider=said.reporting_provider.name if said.reporting_provider else "", remark=said.remark,
        )
        for said in found.order_by("-observed_at", "-recorded_at", "id")
    ]  # fmt: skip


def stale_after(*, viewer: Actor, on: date) -> int:
    """Give the days after which this viewer's provider verifies a status again: fewer in a disruption (SET9)."""
    return days_to_stale(viewer.organisation_id, on=on) if viewer.organisation_id else numbers.STATUS_STALE.default


def days_to_stale(provider_id: UUID, *, on: date) -> int:
    """Give the days after which a provider verifies a status again."""
    disrupted = organisations.in_disruption(provider_id, on=on)
    number = numbers.STATUS_STALE_DISRUPTED if disrupted else numbers.STATUS_STALE
    return organisations.number_in_force(number, provider_id=provider_id, on=on)


def stale_ways(*, on: date, after: int) -> QuerySet[WayOfJoining]:
    """Narrow to ways of joining that are to be verified again; what closed for good is asked after no more."""
    last_good = datetime.combine(on - timedelta(days=after), datetime.min.time(), tzinfo=LONDON)
    return WayOfJoining.objects.filter(verified_at__lt=last_good).exclude(status=Status.CLOSED)


def _of_words(words: str) -> QuerySet[Service]:
    found = Service.objects.all()
    for word in tuple(dict.fromkeys(words.split()))[:MOST_WORDS]:
        named = [category for category in Category if word.casefold() in category.label.casefold()]
        anywhere = (Q(**{f"{place}__icontains": word}) for place in ("name", "description", "organisation__name"))
        found = found.filter(reduce(operator.or_, anywhere) | Q(category__in=named))
    return found


def _of_ways(wanted: Wanted) -> dict[str, object]:
    asked: dict[str, object] = {}
    if wanted.mode:
        asked["mode"] = wanted.mode
    if wanted.status:
        asked["status"] = wanted.status
    elif wanted.joinable:
        asked["status__in"] = [status for status in Status if rules.can_be_joined(status)]
    if wanted.wait_under is not None:
        asked["wait_weeks__lt"] = wanted.wait_under
    return asked


def _rows(found: QuerySet[Service]) -> list[ServiceRow]:
    held = list(found.select_related("organisation"))
    ways = ways_of(service.id for service in held)
    return [
        ServiceRow(s.id, s.name, s.organisation.name, Category(s.category), s.area, tuple(ways.get(s.id, ())))
        for s in held
    ]


def _way(way: WayOfJoining) -> WayRow:
    needs = Needs(
        internet=way.needs_internet, reading=way.needs_reading, fitness=way.needs_fitness, travel=way.needs_travel
    )
    return WayRow(
        id=way.id, service_id=way.service_id, mode=Mode(way.mode), place=_place(way.location), needs=needs,
        wait_weeks=way.wait_weeks, status=Status(way.status), status_since=way.status_since,
        verified_at=way.verified_at, said_by=Teller(way.said_by), how=How(way.how), how_sure=Sure(way.how_sure),
    )  # fmt: skip


def _place(location: Location | None) -> str:
    """Name a place; of a private one nobody is told where it is."""
    if location is None:
        return ""
    if location.is_private:
        return "A place that is kept private"
    return ", ".join(part for part in (location.name, location.address_1, location.city, location.postcode) if part)


def not_seen_since(moment: datetime, *, source: str) -> int:
    """Count the services of a feed that it did not hold when it was last taken in."""
    return Service.objects.filter(source=source, last_seen_at__lt=moment).count()
