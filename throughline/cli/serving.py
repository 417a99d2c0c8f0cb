"""Keep the service up: the web server and the job worker as children, ended together and never left behind."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from types import FrameType

from throughline.cli import door
from throughline.cli.problems import CouldNotError

GRACE_SECONDS = 10
LOOK_SECONDS = 0.25
LOOK_AT_DATABASE_SECONDS = 5
ONE_RESTART_IN_SECONDS = 60
LOOPBACK = (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6))


def open_port(port: int) -> list[socket.socket]:
    """Take the port for ourselves, so that who asks before the web server is up is kept waiting and not turned away.

    :raises CouldNotError: if another program has it, or we may not have it
    """
    opened = []
    for address, family in LOOPBACK:
        try:
            listener = socket.socket(family, socket.SOCK_STREAM)
            opened.append(listener)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, port))
            listener.listen(128)
        except OSError as error:
            if family == socket.AF_INET6 and error.errno in (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL):
                continue  # A machine without IPv6.
            raise CouldNotError(_why_not(error, port)) from error
    return opened


def _why_not(error: OSError, port: int) -> str:
    remedy = f"choose another port with `PORT={port + 1 if port < 65_535 else 8001} make run`."
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program: end that program, or {remedy}"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Your account may not open port {port}: choose one above 1023, such as `PORT=8000 make run`."
    return f"Port {port} cannot be opened ({error.strerror}): {remedy}"


@dataclass
class Child:
    """One of our processes. Its standard input is a pipe that only we hold, so that it ends when we do."""

    name: str
    words: tuple[str, ...]
    sockets: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, in a session of its own so that Ctrl-C in the terminal reaches it only through us."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "throughline.cli.tied", *self.words],
            stdin=subprocess.PIPE,
            pass_fds=self.sockets,
            start_new_session=True,
        )

    @property
    def has_ended(self) -> bool:
        """Say whether it runs no more."""
        return self.process is not None and self.process.poll() is not None


@dataclass
class Service:
    """The running whole."""

    web: Child
    jobs: Child
    say: Callable[[str], None]
    stopping: bool = False
    jobs_restarted_at: float = -inf
    looked_at_database: float = field(default_factory=time.monotonic)

    def run(self) -> None:
        """Run until asked to stop (SIGINT, SIGTERM or SIGHUP).

        :raises CouldNotError: if a part of it ended by itself
        """
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._stop)
        try:
            self.web.start()
            self.jobs.start()
            while not self.stopping:
                self._look()
                time.sleep(LOOK_SECONDS)
        finally:
            self._end()

    def _stop(self, _sign: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _look(self) -> None:
        if self.web.has_ended:
            raise CouldNotError("The web server ended by itself: see its words above, then start again.")
        if self.jobs.has_ended:
            if time.monotonic() - self.jobs_restarted_at < ONE_RESTART_IN_SECONDS:
                raise CouldNotError("The job worker ended a second time: see its words above, then start again.")
            self.jobs_restarted_at = time.monotonic()
            self.say("The job worker ended by itself and was started again.")
            door.hold_again()
            self.jobs.start()
        if time.monotonic() - self.looked_at_database > LOOK_AT_DATABASE_SECONDS:
            door.hold_again()
            self.looked_at_database = time.monotonic()

    def _end(self) -> None:
        running = [c.process for c in (self.web, self.jobs) if c.process is not None and c.process.poll() is None]
        for process in running:
            process.terminate()
        until = time.monotonic() + GRACE_SECONDS + 2
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        door.let_go()


def service_on(port: int, say: Callable[[str], None]) -> Service:
    """Open the port and give the service that will answer there.

    :raises CouldNotError: if the port is not to be had
    """
    opened = tuple(listener.detach() for listener in open_port(port))
    for number in opened:
        os.set_inheritable(number, False)  # Given to the web server alone.
    web = Child("web server", ("web", *map(str, opened)), opened)
    return Service(web=web, jobs=Child("job worker", ("jobs",)), say=say)
