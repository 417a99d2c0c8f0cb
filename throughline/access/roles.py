"""What each role is for, in a sentence, and what it permits (R2). The permission table prints from this."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.access.permissions import Permission
from throughline.accounts.models import RoleCode


@dataclass(frozen=True)
class Role:
    """A role as a sentence and a set."""

    name: str
    can: str
    permissions: frozenset[Permission]


_CASEWORK = frozenset(
    {
        Permission.VIEW_CLIENT,
        Permission.VIEW_REFERRAL,
        Permission.VIEW_MY_DAY,
        Permission.RECORD_CONTACT,
        Permission.CLOSE_CASE,
    }
)
_OVERSIGHT = frozenset(
    {
        Permission.VIEW_WAITING,
        Permission.VIEW_REFERRAL,
        Permission.DECIDE_REFERRAL,
        Permission.ALLOCATE,
        Permission.HAND_OVER,
        Permission.REOPEN_CASE,
        Permission.VIEW_TEAM,
        Permission.VIEW_INTEGRITY,
    }
)

ROLES: dict[str, Role] = {
    RoleCode.LINK_WORKER: Role("Link worker", "Works with the people on their own caseload.", _CASEWORK),
    RoleCode.SENIOR_LINK_WORKER: Role(
        "Senior link worker",
        "Carries a caseload, and allocates and hands over within the team.",
        _CASEWORK | _OVERSIGHT,
    ),
    RoleCode.MANAGER: Role(
        "Manager",
        "Sees that everyone who is referred has a link worker, and that nobody who leaves takes people with them.",
        _OVERSIGHT
        | {Permission.VIEW_CLIENT, Permission.CLOSE_CASE, Permission.RECORD_CONTACT, Permission.RECORD_LEAVER},
    ),
    RoleCode.ADMINISTRATOR: Role("Provider administrator", "Does post and lists. Sees no case records.", frozenset()),
    RoleCode.PRACTICE_USER: Role(
        "Surgery staff",
        "Refers patients and sees what became of their own surgery's referrals.",
        frozenset({Permission.REFER, Permission.VIEW_OWN_REFERRALS, Permission.VIEW_REFERRAL}),
    ),
    RoleCode.COMMISSIONER: Role("Commissioner", "Sees totals only, never a person.", frozenset()),
    RoleCode.OPERATOR: Role("Operator", "Runs the software. Cannot sign in.", frozenset()),
}
