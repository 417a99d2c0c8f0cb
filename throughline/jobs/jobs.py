"""The queue's own housekeeping."""

from __future__ import annotations

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app

from throughline.jobs.queue import job

STALLED_AFTER_SECONDS = 60
KEEP_DONE_HOURS = 72


@job(queue="housekeeping", cron="* * * * *")
def retry_stalled_jobs() -> None:
    """Hand the jobs of a worker that died to another: they are found, but not retried, by the queue itself."""

    async def retry() -> None:
        manager = app.job_manager
        for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
            await manager.retry_job(stalled)

    async_to_sync(retry)()


@job(queue="housekeeping", cron="17 3 * * *")
def forget_done_jobs() -> None:
    """Delete jobs that succeeded some days ago."""
    async_to_sync(app.job_manager.delete_old_jobs)(nb_hours=KEEP_DONE_HOURS, include_failed=False)
