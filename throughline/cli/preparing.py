"""Make ready what the program stands on: the database's tables and rights, and what browsers fetch."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

from throughline import postgres
from throughline.cli import door
from throughline.cli.problems import CouldNotError


def prepare_database(address: Mapping[str, str] | None = None) -> None:
    """Bring tables and rights up to date, as the owner and so in a process of its own.

    `address` may name another database than this process uses, by DATABASE_URL and THROUGHLINE_PROGRAM_URL.

    :raises CouldNotError: with the last words of what went wrong
    """
    done = subprocess.run(
        [sys.executable, "-m", "throughline.config.prepare_database"],
        env={**os.environ, **(address or {}), "THROUGHLINE_AS": "owner"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        if os.environ.get("THROUGHLINE_DEBUG") == "1":
            sys.stderr.write(done.stderr)
        last = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise CouldNotError(f"The database could not be prepared ({last}): correct that and run `throughline setup`.")


def prepare_own_or_named_server() -> None:
    """See that the server runs and that the program can sign in to it with no more rights than it needs.

    :raises ServerProblem: if the server cannot be used
    """
    door.hold_database()
    if not postgres.is_own_server():
        postgres.prepare(postgres.urls())


def prepare_pages() -> bool:
    """Build what browsers fetch, if this is a clone, and collect it into one folder. Says whether anything was built.

    :raises CouldNotError: if it cannot be built
    """
    from throughline.nhsuk import build

    built = False
    if (build.REPOSITORY / "package.json").exists():
        try:
            built = build.build(say=False)
        except build.CannotBuildError as problem:
            raise CouldNotError(str(problem)) from problem
    door.ready()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    return built
