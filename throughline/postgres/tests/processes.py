"""Other processes for the tests: ones that use the server, and ways to look at the server's own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from throughline.postgres import locks
from throughline.postgres.places import places

ROOT = Path(__file__).parents[3]

USE = """
import sys, time
from pathlib import Path
from throughline.postgres import hold
hold(Path(sys.argv[1]))
print("ready", flush=True)
time.sleep(600)
"""


def environment() -> dict[str, str]:
    """This process's, with all it can import, so that another Python of the same version can do it too."""
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}


class UserProcess:
    def __init__(self, data: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", USE, str(data)],
            env=environment(),
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait_until_ready(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def kill(self) -> None:
        self._process.kill()
        with self._process:  # Closes its pipe and reaps it; a second time it does nothing.
            pass


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def supervisor_pid(data: Path) -> int:
    return int(places(data).supervisor_lock.read_text())


def postgres_pid(data: Path) -> int:
    return int((places(data).cluster / "postmaster.pid").read_text().split()[0])


def nothing_runs(data: Path) -> bool:
    """Every process of the server holds one of these locks for as long as it lives."""
    return not locks.is_held(places(data).supervisor_lock) and not locks.is_held(places(data).server_lock)


def happens(what: Callable[[], bool], *, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
