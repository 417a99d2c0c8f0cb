"""The queue's own housekeeping. Awaited in the worker's loop, on the queue's own connection."""

from __future__ import annotations

from procrastinate.contrib.django import app

from throughline.jobs.queue import job

STALLED_AFTER_SECONDS = 60
KEEP_DONE_HOURS = 72


@job(queue="housekeeping", cron="* * * * *")
async def retry_stalled_jobs() -> None:
    """Hand the jobs of a worker that died to another: they are found, but not retried, by the queue itself."""
    for stalled in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await app.job_manager.retry_job(stalled)


@job(queue="housekeeping", cron="17 3 * * *")
async def forget_done_jobs() -> None:
    """Delete jobs that succeeded some days ago."""
    await app.job_manager.delete_old_jobs(nb_hours=KEEP_DONE_HOURS, include_failed=False)
