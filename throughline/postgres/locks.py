"""Locks that the kernel drops when a process ends in whatever way, so that no kill leaves a wrong record behind.

These are flock locks: they belong to the open file, so a child that is given the file keeps the lock too.
"""

import fcntl
import os
import time
from pathlib import Path

from .problems import ServerProblem, from_os_error

SHARED = fcntl.LOCK_SH
ALONE = fcntl.LOCK_EX


def take(path: Path, way: int, *, seconds: float = 0) -> int | None:
    """This will take a lock and give the open file that holds it, or None if others held it all the time.

    :raises ServerProblem: if the lock's file cannot be opened
    """
    lock = _open(path)
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, way | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            if time.monotonic() >= until:
                os.close(lock)
                return None
            time.sleep(0.02)


def must_take(path: Path, way: int, *, seconds: float) -> int:
    """This will take a lock within so many seconds.

    :raises ServerProblem: if others hold it for longer
    """
    lock = take(path, way, seconds=seconds)
    if lock is None:
        raise ServerProblem(
            f"The database in {path.parent} has been busy starting or stopping for {seconds:.0f} seconds: "
            "wait a little and try again, or run `throughline db stop`."
        )
    return lock


def is_held(path: Path) -> bool:
    """This will say whether a process holds the lock for itself alone."""
    if not path.exists():
        return False
    lock = take(path, SHARED)
    if lock is None:
        return True
    os.close(lock)
    return False


def _open(path: Path) -> int:
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise from_os_error(error, path.parent) from error
    if os.getuid() == 0 and os.fstat(lock).st_uid == 0:
        # So that the folder's owner is not shut out after somebody once ran a command as root.
        owner = path.parent.stat()
        os.fchown(lock, owner.st_uid, owner.st_gid)
    return lock
