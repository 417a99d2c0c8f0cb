"""Start PostgreSQL's programs so that none of them outlives the supervisor, even when it is killed."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from . import locks
from .accounts import Account, program_for
from .places import Places
from .problems import ServerProblem

PR_SET_PDEATHSIG = 1

# Linux leads this to the process's own folder whatever the rights of the folders above it, so that the server's
# account reaches a cluster that lies below a closed folder, such as /root.
OWN_FOLDER = Path("/proc/self/cwd")


@contextmanager
def nothing_left(place: Places) -> Iterator[int]:
    """This will wait until no process of an earlier server is left, and give the lock that says so to hand on.

    :raises ServerProblem: if an earlier server does not end
    """
    lock = locks.must_take(place.server_lock, locks.ALONE, seconds=60)
    try:
        yield lock
    finally:
        os.close(lock)


def launch(
    cluster: Path, name: str, *arguments: str, lock: int, account: Account | None, output: int | IO[bytes]
) -> subprocess.Popen[bytes]:
    """This will start a program of PostgreSQL on a cluster.

    The program and all it starts hold the lock for as long as any of them lives.

    :raises ServerProblem: if the program cannot be started
    """
    folder = OWN_FOLDER if account is not None and OWN_FOLDER.exists() else cluster
    program = program_for(name, account)
    whose: dict[str, Any] = {}
    if account is not None:
        whose = {"user": account.uid, "group": account.gid, "extra_groups": []}
    try:
        return subprocess.Popen(
            [str(program), "-D", str(folder), *arguments],
            cwd=cluster,
            env={"LC_ALL": "C", "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=[lock],
            preexec_fn=_end_with_parent(os.getpid()),  # noqa: PLW1509 - the supervisor has no threads
            **whose,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ServerProblem(f"{program} cannot be run ({error}): run Throughline as an ordinary user.") from error


def _end_with_parent(parent: int) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None  # There `watch` does it.
    libc = ctypes.CDLL(None)

    def ask_the_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGINT))
        if os.getppid() != parent:
            os._exit(1)

    return ask_the_kernel


def watch(server: subprocess.Popen[bytes]) -> subprocess.Popen[bytes] | None:
    """This will start, where the kernel cannot do it, a process that stops the server when this one is gone."""
    if sys.platform == "linux":
        return None
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("watch.py")), str(server.pid)], stdin=subprocess.PIPE
    )
