"""What each role is for, in a sentence, and what it permits (R2). The permission table prints from this."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.access.permissions import Permission as P
from throughline.accounts.models import RoleCode


@dataclass(frozen=True)
class Role:
    """A role as a sentence and a set."""

    name: str
    can: str
    permissions: frozenset[P]


_CASEWORK = frozenset({P.VIEW_CLIENT, P.VIEW_REFERRAL, P.VIEW_MY_DAY, P.RECORD_CONTACT, P.CLOSE_CASE})
_OVERSIGHT = frozenset(
    {P.VIEW_WAITING, P.VIEW_REFERRAL, P.DECIDE_REFERRAL, P.ALLOCATE, P.HAND_OVER, P.REOPEN_CASE, P.VIEW_TEAM,
     P.VIEW_INTEGRITY}
)  # fmt: skip

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
        _OVERSIGHT | {P.VIEW_CLIENT, P.CLOSE_CASE, P.RECORD_CONTACT, P.RECORD_LEAVER},
    ),
    RoleCode.ADMINISTRATOR: Role("Provider administrator", "Does post and lists. Sees no case records.", frozenset()),
    RoleCode.PRACTICE_USER: Role(
        "Surgery staff",
        "Refers patients and sees what became of their own surgery's referrals.",
        frozenset({P.REFER, P.VIEW_OWN_REFERRALS, P.VIEW_REFERRAL}),
    ),
    RoleCode.COMMISSIONER: Role("Commissioner", "Sees totals only, never a person.", frozenset()),
    RoleCode.OPERATOR: Role("Operator", "Runs the software. Cannot sign in.", frozenset()),
}
