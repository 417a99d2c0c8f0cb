"""Drafts' work on a timetable."""

from __future__ import annotations

from throughline.accounts.scopes import acting_as
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.drafts import commands
from throughline.jobs.queue import job


@job(queue="housekeeping", cron="40 2 * * *")
def forget_old_drafts() -> None:
    """Delete drafts that nobody has touched for a month."""
    with acting_as(Actor.system("forget old drafts")):
        commands.forget_old_drafts(at=clock.now())
