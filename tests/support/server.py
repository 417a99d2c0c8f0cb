"""The program on a port of its own, so that a real browser can visit it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread

from throughline.nhsuk.build import build


class _Server(ThreadedWSGIServer):
    daemon_threads = False  # so that closing the server waits for whoever is still being answered


def _with_nothing_round_it(program: Any) -> Any:
    """Leave static files to the program, which serves its own."""
    return program


class _Thread(LiveServerThread):
    server_class = _Server


@contextmanager
def serving() -> Iterator[str]:
    """Serve on whatever database Django points at, and give the address. Close the browser's windows first.

    :raises CannotBuildError: if the style sheet cannot be built
    """
    build(say=False)
    thread = _Thread("localhost", cast("Any", _with_nothing_round_it))
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://localhost:{thread.port}"
    finally:
        thread.terminate()
