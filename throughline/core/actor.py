"""Who is acting, and what for. Built once at the door (request, job, command line) and passed down by hand."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

OPERATOR_ID = UUID("00000000-0000-4000-8000-000000000001")
"""The account that stands for the software itself and whoever runs it from the command line."""


@dataclass(frozen=True)
class Actor:
    """A person at work, or the system with a stated purpose."""

    user_id: UUID
    organisation_id: UUID | None
    roles: frozenset[str]
    purpose: str

    @classmethod
    def system(cls, purpose: str) -> Actor:
        """Give the actor for work that no signed-in person does: nightly jobs, the operator's commands."""
        return cls(user_id=OPERATOR_ID, organisation_id=None, roles=frozenset({"SYSTEM"}), purpose=purpose)

    @property
    def is_system(self) -> bool:
        return "SYSTEM" in self.roles
