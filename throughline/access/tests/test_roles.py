"""The permission table, as a manager would read it."""

import pytest

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.access.roles import ROLES
from throughline.accounts.models import RoleCode
from throughline.core.actor import OPERATOR_ID, Actor
from throughline.core.decisions import NotAllowed

TABLE = """
    permission          | LINK_WORKER | SENIOR_LINK_WORKER | MANAGER | ADMINISTRATOR | PRACTICE_USER | COMMISSIONER
    REFER               | no          | no                 | no      | no            | yes           | no
    VIEW_OWN_REFERRALS  | no          | no                 | no      | no            | yes           | no
    VIEW_REFERRAL       | yes         | yes                | yes     | no            | yes           | no
    VIEW_CLIENT         | yes         | yes                | yes     | no            | no            | no
    VIEW_MY_DAY         | yes         | yes                | no      | no            | no            | no
    RECORD_CONTACT      | yes         | yes                | yes     | no            | no            | no
    CLOSE_CASE          | yes         | yes                | yes     | no            | no            | no
    CLOSE_AGAINST_POLICY | no         | no                 | yes     | no            | no            | no
    VIEW_POLICIES       | yes         | yes                | yes     | no            | no            | yes
    VIEW_GUIDANCE       | yes         | yes                | yes     | yes           | no            | no
    KEEP_GUIDANCE       | no          | yes                | yes     | no            | no            | no
    REVIEW_ATTEMPTS     | no          | yes                | yes     | no            | no            | no
    VIEW_WAITING        | no          | yes                | yes     | no            | no            | no
    DECIDE_REFERRAL     | no          | yes                | yes     | no            | no            | no
    ALLOCATE            | no          | yes                | yes     | no            | no            | no
    HAND_OVER           | no          | yes                | yes     | no            | no            | no
    REOPEN_CASE         | no          | yes                | yes     | no            | no            | no
    VIEW_SILENT         | yes         | yes                | yes     | no            | no            | no
    CHANGE_LEVEL        | yes         | yes                | yes     | no            | no            | no
    VIEW_COUNTS         | no          | yes                | yes     | no            | no            | no
    VIEW_TEAM           | no          | yes                | yes     | no            | no            | no
    KEEP_TEAM           | no          | no                 | yes     | no            | no            | no
    RECORD_LEAVER       | no          | no                 | yes     | no            | no            | no
    SEE_TO_NOTICES      | yes         | yes                | yes     | yes           | no            | no
    RELEASE_SAMPLING_LIST | no        | no                 | yes     | no            | no            | no
    TRANSFER_CLIENT     | no          | no                 | yes     | no            | no            | no
    VIEW_WHO_LOOKED     | no          | no                 | yes     | no            | no            | no
    VIEW_INTEGRITY      | no          | yes                | yes     | no            | no            | no
    TAKE_CALL           | yes         | yes                | yes     | no            | no            | no
    LEAVE_MESSAGE       | no          | no                 | no      | no            | yes           | no
    VIEW_LATE_REPLIES   | no          | yes                | yes     | no            | no            | no
    PLAN_OWN_ABSENCE    | yes         | yes                | no      | no            | no            | no
    PLAN_ABSENCES       | no          | yes                | yes     | no            | no            | no
    REFER_ON            | yes         | yes                | yes     | no            | no            | no
    HOLD_PLANS          | yes         | yes                | yes     | no            | no            | no
    VIEW_WAITS          | no          | yes                | yes     | no            | no            | no
    QUEUE_IN_PERSON     | yes         | yes                | yes     | no            | no            | no
    FIND_CLIENT         | yes         | yes                | yes     | yes           | no            | no
    CORRECT_PARTICULARS | yes         | yes                | yes     | yes           | no            | no
    RECORD_CIRCUMSTANCES | yes         | yes                | yes     | no            | no            | no
    RECORD_PLAN          | yes         | yes                | yes     | no            | no            | no
    RECORD_AGREEMENT    | yes         | yes                | yes     | no            | no            | no
    MERGE_CLIENTS       | no          | no                 | yes     | yes           | no            | no
    VIEW_QUALITY        | yes         | yes                | yes     | yes           | no            | no
    ACT_FOR_CLIENT      | yes         | yes                | yes     | no            | no            | no
    USE_SUBSTITUTE      | yes         | yes                | yes     | no            | no            | no
    REVIEW_SUBSTITUTE   | no          | yes                | yes     | no            | no            | no
    RECORD_PROFILE      | yes         | yes                | yes     | no            | no            | no
    KEEP_ORGANISATIONS  | no          | no                 | yes     | yes           | no            | no
    VIEW_DIRECTORY      | yes         | yes                | yes     | yes           | yes           | no
    REPORT_STATUS       | yes         | yes                | yes     | yes           | no            | no
    KEEP_DIRECTORY      | yes         | yes                | yes     | yes           | no            | no
    CALL_IN_CAMPAIGN    | yes         | yes                | yes     | no            | no            | no
    RUN_CAMPAIGN        | no          | yes                | yes     | no            | no            | no
    TAKE_IN_LISTS       | no          | yes                | yes     | no            | no            | no
    VIEW_LISTS          | yes         | yes                | yes     | no            | no            | no
    VIEW_LIST_COUNTS    | no          | no                 | no      | no            | yes           | yes
    CALL_LISTED         | yes         | yes                | yes     | no            | no            | no
    KEEP_SETTINGS       | no          | no                 | yes     | no            | no            | no
"""
HEAD, *LINES = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
HOLDS_NOTHING = {
    RoleCode.LINKED_SERVICE, RoleCode.RESEARCHER, RoleCode.TRANSCRIBER, RoleCode.STUDY_ADMINISTRATOR, RoleCode.CLIENT,
}  # fmt: skip
CELLS = [(line[0], role, line[place] == "yes") for line in LINES for place, role in enumerate(HEAD) if place]


def somebody(role):
    return Actor(OPERATOR_ID, None, frozenset({role}), "test")


@pytest.mark.parametrize(("permission", "role", "may"), CELLS)
def test_what_each_role_may_do(permission, role, may):
    assert policy.permits(somebody(role), Permission[permission]) is may


def test_the_table_leaves_out_no_permission_and_no_role_that_can_sign_in():
    assert {line[0] for line in LINES} == set(Permission.__members__)
    assert set(HEAD[1:]) == set(RoleCode) - {RoleCode.OPERATOR} - HOLDS_NOTHING


@pytest.mark.parametrize("role", sorted(HOLDS_NOTHING))
def test_who_has_no_work_in_the_service_yet_may_do_nothing(role):
    assert not any(policy.permits(somebody(role), permission) for permission in Permission)


def test_every_role_has_its_sentence():
    assert set(ROLES) == set(RoleCode)
    assert all(role.can.endswith(".") for role in ROLES.values())


def test_the_system_may_do_all():
    assert all(policy.permits(Actor.system("nightly"), permission) for permission in Permission)


def test_a_refusal_names_the_role_and_the_act_and_nobody():
    with pytest.raises(NotAllowed, match=r"LINK_WORKER may not: See the team"):
        policy.require(Permission.VIEW_TEAM, actor=somebody("LINK_WORKER"))
