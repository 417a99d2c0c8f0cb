"""Everything that can be permitted, each in words a manager would use (R2)."""

from enum import StrEnum


class Permission(StrEnum):
    """A thing one may do. The label is what the permission table prints."""

    REFER = "Refer a patient"
    VIEW_OWN_REFERRALS = "See what became of your surgery's referrals"
    VIEW_REFERRAL = "Read a referral"
    VIEW_CLIENT = "See a client's record"
    VIEW_MY_DAY = "See who to contact today"
    RECORD_CONTACT = "Record a contact and the next one"
    CLOSE_CASE = "Agree an ending with a client"
    VIEW_WAITING = "See who needs a link worker"
    DECIDE_REFERRAL = "Decide a referral that needs a person's judgement"
    ALLOCATE = "Allocate a person to a link worker"
    HAND_OVER = "Hand a client over to another link worker"
    REOPEN_CASE = "Take a former client back"
    VIEW_TEAM = "See the team and its caseloads"
    RECORD_LEAVER = "Record that a worker has left"
    VIEW_INTEGRITY = "See the integrity report"
