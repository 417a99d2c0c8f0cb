"""Whose people a list shows: one's own; for those who oversee the team everybody's, or one colleague's."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts.models import User
from throughline.core.actor import Actor


@dataclass(frozen=True)
class Whose:
    """A worker's people, or with neither worker nor name the whole team's."""

    worker_id: UUID | None
    worker: str = ""
    """Named where it is not the viewer's own list."""
    may_choose: bool = False
    """The viewer oversees the team, and may look at everybody."""
    has_own: bool = True
    """The viewer holds cases, and so has people of their own to look at."""

    @property
    def team(self) -> bool:
        return self.worker_id is None


def whose_list(asked: UUID | None, *, viewer: Actor) -> Whose:
    """Say whose people to list, in one statement at most. A colleague is named only to those who oversee the team."""
    if not policy.permits(viewer, Permission.VIEW_TEAM):
        return Whose(viewer.user_id)
    own = policy.permits(viewer, Permission.VIEW_MY_DAY)
    if asked == viewer.user_id:
        return Whose(asked, may_choose=True, has_own=own)
    colleague = User.objects.link_workers_of(viewer.organisation_id).filter(id=asked).first() if asked else None
    if colleague is None:
        return Whose(None, may_choose=True, has_own=own)
    return Whose(colleague.id, colleague.name, may_choose=True, has_own=own)
