"""What every figure stands on: a service of its own that goes away afterwards, and medians."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.service import Service

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3


@contextmanager
def throwaway_service() -> Iterator[Service]:
    """Give a small service in a PostgreSQL of its own: two providers, their surgeries and staff, and no clients."""
    folder = tempfile.mkdtemp(prefix="throughline-bench-")
    os.environ["THROUGHLINE_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "throughline.config.settings.test"
    for name in ("DATABASE_URL", "THROUGHLINE_PROGRAM_URL"):
        os.environ.pop(name, None)
    from throughline import postgres

    held = postgres.hold()
    try:
        prepare = [sys.executable, "-m", "throughline.config.prepare_database"]
        subprocess.run(prepare, env={**os.environ, "THROUGHLINE_AS": "owner"}, check=True, cwd=ROOT)
        import django

        django.setup()
        from tests.support.service import build_service

        yield build_service()
        from django.db import connections

        connections.close_all()
    finally:
        held.close()
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def seconds(work: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(*works: Callable[[], object], before_each: Callable[[], object] = lambda: None) -> list[float]:
    """Give each work's median seconds. They take turns, so that a noisy moment falls on all of them."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for taken, work in zip(times, works, strict=True):
            before_each()
            taken.append(seconds(work))
    return [statistics.median(taken) for taken in times]
