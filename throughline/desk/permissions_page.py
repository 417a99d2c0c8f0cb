"""The permission table (R2): what each role can do, printed from the same roles that the doors ask."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, signed_in
from throughline.access.roles import ROLES
from throughline.access.table import PEOPLE, Part, Row, parts
from throughline.nhsuk.pages import show
from throughline.nhsuk.shapes import SummaryRow, Tag

YES, NO = Tag("Yes", colour="green"), "No"


@dataclass(frozen=True)
class TablePart:
    """One part of the table in words, with the reader's own column first."""

    part: Part
    mine: frozenset[str]

    @property
    def heading(self) -> str:
        return self.part.heading

    @property
    def columns(self) -> list[str]:
        return ["What", *(self.part.roles[place].name for place in self._order)]

    @property
    def rows(self) -> list[list[str | Tag]]:
        return [[_what(row), *(YES if row.cells[place] else NO for place in self._order)] for row in self.part.rows]

    @property
    def _order(self) -> list[int]:
        return sorted(range(len(self.part.roles)), key=lambda place: self.part.roles[place].name not in self.mine)


@dataclass(frozen=True)
class PermissionsPage:
    """What each role is for, and the table."""

    mine: frozenset[str]
    parts: tuple[TablePart, ...]

    @property
    def own(self) -> str:
        return ", ".join(sorted(self.mine))

    @property
    def sentences(self) -> list[SummaryRow]:
        return [SummaryRow(role.name, role.can) for role in PEOPLE.values()]


@signed_in
@require_safe
def permissions(request: StaffRequest) -> HttpResponse:
    """Show what each role can do."""
    mine = frozenset(ROLES[code].name for code in request.actor.roles)
    page = PermissionsPage(mine, tuple(TablePart(part, mine) for part in parts()))
    return show(request, "desk/permissions.jinja", page=page)


def _what(row: Row) -> str:
    return f"{row.what} ({row.where})" if row.where else row.what
