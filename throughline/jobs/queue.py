"""How a job is declared and queued.

A job is queued in the caller's transaction, so a rolled-back act leaves no job behind. It may be run twice (a worker
can die after the work and before the tick), so every job loads by id and calls one command that is safe to repeat.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from throughline.core.events import Event, Reaction

Job = Callable[..., Any]


def job(*, queue: str, tries: int = 5, once_per: str = "", cron: str = "") -> Callable[[Job], Job]:
    """Make a function into a job of a named queue.

    `once_per` is a pattern over its arguments ("integrity:{provider_id}"): while one such job waits, a second is not
    added. `cron` puts it on a timetable. Failed tries are repeated after 5, 25, 125 ... seconds.
    """

    def declare(work: Job) -> Job:
        @functools.wraps(work)
        def run(timestamp: int | None = None, **arguments: Any) -> None:
            work(**arguments)

        @functools.wraps(work)
        async def run_in_loop(timestamp: int | None = None, **arguments: Any) -> None:
            await work(**arguments)

        name = f"{work.__module__.removeprefix('throughline.')}.{work.__name__}"
        retry = RetryStrategy(max_attempts=tries, exponential_wait=5)
        task = app.task(name=name, queue=queue, retry=retry)(run_in_loop if iscoroutinefunction(work) else run)
        if cron:
            app.periodic(cron=cron, periodic_id=name)(task)
        work.task, work.once_per = task, once_per  # type: ignore[attr-defined]
        return work

    return declare


def enqueue(work: Job, **arguments: Any) -> None:
    """Queue a job in this transaction; nothing happens if one with the same `once_per` key already waits."""
    pattern: str = work.once_per  # type: ignore[attr-defined]
    lock = pattern.format(**arguments) if pattern else None
    try:
        with transaction.atomic():  # Within the caller's: a refused job must not spoil what it belongs to.
            work.task.configure(queueing_lock=lock).defer(**arguments)  # type: ignore[attr-defined]
    except AlreadyEnqueued:
        return


def now(command: Callable[[Any], None]) -> Reaction:
    """React in the same transaction: it must be true together with the act, or neither happens."""
    return command


def later(work: Job, *names: str) -> Reaction:
    """React after commit, as a job that is given these fields of the event as text."""

    def react(event: Event) -> None:
        enqueue(work, **{name: str(getattr(event, name)) for name in names})

    return react
