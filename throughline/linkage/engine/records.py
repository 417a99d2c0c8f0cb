"""A record as the engine reads it: from a file of its own, so that a nation's list is never held in memory."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

COLUMNS = ("unique_id", "name", "born_on", "nhs_number", "postcode", "address", "phones")
BETWEEN = "|"
"""Stands between the phone numbers of one person."""


@dataclass(frozen=True)
class Record:
    """What is known of a person on a list, or of a client."""

    unique_id: str
    name: str
    """core.names.sort_key of the whole name."""
    born_on: date | None = None
    nhs_number: str = ""
    postcode: str = ""
    address: str = ""
    phones: tuple[str, ...] = ()


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Save records as the engine reads them; without a heading, as PostgreSQL's COPY writes them."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for r in records:
            writer.writerow(
                (r.unique_id, r.name, r.born_on or "", r.nhs_number, r.postcode, r.address, BETWEEN.join(r.phones))
            )
