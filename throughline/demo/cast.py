"""The named people of the demo: the paper's eight as they could have been recorded up to 20 March 2020, and others.

They stand in `cast.toml`. A life there is a list of what happened, in order.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from throughline.contacts.models import Kind

FILE = Path(__file__).with_name("cast.toml")
NOT_PARTICULARS = {
    "name",
    "born",
    "surgery",
    "worker",
    "referred_at",
    "reason",
    "wants",
    "life",
    "of_the_paper",
    "needs",
    "admitted",
}


@dataclass(frozen=True)
class Talk:
    """A try or a conversation at a time; on which day, by which way, the next one was promised."""

    at: str
    outcome: str
    next_on: str
    note: str = ""
    way: str = "PHONE"
    next_way: str = "PHONE"
    next_time: time | None = None
    next_place: str = ""
    minutes: int | None = None
    kinds: tuple[str, ...] = (Kind.CHECK_IN,)


@dataclass(frozen=True)
class HandOver:
    """A change of link worker, with the day the new one promised to be in touch."""

    at: str
    to: str
    contact_on: str
    reason: str


@dataclass(frozen=True)
class Person:
    """One made-up person and what happened to them."""

    name: str
    born: date
    surgery: str
    worker: str
    referred_at: str
    reason: str
    wants: str
    of_the_paper: bool
    particulars: dict[str, Any]
    admitted: str
    life: tuple[Talk | HandOver, ...]


def people() -> list[Person]:
    """Read the cast, in the order of the file."""
    return [_person(entry) for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["person"]]


def _person(entry: dict[str, Any]) -> Person:
    return Person(
        name=entry["name"],
        born=entry["born"],
        surgery=entry["surgery"],
        worker=entry["worker"],
        referred_at=entry["referred_at"],
        reason=entry["reason"],
        wants=entry.get("wants", ""),
        of_the_paper=entry.get("of_the_paper", False),
        particulars={"access_needs": entry.get("needs", "")}
        | {name: value for name, value in entry.items() if name not in NOT_PARTICULARS},
        admitted=entry.get("admitted", ""),
        life=tuple(HandOver(**step) if "to" in step else Talk(**step) for step in entry["life"]),
    )
