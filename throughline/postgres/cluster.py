"""The folder in which PostgreSQL keeps the data: whether it is ours to use, and how it is made."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import children
from .accounts import Account, give_away
from .configuration import write_settings
from .log import open_log
from .places import ROLES, Places
from .problems import ServerProblem, from_postgres_words
from .programs import server_major

INITDB = [
    *("--username", ROLES["owner"], "--auth=trust", "--encoding=UTF8"),
    *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
]
NEW = "set THROUGHLINE_DATA to a new or empty folder"


def check(place: Places) -> None:
    """This will refuse a folder that is not a cluster we can run.

    :raises ServerProblem: if it is foreign, someone else's, or of another major version
    """
    if (place.data / "PG_VERSION").exists():
        raise ServerProblem(f"{place.data} is itself a PostgreSQL cluster and not a data folder of Throughline: {NEW}.")
    cluster = place.cluster
    if not cluster.exists():
        return
    if os.getuid() not in (0, cluster.stat().st_uid):
        raise ServerProblem(f"{cluster} belongs to another account: run Throughline as that account, or {NEW}.")
    if not cluster.is_dir() or (any(cluster.iterdir()) and not (cluster / "PG_VERSION").is_file()):
        raise ServerProblem(f"{cluster} is not a PostgreSQL data folder, but is not empty: move it away, or {NEW}.")
    _check_version(cluster)


def _check_version(cluster: Path) -> None:
    if not (cluster / "PG_VERSION").is_file():
        return
    found = (cluster / "PG_VERSION").read_text(encoding="ascii", errors="replace").strip()
    if found != str(server_major()):
        raise ServerProblem(
            f"The database in {cluster} was made by PostgreSQL {found}, and this is PostgreSQL {server_major()}: "
            f"go back to the Throughline that made it, back it up there, then restore it into a new data folder."
        )


def make_ready(place: Places, account: Account | None) -> None:
    """This will make the cluster if there is none, write its settings, and clear what an earlier life left.

    :raises ServerProblem: if initdb fails
    """
    if not (place.cluster / "PG_VERSION").is_file():
        _make(place, account)
    if account is not None and place.cluster.stat().st_uid == 0:
        give_away(place.cluster, account)
    write_settings(place.cluster, account)


def _make(place: Places, account: Account | None) -> None:
    """This will make the cluster beside its place and move it there when it is whole."""
    unfinished = place.unfinished_cluster
    with children.nothing_left(place) as lock:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        give_away(unfinished, account)
        initdb = children.launch(unfinished, "initdb", *INITDB, lock=lock, account=account, output=subprocess.PIPE)
    words, _ = initdb.communicate()
    if initdb.returncode != 0:
        with open_log(place) as log:
            log.write(words)
        problem = from_postgres_words(words.decode(errors="replace"), place.log)
        shutil.rmtree(unfinished, ignore_errors=True)
        raise problem
    unfinished.rename(place.cluster)


def clear_leftovers(cluster: Path) -> None:
    """This will remove the pid files of a server that is gone.

    PostgreSQL does so itself unless a process has that number again, or still has it as a zombie that nobody reaps.

    :raises ServerProblem: if a server that we did not start uses the cluster
    """
    for left in (cluster / "postmaster.pid", cluster / ".s.PGSQL.5432.lock"):
        if not left.exists():
            continue
        first = left.read_text(encoding="ascii", errors="replace").split("\n", 1)[0].strip().lstrip("-")
        if first.isdigit() and _may_be_a_server(int(first), cluster):
            raise ServerProblem(
                f"A PostgreSQL that Throughline did not start (process {first}) may be using {cluster}: stop it first."
            )
        left.unlink()


def _may_be_a_server(pid: int, cluster: Path) -> bool:
    name, state = _name_and_state(pid)
    if state in ("", "Z") or Path(name).name != "postgres":
        return False
    try:
        return Path(f"/proc/{pid}/cwd").samefile(cluster)
    except OSError:
        return True  # It cannot be told, so nothing is risked.


def _name_and_state(pid: int) -> tuple[str, str]:
    if sys.platform == "linux":
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return "", ""
        name, _, rest = stat.partition("(")[2].rpartition(")")
        return name, rest.strip()[:1]
    done = subprocess.run(["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    state, _, name = done.stdout.strip().partition(" ")
    return name.strip(), state[:1]
