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


_DIRECTORY = frozenset({Permission.VIEW_DIRECTORY, Permission.REPORT_STATUS, Permission.KEEP_DIRECTORY})
_CASEWORK = _DIRECTORY | frozenset(
    {
        Permission.VIEW_GUIDANCE,
        Permission.VIEW_POLICIES,
        Permission.VIEW_CLIENT,
        Permission.FIND_CLIENT,
        Permission.CORRECT_PARTICULARS,
        Permission.VIEW_QUALITY,
        Permission.VIEW_REFERRAL,
        Permission.VIEW_MY_DAY,
        Permission.VIEW_SILENT,
        Permission.RECORD_CONTACT,
        Permission.RECORD_CIRCUMSTANCES,
        Permission.RECORD_PLAN,
        Permission.RECORD_AGREEMENT,
        Permission.RECORD_PROFILE,
        Permission.CLOSE_CASE,
        Permission.CHANGE_LEVEL,
        Permission.TAKE_CALL,
        Permission.PLAN_OWN_ABSENCE,
        Permission.SEE_TO_NOTICES,
        Permission.QUEUE_IN_PERSON,
        Permission.ACT_FOR_CLIENT,
        Permission.USE_SUBSTITUTE,
        Permission.REFER_ON,
        Permission.HOLD_PLANS,
        Permission.VIEW_LISTS,
        Permission.CALL_LISTED,
        Permission.CALL_IN_CAMPAIGN,
    }
)
_OVERSIGHT = frozenset(
    {
        Permission.VIEW_WAITING,
        Permission.VIEW_SILENT,
        Permission.VIEW_REFERRAL,
        Permission.DECIDE_REFERRAL,
        Permission.ALLOCATE,
        Permission.HAND_OVER,
        Permission.REOPEN_CASE,
        Permission.VIEW_TEAM,
        Permission.VIEW_COUNTS,
        Permission.REVIEW_ATTEMPTS,
        Permission.VIEW_INTEGRITY,
        Permission.TAKE_CALL,
        Permission.VIEW_LATE_REPLIES,
        Permission.PLAN_ABSENCES,
        Permission.QUEUE_IN_PERSON,
        Permission.REVIEW_SUBSTITUTE,
        Permission.VIEW_WAITS,
        Permission.VIEW_LISTS,
        Permission.CALL_LISTED,
        Permission.TAKE_IN_LISTS,
        Permission.CALL_IN_CAMPAIGN,
        Permission.RUN_CAMPAIGN,
    }
)
_PARTICULARS = frozenset(
    {
        Permission.FIND_CLIENT,
        Permission.CORRECT_PARTICULARS,
        Permission.MERGE_CLIENTS,
        Permission.VIEW_QUALITY,
    }
)

ROLES: dict[str, Role] = {
    RoleCode.LINK_WORKER: Role("Link worker", "Works with the people on their own caseload.", _CASEWORK),
    RoleCode.SENIOR_LINK_WORKER: Role(
        "Senior link worker",
        "Carries a caseload, and allocates and hands over within the team.",
        _CASEWORK | _OVERSIGHT | {Permission.KEEP_GUIDANCE},
    ),
    RoleCode.MANAGER: Role(
        "Manager",
        "Sees that everyone who is referred has a link worker, and that nobody who leaves takes people with them.",
        _OVERSIGHT
        | _PARTICULARS
        | _DIRECTORY
        | {
            Permission.VIEW_CLIENT,
            Permission.CLOSE_CASE,
            Permission.RECORD_CONTACT,
            Permission.RECORD_CIRCUMSTANCES,
            Permission.RECORD_PLAN,
            Permission.RECORD_AGREEMENT,
            Permission.RECORD_PROFILE,
            Permission.ACT_FOR_CLIENT,
            Permission.USE_SUBSTITUTE,
            Permission.REFER_ON,
            Permission.HOLD_PLANS,
            Permission.CLOSE_AGAINST_POLICY,
            Permission.VIEW_POLICIES,
            Permission.VIEW_GUIDANCE,
            Permission.KEEP_GUIDANCE,
            Permission.RECORD_LEAVER,
            Permission.KEEP_TEAM,
            Permission.TRANSFER_CLIENT,
            Permission.VIEW_WHO_LOOKED,
            Permission.KEEP_ORGANISATIONS,
            Permission.KEEP_SETTINGS,
            Permission.CHANGE_LEVEL,
            Permission.SEE_TO_NOTICES,
            Permission.RELEASE_SAMPLING_LIST,
        },
    ),
    RoleCode.ADMINISTRATOR: Role(
        "Provider administrator",
        "Does post and lists, and keeps names and numbers right. Sees no case records.",
        _PARTICULARS
        | _DIRECTORY
        | {Permission.SEE_TO_NOTICES, Permission.VIEW_GUIDANCE, Permission.KEEP_ORGANISATIONS},
    ),
    RoleCode.PRACTICE_USER: Role(
        "Surgery staff",
        "Refers patients and sees what became of their own surgery's referrals.",
        frozenset(
            {
                Permission.REFER,
                Permission.VIEW_OWN_REFERRALS,
                Permission.VIEW_REFERRAL,
                Permission.LEAVE_MESSAGE,
                Permission.VIEW_DIRECTORY,
                Permission.VIEW_LIST_COUNTS,
            }
        ),
    ),
    RoleCode.COMMISSIONER: Role(
        "Commissioner",
        "Sees totals only, never a person.",
        frozenset({Permission.VIEW_POLICIES, Permission.VIEW_LIST_COUNTS}),
    ),
    RoleCode.LINKED_SERVICE: Role(
        "Linked service", "Will see what is referred to it. There is nothing to open yet.", frozenset()
    ),
    RoleCode.RESEARCHER: Role(
        "Researcher", "Works on the study's side of the wall. Sees no service record.", frozenset()
    ),
    RoleCode.TRANSCRIBER: Role(
        "Transcriber", "Will turn audio that is sent to them into text, and sees nothing else.", frozenset()
    ),
    RoleCode.STUDY_ADMINISTRATOR: Role(
        "Study administrator", "Will keep the study's register. Sees no service record.", frozenset()
    ),
    RoleCode.CLIENT: Role("Client", "Is told things by phone, in person and by post. Cannot sign in yet.", frozenset()),
    RoleCode.OPERATOR: Role("Operator", "Runs the software. Cannot sign in.", frozenset()),
}
