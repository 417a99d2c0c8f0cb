"""Run one PostgreSQL for as long as somebody needs it: `python -m throughline.postgres.supervise DATA_FOLDER`.

The supervisor is PostgreSQL's parent, since only a parent can reap it, and the one place that starts and stops it.
The first line it writes is `ready`, or the sentence that says why not.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

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
    """Somebody asked us to stop, or made us."""


@dataclass
class Supervisor:
    """One supervisor of one data folder; its lock says that there is no other."""

    place: Places
    bell: Bell
    lock: int
    account: Account | None

    def serve(self) -> None:
        """This will run the server until nobody needs it; after a crash it starts again, unless it crashes at once.

        :raises ServerProblem: if it does not start
        """
        crashed = True
        while crashed:
            started_at = time.monotonic()
            crashed = self._one_life() and time.monotonic() - started_at > RESTART_AFTER_SECONDS

    def _one_life(self) -> bool:
        """This will run PostgreSQL once, and say whether it ended without being asked to."""
        roll_log(self.place)
        length = log_length(self.place)
        server = self._start()
        watcher = children.watch(server)
        try:
            self._wait_until_ready(server, length)
            tell("ready")
            self._wait_until_not_needed(server)
            return server.poll() not in (None, 0)
        except Stopped:
            return False
        finally:
            _stop(server)
            if watcher is not None:
                watcher.kill()
                watcher.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        with children.nothing_left(self.place) as lock, open_log(self.place) as log:
            cluster.clear_leftovers(self.place.cluster)
            return children.launch(self.place.cluster, "postgres", lock=lock, account=self.account, output=log)

    def _wait_until_ready(self, server: subprocess.Popen[bytes], length: int) -> None:
        while not answers(self.place.data):
            if server.poll() is not None:
                _refuse_if_killed(server)
                raise from_postgres_words(log_since(self.place, length), self.place.log)
            self.bell.wait(0.02)
            if self.bell.stop:
                raise Stopped
        try:
            roles.make_own(self.place.data)
        except (psycopg.Error, ServerProblem) as error:
            _refuse_if_killed(server)
            raise from_postgres_words(f"error:  {error}", self.place.log) from error

    def _wait_until_not_needed(self, server: subprocess.Popen[bytes]) -> None:
        idle_since: float | None = None
        while server.poll() is None and not self.bell.stop and self._folder_is_there():
            if not self._is_idle():
                idle_since = None
            elif idle_since is None:
                idle_since = time.monotonic()
            elif time.monotonic() - idle_since > GRACE_SECONDS and self._close_the_door():
                return
            self.bell.wait(LOOK_SECONDS)

    def _folder_is_there(self) -> bool:
        """This will say whether the data folder is still the one we started on, and not removed or made anew."""
        try:
            return os.path.samestat(os.fstat(self.lock), self.place.supervisor_lock.stat())
        except OSError:
            return False

    def _is_idle(self) -> bool:
        if self.place.keep.exists():
            return False
        lock = locks.take(self.place.users_lock, locks.ALONE)
        if lock is None:
            return False
        os.close(lock)
        return True

    def _close_the_door(self) -> bool:
        """This will take the users' lock and not give it back: a new user waits until we are gone, then starts anew."""
        return locks.take(self.place.users_lock, locks.ALONE) is not None


def _supervisor_of(place: Places, bell: Bell) -> Supervisor:
    """This will become the supervisor of a data folder and see that the cluster is there.

    :raises ServerProblem: if there is one already, or the cluster cannot be used
    """
    lock = locks.take(place.supervisor_lock, locks.ALONE, seconds=2)
    if lock is None:
        raise ServerProblem(f"The database in {place.data} has another supervisor already: use that one.")
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())
    cluster.check(place)
    account = account_for(place.cluster)
    cluster.make_ready(place, account)
    return Supervisor(place, bell, lock, account)


def _refuse_if_killed(server: subprocess.Popen[bytes]) -> None:
    """This will go on only if the server was not killed from outside, which is no reason not to start it again.

    :raises Stopped: if it was
    """
    with contextlib.suppress(subprocess.TimeoutExpired):
        if server.wait(1) == -signal.SIGKILL:
            raise Stopped


def _stop(server: subprocess.Popen[bytes]) -> None:
    """This will stop the server fast and cleanly; if that takes too long, harder: its write-ahead log makes it safe."""
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
    with contextlib.suppress(OSError):  # They may be gone; that is no reason to stop.
        os.write(1, f"{words}\n".encode())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def main(data: Path) -> int:
    """This will supervise, and put every problem into words."""
    try:
        _supervisor_of(make_data_folder(data), Bell()).serve()
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
