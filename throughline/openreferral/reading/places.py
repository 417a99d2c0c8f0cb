"""A place of a feed, as the directory keeps it."""

from __future__ import annotations

from throughline.areas.rules import normal_postcode
from throughline.directory.fed import FedRow
from throughline.openreferral.reading.cleaning import Clean

BY_COLUMN = {
    "address_1": "address_1",
    "address_2": "address_2",
    "city": "city",
    "county": "state_province",
    "postcode": "postal_code",
}
"""Our columns, by what the standard calls them in an address."""

USUAL_KIND = "physical"
USUAL_COUNTRY = "GB"
"""What is usual is not kept, and is published where nothing else is."""


def location_of(location: Clean) -> FedRow:
    """Give a place: its first address in columns, with what has none of them beside."""
    addresses: list[Clean] = location.get("addresses", [])
    first: Clean = addresses[0] if addresses else {}
    columns = {column: first.get(name, "") for column, name in BY_COLUMN.items()}
    columns["postcode"] = normal_postcode(columns["postcode"])
    kind = location.get("location_type", USUAL_KIND)
    usual = {"country": USUAL_COUNTRY, "address_type": kind}
    rest = {name: value for name, value in first.items() if name not in BY_COLUMN.values() and value != usual.get(name)}
    details: Clean = {
        name: location[name]
        for name in ("description", "external_identifier", "external_identifier_type", "accessibility")
        if name in location
    }
    if kind != USUAL_KIND:
        details["location_type"] = kind
    if addresses:
        details["addresses"] = [rest, *addresses[1:]]
    return FedRow(
        location["id"],
        columns | {"name": location.get("name", ""), **_coordinates(location), "details": details},
    )


def _coordinates(location: Clean) -> dict[str, float | None]:
    """Give both, or neither: half a coordinate is nowhere."""
    both = (location.get("latitude"), location.get("longitude"))
    latitude, longitude = both if None not in both else (None, None)
    return {
        "latitude": None if latitude is None else float(latitude),
        "longitude": None if longitude is None else float(longitude),
    }
