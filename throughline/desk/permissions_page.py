"""The permission table (R2): what each role can do, printed from the same roles that the doors ask."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from throughline.access.doors import StaffRequest, signed_in
from throughline.access.permissions import Permission
from throughline.access.roles import ROLES, Role
from throughline.accounts.models import RoleCode
from throughline.nhsuk.pages import show
from throughline.nhsuk.shapes import SummaryRow, Tag

YES, NO = Tag("Yes", colour="green"), "No"


@dataclass(frozen=True)
class PermissionsPage:
    """All roles that somebody can sign in with, in the order they are declared, and the reader's own."""

    roles: tuple[Role, ...]
    mine: str

    @property
    def sentences(self) -> list[SummaryRow]:
        return [SummaryRow(role.name, role.can) for role in self.roles]

    @property
    def columns(self) -> list[str]:
        return ["What", *(role.name for role in self.roles)]

    @property
    def rows(self) -> list[list[str | Tag]]:
        return [
            [permission.value, *(YES if permission in role.permissions else NO for role in self.roles)]
            for permission in Permission
        ]


@signed_in
@require_safe
def permissions(request: StaffRequest) -> HttpResponse:
    """Show what each role can do."""
    roles = tuple(role for code, role in ROLES.items() if code != RoleCode.OPERATOR)
    mine = ", ".join(ROLES[code].name for code in sorted(request.actor.roles))
    return show(request, "desk/permissions.jinja", page=PermissionsPage(roles, mine))
