"""A feed's record of a service, as the directory keeps it; or the reason why it cannot be taken, with what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from throughline.directory.fed import UNNAMED, FedRow, FedService, FedWay
from throughline.directory.kinds import Mode
from throughline.openreferral.reading import places, terms, values
from throughline.openreferral.reading.categories import category_of
from throughline.openreferral.reading.cleaning import Clean, Slips, by_name, cleaned, named_by_us
from throughline.openreferral.reading.costs import cost_of, is_free
from throughline.openreferral.reading.schedules import only_says_how, schedule_of, schedules_of
from throughline.openreferral.reading.shapes import SERVICE, Many
from throughline.openreferral.reading.ways import modes_in, ways_of

NESTED = frozenset(name for name, reads in SERVICE.items() if isinstance(reads, Many))
HAVE_COLUMNS = frozenset(
    "id name description url email fees minimum_age maximum_age eligibility_description organization organization_id"
    " schedules service_at_locations".split()
)
NOT_KNOWN = "Nobody has said whether this is running now: ask before you go."
"""What we publish as the alert of such a service, and know again."""
WEEKS = re.compile(r"(\d{1,3}) ?weeks?", re.IGNORECASE)


OF_A_LIST_ENTRY = frozenset({"minimum_age", "maximum_age"})
"""Where an age is not said, there is no limit."""
OF_A_WHOLE_RECORD = OF_A_LIST_ENTRY | {"is_free", "cost", "details"}
OURS_ONCE_KEPT = frozenset({"category", "who_to_ring"})


@dataclass(frozen=True)
class Refusal:
    """A record that is not taken: which one, which field, and what to do about it."""

    record: str
    field: str
    says: str

    @property
    def words(self) -> str:
        return f"{self.record}: {self.field} {self.says}."


def is_whole(record: object) -> bool:
    """Say whether a record is more than a list entry: whether it tells of places, times or terms."""
    return isinstance(record, Mapping) and bool(NESTED & by_name(record).keys())


def read_service(record: object, *, whole: bool, place: str, slips: Slips) -> FedService | Refusal:
    """Read one record. `place` names it where it has no id of its own; what was put right goes to `slips`."""
    if not isinstance(record, Mapping):
        return Refusal(place, "record", "is not a record with fields: ask the feed's publisher to mend it")
    try:
        external_id = values.identifier(by_name(record).get("id"))
    except values.Unreadable as why:
        return Refusal(place, "id", f"{why}: ask the feed's publisher to mend it")
    found = cleaned(record, SERVICE, slips=slips, named=external_id)
    if "name" not in found:
        return Refusal(external_id, "name", "is missing: ask the feed's publisher to name it, then import again")
    return _service(external_id, found, whole=whole, slips=slips)


def _service(external_id: str, found: Clean, *, whole: bool, slips: Slips) -> FedService:
    _state(found, slips=slips)
    schedules = schedules_of(found)
    where = [(one["id"], one["location"]) for one in found.get("service_at_locations", []) if "location" in one]
    ways = _ways(schedules, where, whole=whole, slips=slips)
    named = terms.terms_of(found.get("attributes", []))
    columns = {
        **_columns(found, slips=slips),
        "category": category_of((term.row.columns["name"] for term in named), found["name"]),
        "who_to_ring": next((one["title"] for one in found.get("contacts", []) if "title" in one), ""),
        "details": _details(found, [location["id"] for _, location in where], ways),
    }
    return FedService(
        row=FedRow(external_id, columns, OF_A_WHOLE_RECORD if whole else OF_A_LIST_ENTRY, OURS_ONCE_KEPT),
        whole=whole,
        organisation=_organisation(found),
        locations=tuple(places.location_of(location) for _, location in where),
        schedules=tuple(
            schedule_of(one, at={link: location["id"] for link, location in where})
            for one in schedules
            if not only_says_how(one)
        ),
        terms=named,
        ways=ways,
        status=found.get("status", ""),
        assured_on=found.get("assured_date", ""),
        wait_weeks=_weeks(found.get("wait_time", "")),
    )


def _columns(found: Clean, *, slips: Slips) -> dict[str, Any]:
    youngest, oldest = found.get("minimum_age"), found.get("maximum_age")
    if youngest is not None and oldest is not None and oldest < youngest:
        slips.note("maximum_age", "is below minimum_age: both left out")
        youngest = oldest = None
    return {
        "name": found["name"],
        "description": found.get("description", ""),
        "eligibility": found.get("eligibility_description", ""),
        "minimum_age": youngest,
        "maximum_age": oldest,
        "is_free": is_free(found),
        "cost": cost_of(found),
        "area": "; ".join(one["name"] for one in found.get("service_areas", []) if "name" in one),
        "languages": [one["name"] for one in found.get("languages", []) if "name" in one],
        "phone": next((phone["number"] for phone in _phones(found)), ""),
        "email": found.get("email", ""),
        "url": found.get("url", ""),
    }


def _phones(found: Clean) -> list[Clean]:
    return [*found.get("phones", []), *(phone for one in found.get("contacts", []) for phone in one.get("phones", []))]


def _details(found: Clean, places_told: list[str], ways: tuple[FedWay, ...]) -> Clean:
    """Keep what has no column, in the standard's own shape: also places where one cannot join, such as an office."""
    rest = {name: value for name, value in found.items() if name not in HAVE_COLUMNS}
    with_ways = {way.place for way in ways}
    others = [{"location": {"id": place}} for place in places_told if place not in with_ways]
    return rest | ({"service_at_locations": others} if others else {})


def _state(found: Clean, *, slips: Slips) -> None:
    """See whether a state is said. We publish "active" of what nobody knows, since the standard has no word for it."""
    if found.get("alert", "").endswith(NOT_KNOWN):
        found.pop("status", None)
        found["alert"] = found["alert"].removesuffix(NOT_KNOWN).strip()
        if not found["alert"]:
            del found["alert"]
    elif "status" not in found:
        slips.note("status", "is not said: taken as not known")


def _organisation(found: Clean) -> FedRow:
    told = found.get("organization")
    if told is None:
        return FedRow(found.get("organization_id") or named_by_us("organization/"), {"name": UNNAMED, "details": {}})
    rest = {name: told[name] for name in told.keys() - {"id", "name", "description", "website", "email"}}
    columns = {
        "name": told["name"],
        "description": told.get("description", ""),
        "url": told.get("website", ""),
        "email": told.get("email", ""),
        "details": rest,
    }
    return FedRow(told["id"], columns)


def _ways(schedules: list[Clean], where: list[tuple[str, Clean]], *, whole: bool, slips: Slips) -> tuple[FedWay, ...]:
    words = [one["attending_type"] for one in schedules if "attending_type" in one]
    if words and not modes_in(words):
        slips.note("schedules.attending_type", "names no way of joining that we know: its kind of place says it")
    ways = ways_of(words, [(location.get("location_type", "physical"), location["id"]) for _, location in where])
    if ways or not whole:
        return ways
    slips.note("service", "says no way of joining: taken as in person, not known whether it runs")
    return (FedWay(Mode.IN_PERSON, None, is_known=False),)


def _weeks(words: str) -> int | None:
    found = WEEKS.search(words)
    return int(found[1]) if found else None
