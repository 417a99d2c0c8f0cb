"""The one question every command asks first: may this actor do this?"""

from __future__ import annotations

from throughline.access.permissions import Permission
from throughline.access.roles import ROLES
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed


def permits(actor: Actor, permission: Permission) -> bool:
    """Say whether a role of the actor holds this permission. The system may do all."""
    return actor.is_system or any(permission in ROLES[role].permissions for role in actor.roles)


def require(permission: Permission, *, actor: Actor) -> None:
    """Go on if the actor holds this permission.

    :raises NotAllowed: if not
    """
    if not permits(actor, permission):
        raise NotAllowed(f"{', '.join(sorted(actor.roles))} may not: {permission.value}")
