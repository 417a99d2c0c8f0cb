"""Start the supervisor when it is needed: one at a time, apart from us, and with its answer."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from . import locks
from .connections import answers
from .log import open_log
from .places import Places
from .problems import ServerProblem, from_os_error

# Recovery after a crash replays the write-ahead log and may take long on a slow disk.
START_SECONDS = 180.0

# A supervisor that is killed while it starts says nothing; that is no reason to give up.
START_TRIES = 3


def see_that_it_runs(place: Places) -> None:
    """This will start the server unless it is running, and wait until it can be used.

    :raises ServerProblem: if it cannot be started
    """
    if _is_looked_after(place):
        return
    until = time.monotonic() + START_SECONDS
    lock = locks.must_take(place.start_lock, locks.ALONE, seconds=START_SECONDS)
    try:
        while not _is_looked_after(place):
            if not locks.is_held(place.supervisor_lock):
                _start_until_answered(place)
                break
            if time.monotonic() > until:
                raise _too_slow(place)
            time.sleep(0.05)
    finally:
        os.close(lock)


def _is_looked_after(place: Places) -> bool:
    """This will say whether the server answers and will go on doing so: without its supervisor it is about to end."""
    return locks.is_held(place.supervisor_lock) and answers(place.data)


def _start_until_answered(place: Places) -> None:
    for _ in range(START_TRIES):
        answer = _start_supervisor(place)
        if answer == "ready":
            return
        if answer:
            raise ServerProblem(answer)
    raise ServerProblem(f"The database ended {START_TRIES} times while it was starting: see {place.log}.")


def _start_supervisor(place: Places) -> str:
    """This will start a supervisor and give its first line, which is empty if it was killed before it had one."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    package_root = str(Path(__file__).parents[2])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [package_root, os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", f"{__package__}.supervise", "--detach", str(place.data)]
    try:
        with open_log(place) as log:
            supervisor = subprocess.Popen(
                command,
                cwd="/",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
    except OSError as error:
        raise from_os_error(error, place.data) from error
    with supervisor:
        assert supervisor.stdout is not None
        return _first_line(supervisor.stdout, place)


def _first_line(pipe: IO[bytes], place: Places) -> str:
    if not select.select([pipe], [], [], START_SECONDS)[0]:
        raise _too_slow(place)
    return pipe.readline().decode(errors="replace").strip()


def _too_slow(place: Places) -> ServerProblem:
    return ServerProblem(
        f"The database is not ready after {START_SECONDS / 60:.0f} minutes: wait and try again; "
        f"{place.log} says what it is doing."
    )
