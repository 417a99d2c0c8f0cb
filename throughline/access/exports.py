"""What leaves the program with particulars of people, other than as a screen, and who may ask for it (R2, R131)."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.access.permissions import Permission
from throughline.access.roles import ROLES
from throughline.accounts.models import RoleCode


@dataclass(frozen=True)
class Export:
    """A command or file. Without a permission it is the operator's alone: no account can ask for it."""

    command: str
    says: str
    permission: Permission | None = None

    def opens_to(self, role: str) -> bool:
        """Say whether somebody of this role may ask for it. The operator, who runs the software, may ask for all."""
        if role == RoleCode.OPERATOR:
            return True
        return self.permission is not None and self.permission in ROLES[role].permissions


EXPORTS = (
    Export("worklist", "Say who a link worker is to contact", Permission.VIEW_MY_DAY),
    Export("audit looked", "Say who looked at a client's record, and why", Permission.VIEW_WHO_LOOKED),
    Export("exceptions", "List who was admitted although not eligible, with the manager's reasons"),
    Export(
        "import",
        "Take in a file of people and give back its bad rows, or a feed of services",
    ),
    Export("eligibility", "Say of every row of a file whether that person is eligible"),
    Export("backup", "Copy the whole database into a file"),
    Export("restore", "Put a copy back"),
)
"""Every command that prints, reads or writes people's particulars. A test compares it with the commands there are."""
