"""What long-term conditions come to: how many, how many that qualify, anxiety and depression apart (R12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from throughline.circumstances.models import Said
from throughline.core.decisions import YES, Decision
from throughline.organisations.conditions import PAPERS_EIGHT

OTHER_NAMES = {
    "t1dm": "type 1 diabetes",
    "t2dm": "type 2 diabetes",
    "type i diabetes": "type 1 diabetes",
    "type ii diabetes": "type 2 diabetes",
    "type 1 diabetes mellitus": "type 1 diabetes",
    "type 2 diabetes mellitus": "type 2 diabetes",
    "diabetes type 1": "type 1 diabetes",
    "diabetes type 2": "type 2 diabetes",
    "chd": "coronary heart disease",
    "ischaemic heart disease": "coronary heart disease",
    "chronic obstructive pulmonary disease": "copd",
}
ANXIETY, DEPRESSION = "anxiety", "depression"
TYPE_1, TYPE_2 = PAPERS_EIGHT[:2]


@dataclass(frozen=True)
class Known:
    """One condition on one list, as the rules look at it: its normal name, and whose list it is."""

    key: str
    said: Said


@dataclass(frozen=True)
class Count:
    """What the two lists together come to."""

    all: int
    qualifying: int
    anxiety: bool
    depression: bool

    @property
    def shown(self) -> str:
        """Give the paper's figure: 1, or 2+."""
        return "2+" if self.all > 1 else str(self.all) if self.all else "None on record"


def normal_name(condition: str) -> str:
    """Give the name under which a condition is known, whatever it was called."""
    name = " ".join(condition.casefold().split())
    return OTHER_NAMES.get(name, name)


def keys_of(qualifying: Iterable[str]) -> frozenset[str]:
    """Give the normal names of the conditions of which one is needed."""
    return frozenset(normal_name(name) for name in qualifying)


def counted(known: Iterable[Known], *, qualifying: Iterable[str] = PAPERS_EIGHT) -> Count:
    """Count conditions on either list once, anxiety and depression among them (AM16).

    `qualifying`: those of which one is needed, as the provider had set them on the day looked at.

    Both types of diabetes count as one, unless a clinician recorded both (AM15).
    """
    listed = set(known)
    keys = {one.key for one in listed}
    clinicians = {one.key for one in listed if one.said == Said.REFERRER}
    both_types = {TYPE_1, TYPE_2} <= keys and not {TYPE_1, TYPE_2} <= clinicians
    return Count(
        all=len(keys) - both_types,
        qualifying=len(keys & keys_of(qualifying)),
        anxiety=ANXIETY in keys,
        depression=DEPRESSION in keys,
    )


def may_add(name: str, *, since_on: date | None, today: date, listed: bool) -> Decision:
    """Say whether a condition can be put on a list."""
    if not any(character.isalpha() for character in name):
        return Decision("Enter the name of the condition.")
    if since_on and since_on > today:
        return Decision("It cannot have begun on a day that has not come yet.")
    return Decision("This condition is on that list already.") if listed else YES


def may_end(*, ended: bool, ended_on: date, since_on: date | None, today: date) -> Decision:
    """Say whether a condition can be taken off a list; it stays in the history."""
    if ended:
        return Decision("This condition was taken off the list already.")
    if ended_on > today:
        return Decision("Record the end once it has come. Choose today or an earlier day.")
    if since_on and ended_on < since_on:
        return Decision("It cannot end before it began. Check the day.")
    return YES
