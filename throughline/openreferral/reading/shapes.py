"""The fields of the standard (HSDS-UK 3.0, and HSDS 3.0 where feeds use it) with how each is read.

What stands in no table is not kept: vendors' own fields hold people's e-mail addresses. Left out on purpose, since they
name people: `assurer_email`, `contacts.name`, `contacts.email`, `addresses.attention`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from throughline.openreferral.reading.values import (
    Reader,
    age,
    day,
    email,
    hour,
    identifier,
    line,
    moment,
    number,
    one_of,
    text,
    web_address,
    within,
)


@dataclass(frozen=True)
class One:
    """A record within a record."""

    of: Shape


@dataclass(frozen=True)
class Many:
    """A list of records within a record."""

    of: Shape


Shape: TypeAlias = Mapping[str, "Reader | One | Many"]

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
KINDS_OF_PLACE = ("physical", "postal", "virtual")

TERM: Shape = {
    "id": identifier,
    "name": line,
    "description": text,
    "parent_id": identifier,
    "taxonomy": line,
    "taxonomy_id": identifier,
    "term_uri": web_address,
}
ATTRIBUTE: Shape = {"id": identifier, "link_type": line, "taxonomy_term": One(TERM)}
PHONE: Shape = {"id": identifier, "number": line, "extension": line, "type": line, "description": line}
SCHEDULE: Shape = {
    "id": identifier,
    "service_at_location_id": identifier,
    "valid_from": day,
    "valid_to": day,
    "dtstart": day,
    "freq": one_of("WEEKLY", "MONTHLY"),
    "interval": number,
    "byday": line,
    "bymonthday": line,
    "description": text,
    "opens_at": hour,
    "closes_at": hour,
    "schedule_link": web_address,
    "attending_type": line,
    "notes": text,
}
ADDRESS: Shape = {
    "id": identifier,
    "address_1": line,
    "address_2": line,
    "city": line,
    "region": line,
    "state_province": line,
    "postal_code": line,
    "country": line,
    "address_type": one_of(*KINDS_OF_PLACE),
}
ACCESSIBILITY: Shape = {"id": identifier, "description": text, "details": text, "url": web_address}
LOCATION: Shape = {
    "id": identifier,
    "location_type": one_of(*KINDS_OF_PLACE),
    "name": line,
    "description": text,
    "latitude": within(-90, 90),
    "longitude": within(-180, 180),
    "external_identifier": line,
    "external_identifier_type": line,
    "addresses": Many(ADDRESS),
    "accessibility": Many(ACCESSIBILITY),
}
PLACE_OF_SERVICE: Shape = {"id": identifier, "location": One(LOCATION), "schedules": Many(SCHEDULE)}
ORGANISATION: Shape = {
    "id": identifier,
    "name": line,
    "description": text,
    "email": email,
    "website": web_address,
    "logo": web_address,
    "uri": web_address,
    "parent_organization_id": identifier,
    "organization_identifiers": Many(
        {"id": identifier, "identifier_scheme": line, "identifier_type": line, "identifier": line}
    ),
}
COST: Shape = {
    "id": identifier,
    "valid_from": day,
    "valid_to": day,
    "option": line,
    "amount": within(0, 1_000_000),
    "currency": line,
    "amount_description": line,
}
AREA: Shape = {"id": identifier, "name": line, "extent_type": line, "uri": web_address}

SERVICE: Shape = {
    "id": identifier,
    "name": line,
    "description": text,
    "url": web_address,
    "email": email,
    "status": one_of(*STATUSES),
    "fees": text,
    "accreditations": text,
    "minimum_age": age,
    "maximum_age": age,
    "assured_date": day,
    "alert": text,
    "last_modified": moment,
    "eligibility_description": text,
    "application_process": text,
    "wait_time": line,
    "organization_id": identifier,
    "organization": One(ORGANISATION),
    "phones": Many(PHONE),
    "contacts": Many({"id": identifier, "title": line, "phones": Many(PHONE)}),
    "schedules": Many(SCHEDULE),
    "service_areas": Many(AREA),
    "service_at_locations": Many(PLACE_OF_SERVICE),
    "languages": Many({"id": identifier, "name": line, "code": line}),
    "funding": Many({"id": identifier, "source": text}),
    "cost_options": Many(COST),
    "attributes": Many(ATTRIBUTE),
}

NEEDED_WITHIN: Mapping[str, tuple[str, ...]] = {
    "organization": ("name",),
    "taxonomy_term": ("name",),
    "phones": ("number",),
    "organization_identifiers": ("identifier_type", "identifier"),
    "attributes": ("taxonomy_term",),
}
"""Without these a record within a record says nothing, and is left out."""

SHARED = ("organization", "taxonomy_term")
"""Many services name the same one: where it has no id, its name tells which one it is."""
