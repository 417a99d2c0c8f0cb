"""Gives each test run a PostgreSQL of its own, in a folder that goes when the run ends. Comes before the settings."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

folder = tempfile.mkdtemp(prefix="throughline-test-")
os.environ["THROUGHLINE_DATA"] = folder
os.environ.pop("DATABASE_URL", None)
os.environ.pop("THROUGHLINE_PROGRAM_URL", None)

import psycopg  # noqa: E402

from throughline import postgres  # noqa: E402

_held = postgres.hold()
with psycopg.connect(postgres.url(Path(folder), database="postgres"), autocommit=True) as _owner:
    # A test's server has nothing to keep once it ends: it need not wait for the disk.
    for _setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _owner.execute(f"alter system set {_setting} = off")
    _owner.execute("select pg_reload_conf()")


@atexit.register
def _end() -> None:
    """Stop the server and take its folder away."""
    _held.close()
    postgres.stop()
    shutil.rmtree(folder, ignore_errors=True)
