"""Every page that somebody can meet, with who looks at it. The axe journey visits each; an architecture test compares
this list with the addresses there are, so that no page is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page by the name of its address, who looks, at a record at what stage, and what they sent to be told no."""

    name: str
    by: str | None
    """A member of staff of `tests.support.service`, or nobody: signed out."""
    stage: str = "open"
    """Of `tests.support.living.Living.ids`."""
    sent: Mapping[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.name} {'with errors ' if self.sent is not None else ''}({self.by or 'signed out'}, {self.stage})"


NOTHING = {"csrfmiddlewaretoken": ""}
"""A form sent without an answer to any question."""

PAGES_SEEN = (
    Page("account_login", None),
    Page("account_login", None, sent=NOTHING),
    Page("account_inactive", None),
    Page("account_logout", "worker"),
    Page("account_change_password", "worker"),
    Page("account_change_password", "worker", sent=NOTHING),
    Page("account_reauthenticate", "worker"),
    Page("account_reauthenticate", "worker", sent=NOTHING),
    Page("mfa_index", "worker"),
    Page("desk:permissions", "worker"),
    Page("desk:client", "worker"),
    Page("desk:client", "manager"),
    Page("desk:client", "manager", "closed"),
    Page("caseload:my_day", "worker"),
    Page("caseload:my_people", "worker"),
    Page("caseload:waiting", "manager"),
    Page("caseload:allocate", "manager", "waiting"),
    Page("caseload:allocate", "manager", "waiting", sent=NOTHING),
    Page("caseload:team", "manager"),
    Page("caseload:leaver", "manager"),
    Page("caseload:leaver", "manager", "without cases"),
    Page("caseload:hand_over", "manager"),
    Page("caseload:hand_over", "manager", sent=NOTHING),
    Page("caseload:reopen", "manager", "closed"),
    Page("caseload:reopen", "manager", "closed", sent=NOTHING),
    Page("contacts:record", "worker"),
    Page("contacts:record", "worker", sent=NOTHING),
    Page("contacts:close", "worker"),
    Page("contacts:close", "worker", sent=NOTHING),
    Page("referrals:refer", "practice"),
    Page("referrals:refer", "practice", sent=NOTHING),
    Page("referrals:ours", "practice"),
    Page("referrals:sheet", "practice"),
    Page("referrals:sheet", "manager", "waiting"),
    Page("referrals:decide", "manager", "undecided"),
    Page("referrals:decide", "manager", "undecided", sent=NOTHING),
    Page("oversight:integrity", "manager"),
    Page("demo:date", "worker"),
    Page("demo:date", "worker", sent={"day_0": "31", "day_1": "2", "day_2": "2020"}),
)

MET_ON_THE_WAY = {
    "mfa_authenticate": "asks for the code half-way through signing in",
    "mfa_activate_totp": "asks for the password again first",
    "mfa_reauthenticate": "asks for the code again before sign-in is changed",
    "mfa_deactivate_totp": "once codes are in use",
    "mfa_view_recovery_codes": "once codes are in use",
    "mfa_generate_recovery_codes": "once codes are in use",
}
"""Pages that only a journey through several others can reach: the sign-in journey looks at them as it goes."""

NOT_A_PAGE = {
    "desk:home": "sends everybody on to where their day starts",
}
"""Addresses that answer a GET and show nothing of their own."""
