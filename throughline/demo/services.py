"""What is offered in the made-up place (`services.toml`). It comes in through the directory's own commands."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from throughline.accounts.scopes import acting_as
from throughline.core.actor import Actor
from throughline.core.clock import LONDON
from throughline.demo.lives import Life, World
from throughline.directory import commands as directory
from throughline.directory import rules
from throughline.directory.kinds import Category, How, Mode, Status, Sure, Teller
from throughline.directory.models import WayOfJoining
from throughline.directory.rules import Needs
from throughline.directory.writing import Described, NewWay, Observed

FILE = Path(__file__).with_name("services.toml")
KEEPS = "moira"
"""Who keeps the directory; both providers read it."""
Entry = dict[str, Any]


def service_lives(world: World) -> list[Life]:
    """Give the life of every service: it is listed, and then somebody says how it is."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    listed: dict[str, UUID] = {}
    return [_life(entry, told["place"], listed, world) for entry in told["service"]]


def _life(entry: Entry, places: dict[str, Entry], listed: dict[str, UUID], world: World) -> Life:
    """Live through what was said of a service, day by day; the first makes it stand in the directory."""
    said = [(_at(told["on"]), way, told) for way in entry["ways"] for told in way["said"]]
    service_id: UUID | None = None
    way_ids: dict[str, UUID] = {}
    for at, way, told in sorted(said, key=lambda row: row[0]):
        yield at
        with acting_as(world.actor(KEEPS)) as by:
            mode = way["mode"]
            if mode in way_ids:
                directory.observe(way_id=way_ids[mode], observed=_observed(told), by=by, at=at)
                continue
            new = _new_way(way, told, places, listed, by=by, at=at)
            if service_id is None:
                service_id = _list(entry, new, world, by=by, at=at)
            else:
                directory.add_way(service_id=service_id, way=new, by=by, at=at)
            way_ids[mode] = WayOfJoining.objects.get(service_id=service_id, mode=mode).id


def _list(entry: Entry, first: NewWay, world: World, *, by: Actor, at: datetime) -> UUID:
    listed_as = world.places.get(entry["offered_by"])
    organisation = directory.list_organisation(
        name=entry["offered_by"], listed_as_id=listed_as.id if listed_as else None, by=by, at=at
    )
    told = {name: entry[name] for name in Described.__dataclass_fields__ if name in entry}
    described = Described(**told | {"category": Category(entry["category"])})
    service = directory.add_service(
        organisation_id=organisation.id, described=described, ways=[first], by=by, at=at
    )  # fmt: skip
    return service.id


def _new_way(
    way: Entry, told: Entry, places: dict[str, Entry], listed: dict[str, UUID], *, by: Actor, at: datetime
) -> NewWay:
    mode, key = Mode(way["mode"]), way.get("place", "")
    if key and key not in listed:
        place = places[key]
        latitude, longitude = place["at"]
        listed[key] = directory.list_location(
            name=place["name"], address_1=place.get("address", ""), city="Tynemouth", postcode=place["postcode"],
            latitude=latitude, longitude=longitude, by=by, at=at,
        ).id  # fmt: skip
    usual = rules.needs_by_default(mode)
    needs = Needs(
        internet=usual.internet, reading=way.get("reading", usual.reading), fitness=way.get("fitness", usual.fitness),
        travel=way.get("travel", usual.travel),
    )  # fmt: skip
    return NewWay(mode, _observed({"wait": way.get("wait"), **told}), location_id=listed.get(key), needs=needs)


def _observed(told: Entry) -> Observed:
    return Observed(
        Status(told["status"]), said_by=Teller(told.get("by", Teller.SERVICE)), how=How(told.get("how", How.PHONE)),
        how_sure=Sure(told.get("sure", Sure.CERTAIN)), wait_weeks=told.get("wait"), remark=told.get("remark", ""),
    )  # fmt: skip


def _at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(11, 30), LONDON)
