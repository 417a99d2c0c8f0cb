"""Our rows as the standard's records. Optional fields that hold nothing are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid5

from throughline.directory.fed import UNNAMED
from throughline.directory.models import Location, Organisation, Schedule, Service, Taxonomy, TaxonomyTerm
from throughline.directory.shapes import FromAFeed
from throughline.openreferral.publishing import standing
from throughline.openreferral.reading.cleaning import NAMED_BY_US
from throughline.openreferral.reading.places import BY_COLUMN, USUAL_COUNTRY, USUAL_KIND
from throughline.openreferral.reading.schedules import DATES, TIMES, WORDS
from throughline.openreferral.reading.values import IDENTIFIER

Record = dict[str, Any]
OF_A_LIST = ("accreditations", "application_process", "wait_time")
NESTED = ("contacts", "funding", "cost_options", "attributes")


@dataclass(frozen=True)
class Tie:
    """That a service takes place somewhere: the tie's own id, and where."""

    id: str
    location: Location


@dataclass(frozen=True)
class Offer:
    """A service with all that is published of it."""

    service: Service
    ways: Sequence[standing.Way]
    ties: Sequence[Tie] = ()
    schedules: Sequence[Schedule] = ()


def id_of(row: FromAFeed) -> str:
    """Give the id by which a record goes out: that of its feed, so that it is the same wherever it is read."""
    return row.external_id if IDENTIFIER.fullmatch(row.external_id) else str(row.id)


def list_entry(offer: Offer) -> Record:
    """Give what a list says of a service."""
    service = offer.service
    details: Mapping[str, Any] = service.details
    return _said(
        {
            "id": id_of(service),
            "name": service.name,
            "description": service.description,
            "url": service.url,
            # What was typed here is often one person's own.
            "email": service.email if service.source else "",
            "status": standing.status_of(offer.ways, said=details.get("status", "")),
            "fees": service.cost,
            "minimum_age": service.minimum_age,
            "maximum_age": service.maximum_age,
            "eligibility_description": service.eligibility,
            "alert": standing.alert_of(
                offer.ways, said=details.get("alert", ""), status_said=details.get("status", "")
            ),
            "assured_date": standing.assured_on(offer.ways, said=details.get("assured_date", "")),
            "last_modified": standing.last_modified(offer.ways, said=details.get("last_modified", "")),
            **{name: details.get(name) for name in OF_A_LIST},
            "organization": _organisation(service.organisation),
        }
    )


def whole_record(offer: Offer) -> Record:
    """Give all that is published of a service."""
    service = offer.service
    details: Mapping[str, Any] = service.details
    return _said(
        {
            **list_entry(offer),
            "organization": _organisation(service.organisation, whole=True),
            "phones": _phones(service),
            "schedules": _schedules(offer),
            "service_areas": _named("service_areas", service, "; ".join, service.area),
            "languages": _named("languages", service, list, service.languages),
            "service_at_locations": [{"id": tie.id, "location": location(tie.location)} for tie in offer.ties],
            **{name: details.get(name) for name in NESTED},
            "attributes": [_attribute(one) for one in details.get("attributes", [])],
        }
    )


def at_location(offer: Offer, tie: Tie) -> Record:
    """Give a service at one of its places."""
    return {"id": tie.id, "location": location(tie.location), "service": list_entry(offer)}


def location(place: Location) -> Record:
    """Give a place with its address."""
    kind = place.details.get("location_type", USUAL_KIND)
    columns = {name: getattr(place, column) for column, name in BY_COLUMN.items()}
    told: list[Record] = place.details.get("addresses", [])
    first, more = (told[0] if told else {}), told[1:]
    addresses: list[Record] = []
    if first or any(columns.values()):
        required = dict.fromkeys(("address_1", "city", "state_province", "postal_code"), "")
        usual = {"id": _made(place, "address"), "country": USUAL_COUNTRY, "address_type": kind}
        addresses = [{**usual, **first, **required, **_said(columns)}, *(usual | required | one for one in more)]
    return _said(
        {
            "id": id_of(place),
            "location_type": kind,
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
            **{name: place.details.get(name) for name in ("description", "external_identifier")},
            "external_identifier_type": place.details.get("external_identifier_type"),
            "addresses": addresses,
            "accessibility": place.details.get("accessibility"),
        }
    )


