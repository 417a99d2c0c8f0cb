"""What anybody may ask of our directory. Every answer takes a fixed number of statements, however large the page."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from throughline.areas import queries as areas
from throughline.areas.rules import Place, miles_between
from throughline.core.decisions import NotFound
from throughline.directory.kinds import How, Mode, Status, Sure
from throughline.directory.models import Location, Schedule, Service, ServiceTerm, Taxonomy, TaxonomyTerm, WayOfJoining
from throughline.openreferral.publishing import records
from throughline.openreferral.publishing.records import Offer, Record, Tie
from throughline.openreferral.publishing.standing import Way
from throughline.suggestions.models import Listing

Row = TypeVar("Row", bound=Model)
METRES_IN_A_MILE = 1609.344
METRES_IN_A_DEGREE = 111_320


@dataclass(frozen=True)
class Asked:
    """What services are asked for. An empty answer asks for nothing."""

    search: str = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    day: str = ""
    start_time: time | None = None
    end_time: time | None = None


@dataclass(frozen=True)
class Near:
    """Where they are to be, at most how many metres away."""

    postcode: str
    metres: int


@dataclass(frozen=True)
class Paging:
    """Which page is asked for."""

    page: int
    per_page: int


def services(asked: Asked, paging: Paging) -> Record:
    """Give a page of list entries, by id."""
    found = _asked_for(asked).select_related("organisation").order_by("id")
    return _page(found, paging, lambda rows: [records.list_entry(offer) for offer in _offers(rows)])


def service(published_id: str) -> Record:
    """Give all that is published of a service.

    :raises NotFound: if there is none
    """
    row = _the(Service.objects.select_related("organisation"), published_id)
    [offer] = _offers([row], whole=True)
    return records.whole_record(offer)


def services_at_locations(asked: Asked, near: Near | None, paging: Paging) -> Record:
    """Give a page of services each at one of its places; private places are left out."""
    ties = _public_ties().filter(service__in=_asked_for(asked))
    if near is not None:
        ties = ties.filter(location__in=_places_near(near))
    return _page(ties.order_by("id"), paging, _at_locations)


def service_at_location(published_id: str) -> Record:
    """Give a service at one of its places.

    :raises NotFound: if there is none, or the place is private
    """
    tie = _public_ties().filter(id=_uuid(published_id)).first()
    if tie is None:
        raise NotFound("no such service at a location")
    [record] = _at_locations([tie])
    return record


def taxonomies(search: str, paging: Paging) -> Record:
    """Give a page of lists of terms."""
    found = _once(Taxonomy, search).order_by("name", "id")
    return _page(found, paging, lambda rows: [records.taxonomy(row) for row in rows])


def taxonomy(published_id: str) -> Record:
    """Give a list of terms.

    :raises NotFound: if there is none
    """
    return records.taxonomy(_the(Taxonomy.objects.all(), published_id))


def taxonomy_terms(search: str, taxonomy_id: UUID | None, paging: Paging) -> Record:
    """Give a page of terms."""
    found = _once(TaxonomyTerm, search).select_related("taxonomy", "parent")
    if taxonomy_id:
        found = found.filter(_named(taxonomy_id, "taxonomy__"))
    return _page(found.order_by("name", "id"), paging, lambda rows: [records.term(row) for row in rows])


def taxonomy_term(published_id: str) -> Record:
    """Give a term.

    :raises NotFound: if there is none
    """
    return records.term(_the(TaxonomyTerm.objects.select_related("taxonomy", "parent"), published_id))


def _page(found: QuerySet[Row], paging: Paging, record: Callable[[Sequence[Row]], list[Record]]) -> Record:
    """Put a page into the standard's envelope, in two statements and those of its records."""
    total = found.count()
    pages = max(math.ceil(total / paging.per_page), 1)
    start = (paging.page - 1) * paging.per_page
    contents = record(list(found[start : start + paging.per_page])) if start < total else []
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": paging.page,
        "size": len(contents),
        "first_page": paging.page == 1,
        "last_page": paging.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _asked_for(asked: Asked) -> QuerySet[Service]:
    found = Service.objects.all()
    if asked.search:
        wanted = SearchQuery(asked.search, config="english", search_type="websearch")
        found = found.filter(id__in=Listing.objects.filter(words=wanted).values("service_id"))
    if asked.taxonomy_term_id:
        found = found.filter(id__in=_with_term(_named(asked.taxonomy_term_id, "term__")))
    if asked.taxonomy_id:
        found = found.filter(id__in=_with_term(_named(asked.taxonomy_id, "term__taxonomy__")))
    if asked.minimum_age is not None:
        found = found.exclude(maximum_age__lt=asked.minimum_age)
    if asked.maximum_age is not None:
        found = found.exclude(minimum_age__gt=asked.maximum_age)
    times = _times(asked)
    return found.filter(Exists(Schedule.objects.filter(times, service=OuterRef("id")))) if times else found


