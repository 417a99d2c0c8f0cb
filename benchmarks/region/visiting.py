"""Visits pages at a steady rate whatever the answers take (an open loop), as people do who do not know each other."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

_kept = threading.local()
AT_ONCE = 40


def visit_steadily(port: int, visits: Sequence[dict[str, str]], *, times: int, a_second: float) -> list[float]:
    """Give the seconds from when each visit was due to when its page was there: waiting for a turn counts."""
    start = time.perf_counter() + 0.2

    def one(n: int) -> float:
        due = start + n / a_second
        time.sleep(max(0.0, due - time.perf_counter()))
        visit(port, visits[n % len(visits)])
        return time.perf_counter() - due

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(times)))


def visit(port: int, where: dict[str, str]) -> bytes:
    """Open one page, on the connection that this thread keeps."""
    connection = getattr(_kept, "connection", None)
    if connection is None or connection.port != port:
        connection = _kept.connection = http.client.HTTPConnection("localhost", port, timeout=60)
    headers = {"Cookie": f"sessionid={where['session']}"}
    try:
        connection.request("GET", where["path"], headers=headers)
        answer = connection.getresponse()
    except (http.client.RemoteDisconnected, ConnectionError):  # The server closes what was idle for long.
        connection.close()
        connection.request("GET", where["path"], headers=headers)
        answer = connection.getresponse()
    page = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{where['path']} answered {answer.status}: the figure would mean nothing.")
    return bytes(page)