def taxonomy(row: Taxonomy) -> Record:
    """Give a list of terms."""
    return _said(
        {
            "id": id_of(row),
            "name": row.name,
            "description": row.description or row.name,
            "uri": row.uri,
            "version": row.version,
        }
    )


def term(row: TaxonomyTerm) -> Record:
    """Give a term."""
    return _said(
        {
            "id": id_of(row),
            "name": row.name,
            "description": row.description or row.name,
            "parent_id": id_of(row.parent) if row.parent else None,
            "taxonomy": row.taxonomy.name if row.taxonomy else None,
            "taxonomy_id": id_of(row.taxonomy) if row.taxonomy else None,
            "term_uri": row.term_uri,
            "term": row.name,
        }
    )


def made_tie_id(service: Service, place: Location) -> str:
    """Give an id to a place where one cannot join, such as an office: no row of ours ties it to the service."""
    return str(uuid5(NAMED_BY_US, f"{id_of(service)}/{id_of(place)}"))


def _organisation(row: Organisation, *, whole: bool = False) -> Record | None:
    if row.name == UNNAMED:
        return None
    details = {name: value for name, value in row.details.items() if whole or not isinstance(value, list)}
    return _said(
        {
            "id": id_of(row),
            "name": row.name,
            "description": row.description or row.name,
            "email": row.email if row.source else "",
            "website": row.url,
            **details,
        }
    )


def _phones(service: Service) -> list[Record]:
    """Give the phones that a feed told, the first as it is now known; one typed here stands alone."""
    told: list[Record] = service.details.get("phones", [])
    of_contacts = [phone["number"] for one in service.details.get("contacts", []) for phone in one.get("phones", [])]
    if not service.phone or (not told and service.phone in of_contacts):
        return told
    first, *more = told or [{"id": _made(service, "phone")}]
    return [{**first, "number": service.phone}, *more]


def _schedules(offer: Offer) -> list[Record]:
    """Give when it takes place, each with how one can attend; and how one can attend as a schedule without times."""
    words = standing.attending_words(offer.ways)
    ours = any(way.is_ours for way in offer.ways)
    ties = {tie.location.id: tie.id for tie in offer.ties}
    times = [_schedule(row, ties, attending=words if ours else "") for row in offer.schedules]
    return [*times, *([{"id": _made(offer.service, "attending"), "attending_type": words}] if words else [])]


def _schedule(row: Schedule, ties: Mapping[Any, str], *, attending: str) -> Record:
    tie = ties.get(row.way.location_id) if row.way else None
    days = {name: getattr(row, column) for column, name in DATES.items()}
    times = {name: getattr(row, column) for column, name in TIMES.items()}
    return _said(
        {
            "id": id_of(row),
            "service_at_location_id": tie,
            **{name: moment.isoformat() for name, moment in (days | times).items() if moment},
            **{name: getattr(row, name) for name in WORDS},
            "interval": row.interval,
            **row.details,
            **({"attending_type": attending} if attending else {}),
        }
    )


def _named(field: str, service: Service, join: Any, known: str | list[str]) -> list[Record]:
    """Give what a feed told by name, for as long as it says the same as what is known now."""
    told: list[Record] = service.details.get(field, [])
    if join(one["name"] for one in told if "name" in one) == known:
        return told
    names = [known] if isinstance(known, str) else known
    return [{"id": _made(service, f"{field}/{name}"), "name": name} for name in names if name]


def _attribute(told: Record) -> Record:
    named = told["taxonomy_term"]
    return {**told, "taxonomy_term": {**named, "description": named.get("description") or named["name"]}}


def _made(row: FromAFeed, what: str) -> str:
    return str(uuid5(NAMED_BY_US, f"{id_of(row)}/{what}"))


def _said(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}
