"""Run one PostgreSQL for as long as somebody needs it: `python -m throughline.postgres.supervise DATA_FOLDER`.

The supervisor is PostgreSQL's parent, since only a parent can reap it, and the one place that starts and stops it.
The first line it writes is `ready`, or the sentence that says why not.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from . import children, cluster, locks, roles
from .accounts import Account, account_for
from .bell import Bell
from .connections import answers
from .log import log_length, log_since, open_log, roll_log
from .places import Places, make_data_folder
from .problems import ServerProblem, from_os_error, from_postgres_words

LOOK_SECONDS = 0.5
GRACE_SECONDS = 2.0
RESTART_AFTER_SECONDS = 10.0


class Stopped(Exception):
    """Somebody asked us to stop."""


def serve(place: Places, bell: Bell) -> None:
    """This will run the server until nobody needs it; after a crash it is started again, unless it crashes at once.

    :raises ServerProblem: if it does not start
    """
    lock = locks.take(place.supervisor_lock, locks.ALONE, seconds=2)
    if lock is None:
        raise ServerProblem(f"The database in {place.data} is looked after by another supervisor already: use that one.")
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())
    cluster.check(place)
    account = account_for(place.cluster)
    cluster.make_ready(place, account)
    while True:
        started_at = time.monotonic()
        crashed = _one_life(place, account, bell)
        if not crashed or time.monotonic() - started_at < RESTART_AFTER_SECONDS:
            return


def _one_life(place: Places, account: Account | None, bell: Bell) -> bool:
    """This will run PostgreSQL once, and say whether it ended without being asked to."""
    roll_log(place)
    length = log_length(place)
    server = _start(place, account)
    watcher = children.watch(server)
    try:
        _wait_until_ready(place, server, bell, length)
        tell("ready")
        _wait_until_not_needed(place, server, bell)
        return server.poll() not in (None, 0)
    except Stopped:
        return False
    finally:
        _stop(server)
        if watcher is not None:
            watcher.kill()
            watcher.wait()


def _start(place: Places, account: Account | None) -> subprocess.Popen[bytes]:
    with children.nothing_left(place) as lock, open_log(place) as log:
        cluster.clear_leftovers(place.cluster)
        return children.launch(place.cluster, "postgres", lock=lock, account=account, output=log)


def _wait_until_ready(place: Places, server: subprocess.Popen[bytes], bell: Bell, length: int) -> None:
    while not answers(place.data):
        if server.poll() is not None:
            raise from_postgres_words(log_since(place, length), place.log)
        bell.wait(0.02)
        if bell.stop:
            raise Stopped
    roles.make_own(place.data)


def _wait_until_not_needed(place: Places, server: subprocess.Popen[bytes], bell: Bell) -> None:
    idle_since: float | None = None
    while server.poll() is None and not bell.stop:
        if not _is_idle(place):
            idle_since = None
        elif idle_since is None:
            idle_since = time.monotonic()
        # Taken and not given back: a new user waits until we are gone, then starts another.
        elif time.monotonic() - idle_since > GRACE_SECONDS and locks.take(place.users_lock, locks.ALONE) is not None:
            return
        bell.wait(LOOK_SECONDS)


def _is_idle(place: Places) -> bool:
    if place.keep.exists():
        return False
    lock = locks.take(place.users_lock, locks.ALONE)
    if lock is None:
        return False
    os.close(lock)
    return True


def _stop(server: subprocess.Popen[bytes]) -> None:
    """This will stop the server fast and cleanly; if it takes too long, harder, which its write-ahead log makes safe."""
    for sign, seconds in ((signal.SIGINT, 60), (signal.SIGQUIT, 20), (signal.SIGKILL, 20)):
        if server.poll() is not None:
            return
        server.send_signal(sign)
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            continue


def tell(words: str) -> None:
    """This will give the answer to whoever started us, once, and let go of the pipe to them."""
    try:
        os.write(1, f"{words}\n".encode())
    except OSError:
        pass  # They are gone; that is no reason to stop.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def main(data: Path) -> int:
    """This will supervise, and put every problem into words."""
    try:
        place = make_data_folder(data)
        serve(place, Bell())
    except ServerProblem as problem:
        tell(str(problem))
        return 1
    except OSError as error:
        tell(str(from_os_error(error, data)))
        raise
    return 0


if __name__ == "__main__":
    if "--detach" in sys.argv and os.fork() != 0:
        os._exit(0)
    sys.exit(main(Path(sys.argv[-1])))
