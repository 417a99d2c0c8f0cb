"""When a service takes place, as the directory keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from throughline.directory.fed import FedRow, FedSchedule
from throughline.openreferral.reading.cleaning import Clean

DATES = {"valid_from": "valid_from", "valid_to": "valid_to", "starts_on": "dtstart"}
TIMES = {"opens": "opens_at", "closes": "closes_at"}
WORDS = ("freq", "byday", "bymonthday", "description")
LARGEST_INTERVAL = 1_000
HAVE_COLUMNS = {"id", "interval", "service_at_location_id", *DATES.values(), *TIMES.values(), *WORDS}


def schedules_of(service: Clean) -> list[Clean]:
    """List a service's schedules, also those that stand at one of its places, each once."""
    at_places = [
        {"service_at_location_id": place["id"], **one}
        for place in service.get("service_at_locations", [])
        for one in place.get("schedules", [])
    ]
    return list({one["id"]: one for one in (*at_places, *service.get("schedules", []))}.values())


def only_says_how(schedule: Clean) -> bool:
    """Say whether a schedule holds no times: then its words are kept as ways of joining, and it is none."""
    return not schedule.keys() - {"id", "attending_type", "service_at_location_id"}


def schedule_of(schedule: Clean, *, at: Mapping[str, str]) -> FedSchedule:
    """Give a schedule in columns, with what has none beside. `at` gives places by the ids of the ties to them."""
    columns: dict[str, object] = {column: schedule.get(column, "") for column in WORDS}
    for column, name in DATES.items():
        columns[column] = date.fromisoformat(schedule[name]) if name in schedule else None
    for column, name in TIMES.items():
        columns[column] = time.fromisoformat(schedule[name]) if name in schedule else None
    interval = schedule.get("interval", 0)
    columns["interval"] = int(interval) if 1 <= interval <= LARGEST_INTERVAL else None
    columns["details"] = {name: value for name, value in schedule.items() if name not in HAVE_COLUMNS}
    row = FedRow(schedule["id"], columns, emptied=frozenset(columns))
    return FedSchedule(row, at.get(schedule.get("service_at_location_id", "")))
