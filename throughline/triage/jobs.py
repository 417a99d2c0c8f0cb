"""Triage's work on a timetable."""

from __future__ import annotations

from throughline.accounts.scopes import acting_as
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.jobs.queue import job
from throughline.triage import deleting_commands


@job(queue="housekeeping", cron="20 2 * * *")
def delete_due_lists() -> None:
    """Delete what lists tell of people whose day has come (R53, SET18)."""
    with acting_as(Actor.system("delete lists on their day")) as system:
        deleting_commands.delete_due_lists(by=system, at=clock.now())
