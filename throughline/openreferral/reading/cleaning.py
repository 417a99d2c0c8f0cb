"""A record brought into the standard's shape: known fields in their proper form, all else left behind and named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from throughline.openreferral.reading.shapes import NEEDED_WITHIN, SHARED, Many, One, Shape
from throughline.openreferral.reading.values import Unreadable

Clean = dict[str, Any]
NAMED_BY_US = UUID("5b5e0c3e-9a75-4b0f-9d0c-6f1f2a5f9a10")
"""From which an id is worked out for a record within a record that came without one."""
UPPER_WITHIN = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass
class Slips:
    """What was not as the standard has it, and was put right or left out, by field."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def note(self, where: str, says: str) -> None:
        self.found.append((where, says))


def cleaned(record: Mapping[object, object], shape: Shape, *, slips: Slips, within: str = "", named: str = "") -> Clean:
    """Give the known fields of a record; empty ones and those that cannot be read are left out."""
    given = by_name(record)
    for unknown in sorted(given.keys() - shape.keys()) if not within else ():
        slips.note(unknown, "is not kept")
    found: Clean = {}
    for name, reads in shape.items():
        value = given.get(name)
        if value is None or value in ("", [], {}):
            continue
        where = f"{within}{name}"
        try:
            read = _read(value, reads, slips=slips, where=where, named=f"{named}/{name}")
        except Unreadable as why:
            slips.note(where, f"{why}: left out")
            continue
        if read not in (None, [], {}):
            found[name] = read
    return found


def _read(value: object, reads: Any, *, slips: Slips, where: str, named: str) -> Any:
    if isinstance(reads, One):
        if not isinstance(value, Mapping):
            raise Unreadable("is not a record")
        return _part(value, reads.of, slips=slips, where=where, named=named)
    if isinstance(reads, Many):
        return _parts(value, reads.of, slips=slips, where=where, named=named)
    return reads(value)


def _parts(value: object, shape: Shape, *, slips: Slips, where: str, named: str) -> list[Clean]:
    values = value if isinstance(value, list) else [value]
    parts: dict[str, Clean] = {}
    for place, one in enumerate(values):
        if not isinstance(one, Mapping):
            slips.note(where, "is not a list of records: left out")
            continue
        part = _part(one, shape, slips=slips, where=where, named=f"{named}/{place}")
        if part:
            parts.setdefault(part["id"], part)
    return list(parts.values())


def _part(value: Mapping[object, object], shape: Shape, *, slips: Slips, where: str, named: str) -> Clean:
    part = cleaned(value, shape, slips=slips, within=f"{where}.", named=named)
    kind = where.rsplit(".", 1)[-1]
    missing = [name for name in NEEDED_WITHIN.get(kind, ()) if name not in part]
    if missing:
        slips.note(where, f"has no {missing[0]}: left out")
        return {}
    if not part.keys() - {"id"}:
        return {}
    if kind in SHARED:
        named = f"{kind}/{part['name']}".casefold()
        if part.get("description") == part["name"]:
            # The standard asks for a description: whoever has none repeats the name.
            del part["description"]
    return {"id": named_by_us(named), **part}


def named_by_us(words: str) -> str:
    """Work out an id that is the same every time, for what came without one."""
    return str(uuid5(NAMED_BY_US, words))


def by_name(record: Mapping[object, object]) -> dict[str, object]:
    """Give the fields by the standard's own names; one that is spelt so already goes before its camelCase twin."""
    names = [name for name in record if isinstance(name, str)]
    twins = {UPPER_WITHIN.sub("_", name).lower(): record[name] for name in names}
    return twins | {name: record[name] for name in names if name.islower() and record[name] is not None}
