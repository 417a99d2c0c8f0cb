"""What two records become: which particulars stand, and when a merge has to wait for a person's choice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from throughline.core.decisions import YES, Decision

CHOSEN = ("full_name", "date_of_birth", "nhs_number", "address", "postcode", "surgery_id")
"""Where two records say different things of these, a person says which is right."""
KEPT = ("id", "provider_id", "sort_name", "registered_at", "registered_by_id", "merged_into_id")
NOT_KNOWN = (None, "", "NOT_ASKED")


@dataclass(frozen=True)
class Choices:
    """What a person chose: particulars to take from the record that is merged, and the case that goes on."""

    take: frozenset[str] = field(default_factory=frozenset)
    case_id: UUID | None = None


def combined(
    standing: Mapping[str, object], merged: Mapping[str, object], *, take: frozenset[str]
) -> dict[str, object]:
    """Give what changes on the record that stands. What only one of them knows is kept, whichever it is."""
    found = {}
    for column, value in standing.items():
        if column not in KEPT:
            together = _together(column, value, merged[column], take=column in take)
            if together != value:
                found[column] = together
    return found


def _together(column: str, one: object, other: object, *, take: bool) -> object:
    if other in NOT_KNOWN:
        return one
    if one in NOT_KNOWN or (column in CHOSEN and take):
        return other
    join = BOTH.get(column) or (_either if isinstance(one, bool) else None)
    return join(one, other) if join else one


def _either(one: Any, other: Any) -> bool:
    """Keep what must not be overlooked if either record says so."""
    return bool(one or other)


def told_apart(changes: Mapping[str, object], repeated: Collection[str]) -> tuple[dict[str, object], dict[str, object]]:
    """Tell what belongs to the record itself from what it repeats of a history that another package keeps."""
    own = {column: value for column, value in changes.items() if column not in repeated}
    return own, {column: value for column, value in changes.items() if column in repeated}


def _no_if_either(one: Any, other: Any) -> object:
    """Keep that something does not work if either record says so; a profile that was asked since stands above it."""
    return "NO" if "NO" in (one, other) else one


def _all_words(one: Any, other: Any) -> list[str]:
    return [*one, *(word for word in other if word.casefold() not in {kept.casefold() for kept in one})]


def _one_under_the_other(one: Any, other: Any) -> str:
    return str(one) if one == other else f"{one}\n{other}"


BOTH: dict[str, Callable[[Any, Any], object]] = {
    "conditions": _all_words,
    "access_needs": _one_under_the_other,
    "can_be_phoned": _no_if_either,
    "can_read": _no_if_either,
    "has_internet": _no_if_either,
}
"""How what both records say of a column is put together, where one of them alone would lose something."""


def differing(standing: Mapping[str, object], merged: Mapping[str, object]) -> list[str]:
    """List the particulars of which a person says which is right: both are known, and they are not the same."""
    return [
        column for column in CHOSEN
        if standing[column] not in NOT_KNOWN and merged[column] not in NOT_KNOWN
        and standing[column] != merged[column]
    ]  # fmt: skip


def may_merge(*, same_record: bool, one_is_merged: bool, open_cases: Sequence[UUID], chosen: UUID | None) -> Decision:
    """Say whether two records may become one."""
    if same_record:
        return Decision("This is one record. Choose another one to merge it with.")
    if one_is_merged:
        return Decision("One of these records was merged already. Look the person up again.")
    if len(open_cases) > 1 and chosen not in open_cases:
        return Decision(
            "Both records have an open case, and a person has one link worker. Choose who goes on; the other case is"
            " closed as merged, with all that is written in it."
        )
    return YES
