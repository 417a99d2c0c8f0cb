"""What the headings of a source's lists mean: known, said once and remembered, or refused by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from throughline.core.actor import Actor
from throughline.core.decisions import Refused
from throughline.outreach.columns import IGNORED, KNOWN, NAMES
from throughline.outreach.models import ColumnMapping
from throughline.sheets.loose import key_of

NOTHING = "nothing"
"""What is said of a column that is not to be taken in."""


def meaning(heading: str, said: Mapping[str, str]) -> str:
    """Give what a heading means, or nothing."""
    key = key_of(heading)
    return said[key] if key in said else KNOWN.get(key, "")


def places_of(headings: Sequence[str], said: Mapping[str, str]) -> dict[str, list[int]]:
    """Find where each thing stands. A heading that was merged over several columns of an address counts for all.

    :raises Refused: naming headings that nobody has explained, or if no name can be made of the columns
    """
    places: dict[str, list[int]] = {}
    last, unknown = "", []
    for place, heading in enumerate(headings):
        means = meaning(heading, said)
        if not heading.strip():
            means = last if last == "address" else ""
        elif not means and key_of(heading) not in said and key_of(heading) not in IGNORED:
            unknown.append(heading.strip())
        last = means
        if means:
            places.setdefault(means, []).append(place)
    if unknown:
        named = ", ".join(f"“{heading}”" for heading in unknown)
        raise Refused(
            f"Say what these columns mean, once for this source: {named}. Each is one of"
            f" {', '.join(sorted(NAMES))}, or {NOTHING}."
        )
    if not places.keys() & {"name", "surname"}:
        raise Refused("No column holds the name. Say which one does: name, or first_name and surname.")
    return places


def remember_columns(
    *, meanings: Mapping[str, str], provider_id: UUID, source_id: UUID, by: Actor, at: datetime
) -> None:
    """Remember what headings of this source mean. Part of taking a list in, which has asked.

    :raises Refused: for a meaning that there is not
    """
    for heading, means in meanings.items():
        if means not in NAMES and means != NOTHING:
            raise Refused(f"“{means}” is not a column that we know. Say one of {', '.join(sorted(NAMES))}, {NOTHING}.")
        ColumnMapping.objects.update_or_create(
            provider_id=provider_id, source_id=source_id, heading=key_of(heading),
            defaults={"means": "" if means == NOTHING else means, "said_at": at, "said_by_id": by.user_id},
        )  # fmt: skip