def _times(asked: Asked) -> Q:
    """Ask for one and the same schedule of that day and within those hours."""
    times = Q()
    if asked.day:
        times &= Q(byday__contains=asked.day)
    if asked.start_time:
        times &= Q(opens__gte=asked.start_time.replace(tzinfo=None))
    if asked.end_time:
        times &= Q(closes__lte=asked.end_time.replace(tzinfo=None))
    return times


def _with_term(named: Q) -> QuerySet[ServiceTerm, Any]:
    return ServiceTerm.objects.filter(named).values("service_id")


def _named(published_id: UUID, way: str = "") -> Q:
    """Find a row by the id by which it is published: its feed's, or our own."""
    return Q(**{f"{way}external_id": str(published_id)}) | Q(**{f"{way}id": published_id})


def _uuid(published_id: str) -> UUID:
    try:
        return UUID(published_id)
    except ValueError:
        raise NotFound("no such id") from None


def _the(rows: QuerySet[Row], published_id: str) -> Row:
    found = rows.filter(_named(_uuid(published_id))).order_by("id").first()
    if found is None:
        raise NotFound("nothing is published under this id")
    return found


def _once(model: type[Row], search: str) -> QuerySet[Row]:
    """List terms, or lists of them, once each: several feeds may use the same."""
    twin = model._default_manager.filter(external_id=OuterRef("external_id"), id__lt=OuterRef("id"))
    return model._default_manager.filter(name__icontains=search).exclude(~Q(external_id=""), Exists(twin))


def _public_ties() -> QuerySet[WayOfJoining]:
    """List one way of joining for every place of a service that is not private: it ties the two together."""
    twin = WayOfJoining.objects.filter(
        service=OuterRef("service"), location=OuterRef("location"), id__lt=OuterRef("id")
    )
    return WayOfJoining.objects.filter(location__is_private=False).exclude(Exists(twin))


def _at_locations(ties: Sequence[WayOfJoining]) -> list[Record]:
    rows = Service.objects.select_related("organisation").in_bulk([tie.service_id for tie in ties])
    offers = {offer.service.id: offer for offer in _offers(list(rows.values()))}
    places = Location.objects.in_bulk([tie.location_id for tie in ties if tie.location_id])
    return [
        records.at_location(offers[tie.service_id], Tie(str(tie.id), places[tie.location_id]))
        for tie in ties if tie.location_id
    ]  # fmt: skip


def _offers(services: Sequence[Service], *, whole: bool = False) -> list[Offer]:
    """Put services together with their ways; where the whole is wanted, with their times and places too."""
    ids = [one.id for one in services]
    ways: dict[UUID, list[WayOfJoining]] = {id_: [] for id_ in ids}
    for way in WayOfJoining.objects.filter(service_id__in=ids).order_by("mode", "id"):
        ways[way.service_id].append(way)
    if not whole:
        return [Offer(one, _ways(ways[one.id])) for one in services]
    times: dict[UUID, list[Schedule]] = {id_: [] for id_ in ids}
    for schedule in Schedule.objects.filter(service_id__in=ids).select_related("way").order_by("external_id", "id"):
        times[schedule.service_id].append(schedule)
    return [Offer(one, _ways(ways[one.id]), _ties(one), times[one.id]) for one in services]


def _ways(rows: Iterable[WayOfJoining]) -> list[Way]:
    return [
        Way(Mode(row.mode), Status(row.status), row.status_since, row.verified_at, How(row.how), Sure(row.how_sure))
        for row in rows
    ]


def _ties(service: Service) -> list[Tie]:
    """List where a service takes place, and where else its feed says that it has a place."""
    ties = [Tie(str(way.id), way.location) for way in _public_ties().filter(service=service).select_related("location")
            .order_by("id") if way.location]  # fmt: skip
    told = [one["location"]["id"] for one in service.details.get("service_at_locations", [])]
    others = Location.objects.filter(source=service.source, external_id__in=told, is_private=False)
    held = {tie.location.id for tie in ties}
    ties += [Tie(records.made_tie_id(service, place), place) for place in others.order_by("id") if place.id not in held]
    return ties


def _places_near(near: Near) -> list[UUID]:
    """List public places so far from a postcode in a straight line. Of a postcode that is not known: none."""
    here = areas.places_of([near.postcode]).get(near.postcode)
    if here is None:
        return []
    north = near.metres / METRES_IN_A_DEGREE
    east = north / max(math.cos(math.radians(here.latitude)), 0.01)
    boxed = Location.objects.only("id", "latitude", "longitude").filter(
        is_private=False,
        latitude__range=(here.latitude - north, here.latitude + north),
        longitude__range=(here.longitude - east, here.longitude + east),
    )
    return [
        place.id
        for place in boxed
        if place.latitude is not None and place.longitude is not None
        and miles_between(here, Place(place.latitude, place.longitude)) * METRES_IN_A_MILE <= near.metres
    ]  # fmt: skip
