"""Oversight's work on a timetable."""

from __future__ import annotations

from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.jobs.queue import job
from throughline.oversight import commands


@job(queue="nightly", once_per="integrity", cron="30 1 * * *")
def check_integrity() -> None:
    """Run the integrity rules over the whole database and keep what they find (R145)."""
    with acting_as(Actor.system("integrity check")) as system:
        commands.keep_integrity_report(by=system, at=clock.now())


@job(queue="nightly", once_per="quality", cron="50 1 * * *")
def check_quality() -> None:
    """Count whose records miss something or cannot be right, and keep the counts (R146)."""
    with acting_as(Actor.system("data quality check")) as system:
        commands.keep_quality_report(by=system, at=clock.now())


@job(queue="housekeeping", cron="* * * * *")
def seal_the_audit_trail() -> None:
    """Seal the audit entries written since the last time."""
    with acting_as(Actor.system("audit seal")):
        audit.seal(at=clock.now())
