"""Gives each test run a PostgreSQL of its own, in a folder that goes when the run ends. Comes before the settings."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

folder = tempfile.mkdtemp(prefix="throughline-test-")
os.environ["THROUGHLINE_DATA"] = folder
os.environ.pop("DATABASE_URL", None)
os.environ.pop("THROUGHLINE_PROGRAM_URL", None)

from throughline import postgres  # noqa: E402

_held = postgres.hold()


@atexit.register
def _end() -> None:
    """Stop the server and take its folder away."""
    _held.close()
    postgres.stop()
    shutil.rmtree(folder, ignore_errors=True)
