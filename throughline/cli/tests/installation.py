"""An installation of its own: its data folder, and the command as a process, as it is on somebody's laptop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import psutil
import psycopg

from throughline import postgres

PATIENCE_SECONDS = 90


@dataclass(frozen=True)
class Installation:
    """A data folder, and what can be done with it."""

    data: Path

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self._command(*words), env=self._environment(environment), capture_output=True, text=True, check=False
        )

    @contextmanager
    def served(self, port: int) -> Iterator[subprocess.Popen[str]]:
        """Serve for as long as the block lasts."""
        command = self._command("serve", "--port", str(port))
        with subprocess.Popen(
            command, env=self._environment({}), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            try:
                yield process
            finally:
                process.send_signal(signal.SIGTERM)

    def hold_one_organisation(self) -> None:
        """Let there be an organisation, so that the demo is not loaded into this one."""
        with postgres.using(self.data) as server, psycopg.connect(server.url()) as owner:
            owner.execute(
                "insert into organisations_organisation (id, kind, name, phone)"
                " values (gen_random_uuid(), 'COUNCIL', 'Only one', '')"
            )

    @staticmethod
    def _command(*words: str) -> list[str]:
        return [sys.executable, "-m", "throughline.cli.main", *words]

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        settings = {"DJANGO_SETTINGS_MODULE": "throughline.config.settings.dev", "THROUGHLINE_DATA": str(self.data)}
        return {**os.environ, **settings, **more}


def free_port() -> int:
    """Give a port that nobody uses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def status_of(port: int, path: str) -> int | None:
    """Ask for a page and give its status, or None if nobody answers."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=30) as answer:
            status: int = answer.status
            return status
    except (URLError, ConnectionError, TimeoutError):
        return None


def wait_until(is_so: Callable[[], bool]) -> bool:
    """Say whether it came to be so in good time."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.1)
    return False


def below(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """List the processes that a process has started, and those they started."""
    return psutil.Process(process.pid).children(recursive=True)
