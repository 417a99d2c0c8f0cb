"""The permission table as rows of words (R2): the page and the manual print the same one, and no cell is blank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from throughline.access.exports import EXPORTS
from throughline.access.permissions import Permission
from throughline.access.roles import ROLES, Role
from throughline.access.screens import screens
from throughline.accounts.models import RoleCode

PEOPLE = {code: role for code, role in ROLES.items() if code != RoleCode.OPERATOR}
"""All roles that a person has, in the order they are declared."""


@dataclass(frozen=True)
class Row:
    """One thing, and for each role whether it may."""

    what: str
    where: str
    cells: tuple[bool, ...]


@dataclass(frozen=True)
class Part:
    """One part of the table."""

    heading: str
    roles: tuple[Role, ...]
    rows: tuple[Row, ...]


def parts() -> tuple[Part, ...]:
    """Give the whole table: what may be done, every screen, and everything that leaves as a file or a print."""
    acts = tuple(Row(p.value, "", _cells(lambda role, p=p: p in ROLES[role].permissions)) for p in Permission)  # type: ignore[misc]
    seen = tuple(Row(s.says.rstrip("."), s.path, _cells(s.opens_to)) for s in screens())
    out = tuple(Row(e.says, f"throughline {e.command}", (*_cells(e.opens_to), True)) for e in EXPORTS)
    roles = tuple(PEOPLE.values())
    return (
        Part("What each role may do", roles, acts),
        Part("Every screen", roles, seen),
        Part("Every file and command that names people", (*roles, ROLES[RoleCode.OPERATOR]), out),
    )


def _cells(opens_to: Callable[[str], bool]) -> tuple[bool, ...]:
    return tuple(opens_to(role) for role in PEOPLE)
