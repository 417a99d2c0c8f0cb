"""A child of `throughline serve`: the web server or the job worker, tied to its parent so that it never outlives it.

Run as `python -m throughline.cli.tied web SOCKET...` or `... jobs`, with a pipe from the parent as standard input.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app

from throughline.cli.serving import GRACE_SECONDS

WORKERS, THREADS = 2, 4


def end_with_parent() -> None:
    """End this process, as SIGTERM does, when the parent is gone in whatever way: its end of our pipe closes then."""

    def wait() -> None:
        while os.read(0, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


class Web(BaseApplication):  # type: ignore[misc]
    """Gunicorn on sockets that the parent has opened already."""

    def __init__(self, sockets: Sequence[int]) -> None:
        self.sockets = sockets
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's own defaults; no file and no environment is read."""
        choices: dict[str, object] = {
            "bind": [f"fd://{number}" for number in self.sockets],
            "worker_class": "gthread",
            "workers": WORKERS,
            "threads": THREADS,
            "graceful_timeout": GRACE_SECONDS,
            "timeout": 60,
            "loglevel": "warning",
            "proc_name": "throughline",
            "control_socket_disable": True,
            "preload_app": True,
        }
        for name, value in choices.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Give the application, loaded once and with every page ready; the workers are forked from it."""
        application = import_app("throughline.config.wsgi:application")
        from django.db import connections
        from django.urls import get_resolver

        assert get_resolver().url_patterns
        connections.close_all()  # A connection must not be shared by a fork; none should be open yet.
        return application


def do_jobs() -> None:
    """Do queued jobs, one after another, until told to stop."""
    import django

    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    async def work() -> None:
        async with app.open_async():
            await app.run_worker_async(concurrency=1, shutdown_graceful_timeout=GRACE_SECONDS)

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()):
        asyncio.run(work())


def main(words: Sequence[str]) -> None:
    """Be the web server or the job worker."""
    end_with_parent()
    if words[0] == "web":
        Web([int(number) for number in words[1:]]).run()
    else:
        do_jobs()


if __name__ == "__main__":
    main(sys.argv[1:])
