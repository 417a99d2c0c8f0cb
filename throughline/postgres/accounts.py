"""Which account of the machine runs PostgreSQL, which refuses to run as root.

As root we run it as an account that is there anyway, make no account, and change the rights of no folder but our own.
"""

import functools
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .problems import ServerProblem
from .programs import binary, wheel_install

# initdb asks the system for its account's name, so a bare number will not do.
ACCOUNTS = ("postgres", "nobody")

# Only where the programs lie out of the account's reach (a virtual environment below /root).
COPIES = Path("/var/cache/throughline")


@dataclass(frozen=True)
class Account:
    """Another account than ours; PostgreSQL is run with its numbers."""

    uid: int
    gid: int


def account_for(cluster: Path) -> Account | None:
    """This will choose the account for the server: None for our own, else the cluster's owner or `postgres`.

    :raises ServerProblem: if we are root and none of them is there
    """
    if os.getuid() != 0:
        return None
    if cluster.is_dir() and cluster.stat().st_uid != 0:
        return Account(cluster.stat().st_uid, cluster.stat().st_gid)
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid)
    raise ServerProblem(
        "PostgreSQL does not run as root, and this machine has neither the account postgres nor nobody: "
        "run Throughline as an ordinary user."
    )


def give_away(folder: Path, account: Account | None) -> None:
    """This will give a folder of ours and all in it to the account; without one it stays ours."""
    if account is None:
        return
    for where, _, files in os.walk(folder):
        os.chown(where, account.uid, account.gid)
        for name in files:
            os.chown(Path(where) / name, account.uid, account.gid, follow_symlinks=False)


def program_for(name: str, account: Account | None) -> Path:
    """This will give a program that the account can run, copying PostgreSQL to a public place if it must."""
    program = binary(name)
    if account is None or _can_run(program, account):
        return program
    install = wheel_install()
    if install is None or not program.is_relative_to(install):
        raise ServerProblem(
            f"The account that runs PostgreSQL cannot run {program}: run Throughline as an ordinary user."
        )
    return _copy_of(install) / "bin" / name


@functools.cache
def _can_run(program: Path, account: Account) -> bool:
    try:
        done = subprocess.run(
            [program, "--version"],
            check=False,
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _copy_of(install: Path) -> Path:
    """This will copy the wheel's programs once, keeping the shape in which they find their libraries."""
    made_from = (install / "bin" / "postgres").stat()
    key = f"{install.resolve()} {made_from.st_size} {made_from.st_mtime_ns}"
    copy = COPIES / hashlib.sha256(key.encode()).hexdigest()[:16]
    if not copy.is_dir():
        try:
            _make_copy(install, copy)
        except OSError as error:
            raise ServerProblem(
                f"The account that runs PostgreSQL cannot reach {install}, which cannot be copied to {COPIES} "
                f"({error}): run Throughline as an ordinary user."
            ) from error
    if copy.stat().st_uid != 0 or copy.stat().st_mode & 0o022:
        raise ServerProblem(f"{copy} is not root's own folder: remove it and try again.")
    return copy / install.parent.name / install.name


def _make_copy(install: Path, copy: Path) -> None:
    COPIES.mkdir(parents=True, exist_ok=True)
    COPIES.chmod(0o755)  # Whatever our umask is: the account must be able to pass.
    with tempfile.TemporaryDirectory(dir=COPIES, prefix="unfinished-") as folder:
        unfinished = Path(folder) / copy.name
        shutil.copytree(
            install, unfinished / install.parent.name / install.name, ignore=shutil.ignore_patterns("include", "*.a")
        )
        libraries = install.parent.with_name(install.parent.name + ".libs")
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name)
        _open_to_all(unfinished)
        try:
            unfinished.rename(copy)
        except OSError:
            if not copy.is_dir():  # Else another process was quicker.
                raise


def _open_to_all(folder: Path) -> None:
    for where, _, files in os.walk(folder):
        Path(where).chmod(0o755)
        for name in files:
            (Path(where) / name).chmod(0o755 if Path(where).name == "bin" else 0o644)
