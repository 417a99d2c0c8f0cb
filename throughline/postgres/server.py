"""Our own server as the rest of the program sees it: say that you need it, and it is there until you end."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import locks, starting
from .connections import answers
from .places import DATABASE, Places, Role, data_folder, make_data_folder, places, url
from .problems import ServerProblem

STOP_SECONDS = 120.0


@dataclass(frozen=True)
class Server:
    """A server that was running when this was given."""

    data: Path

    def url(self, role: Role = "owner", database: str = DATABASE) -> str:
        return url(self.data, role, database)


@dataclass
class Hold:
    """The word that this process needs the server: kept until closed, or until the process ends in whatever way."""

    server: Server
    _lock: int | None

    def close(self) -> None:
        """This will say that this process needs the server no more; a second time it does nothing."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def hold(data: Path | None = None) -> Hold:
    """This will start the server if it is not running, and keep it running for as long as this process lives.

    :raises ServerProblem: if it cannot be started
    """
    place = make_data_folder(data or data_folder())
    lock = locks.must_take(place.users_lock, locks.SHARED, seconds=STOP_SECONDS)
    try:
        starting.see_that_it_runs(place)
    except BaseException:
        os.close(lock)
        raise
    return Hold(Server(place.data), lock)


@contextmanager
def using(data: Path | None = None) -> Iterator[Server]:
    """This will keep the server running while the block runs.

    :raises ServerProblem: if it cannot be started
    """
    held = hold(data)
    try:
        yield held.server
    finally:
        held.close()


def start(data: Path | None = None) -> Server:
    """This will start the server and keep it running until `stop`, whether anybody uses it or not.

    :raises ServerProblem: if it cannot be started
    """
    with using(data) as server:
        places(server.data).keep.touch(mode=0o600)
        return server


def stop(data: Path | None = None) -> None:
    """This will stop the server, even if it is in use, and wait until it is gone.

    :raises ServerProblem: if it does not stop
    """
    place = places(data or data_folder())
    if not place.server_lock.exists():
        return  # Nothing was ever started here.
    place.keep.unlink(missing_ok=True)
    until = time.monotonic() + STOP_SECONDS
    told = 0
    while locks.is_held(place.supervisor_lock) and time.monotonic() < until:
        supervisor = _supervisor_of(place)
        if told and supervisor != told:
            return  # Somebody has started another since.
        if supervisor and not told:
            told = supervisor
            _tell_to_stop(supervisor)
        time.sleep(0.02)
    os.close(locks.must_take(place.server_lock, locks.ALONE, seconds=max(0, until - time.monotonic())))


def is_running(data: Path | None = None) -> bool:
    """This will say whether the server takes connections now."""
    return answers(data or data_folder())


def _supervisor_of(place: Places) -> int:
    written = place.supervisor_lock.read_text(encoding="ascii")
    return int(written) if written.isdigit() else 0


def _tell_to_stop(supervisor: int) -> None:
    try:
        os.kill(supervisor, signal.SIGTERM)
    except ProcessLookupError:
        pass
    except PermissionError:
        raise ServerProblem("The server was started by another account: stop it as that account.") from None
