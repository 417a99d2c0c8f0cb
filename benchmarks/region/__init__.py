"""A region to measure on: a service of its own of a region's size (or a share of it), as `throughline serve` runs it.

`make bench` builds each size once, in the folder that BENCH_FOLDER names. A figure that is measured alone builds its
own and takes it away again. The whole size takes some ten minutes to build; BENCH_SHARE=0.1 measures on a tenth.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARE = float(os.environ.get("BENCH_SHARE", "1"))
HUNDREDTH = max(SHARE / 100, 0.001)
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Region:
    """One size of a region, in a data folder of its own."""

    folder: Path
    share: float

    @property
    def environment(self) -> dict[str, str]:
        """Give what makes a process work on this region."""
        ours = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "THROUGHLINE_PROGRAM_URL")
        }
        return ours | {
            "THROUGHLINE_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "throughline.config.settings.dev",
        }

    def run(self, *words: str) -> str:
        """Run a module on this region and give what it wrote."""
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout

    def ask(self, module: str, *words: str) -> Any:
        """Run a module on this region and read its last line as JSON."""
        return json.loads(self.run(module, *words).splitlines()[-1])


@contextmanager
def region(share: float) -> Iterator[Region]:
    """Give a region of a size, built if it is not there yet."""
    kept = os.environ.get("BENCH_FOLDER")
    folder = Path(kept or tempfile.mkdtemp(prefix="throughline-bench-"))
    found = Region(folder / f"share-{share:g}", share)
    try:
        yield _built(found)
    finally:
        found.run("throughline.cli.main", "db", "stop")
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def _built(built: Region) -> Region:
    whole = built.folder / "whole"
    built.folder.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    built.run("throughline.cli.main", "setup")
    if not whole.exists():
        said = built.run("throughline.cli.main", "demo", "load", "--size", "region", "--share", f"{built.share:g}")
        whole.touch()
        print(f"A region at {built.share:g} of its size built in {time.perf_counter() - start:.0f} s.", flush=True)
        print(said.splitlines()[-1], flush=True)
    built.run("throughline.cli.main", "db", "start")
    return built


@dataclass(frozen=True)
class Served:
    """A region that answers on a port."""

    port: int
    process: subprocess.Popen[bytes]


@contextmanager
def serving(built: Region) -> Iterator[Served]:
    """Serve it as `throughline serve` does: gunicorn with two processes of four threads, and the job worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "throughline.cli.main", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=built.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Served(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://localhost:{port}/account/login/", timeout=30).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The service did not come up: the figure would mean nothing.")
