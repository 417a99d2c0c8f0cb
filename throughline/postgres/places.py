"""Where things stand in the data folder, so that no other module puts paths together."""

import contextlib
import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from .problems import ServerProblem, from_os_error

Role = Literal["owner", "program"]

DATABASE = "throughline"
ROLES: dict[Role, str] = {"owner": "throughline_owner", "program": "throughline_program"}
PORT = 5432

# A Unix socket's whole path must fit into 104 bytes on macOS and 108 on Linux; PostgreSQL adds
# "/.s.PGSQL.5432" to the folder.
LONGEST_SOCKET_PATH = 100


@dataclass(frozen=True)
class Places:
    """The files of one data folder."""

    data: Path

    @property
    def cluster(self) -> Path:
        return self.data / "postgres"

    @property
    def unfinished_cluster(self) -> Path:
        return self.data / "postgres.unfinished"

    @property
    def log(self) -> Path:
        return self.data / "postgres.log"

    @property
    def keep(self) -> Path:
        return self.data / "keep"

    @property
    def users_lock(self) -> Path:
        return self.data / "users.lock"

    @property
    def start_lock(self) -> Path:
        return self.data / "start.lock"

    @property
    def supervisor_lock(self) -> Path:
        return self.data / "supervisor.lock"

    @property
    def server_lock(self) -> Path:
        return self.data / "server.lock"

    @property
    def program_password(self) -> Path:
        return self.data / "program_password"


def data_folder() -> Path:
    """This will give the folder that holds everything that is kept: THROUGHLINE_DATA, or `.data` here."""
    return Path(os.environ.get("THROUGHLINE_DATA") or ".data")


def places(data: Path) -> Places:
    """This will give the places of a data folder; links are followed, so that two spellings are one folder."""
    return Places(data.expanduser().resolve())


def make_data_folder(data: Path) -> Places:
    """This will make the data folder, for its owner only, if it is not there; a folder that is there is left as it is.

    :raises ServerProblem: if it cannot be made or written to
    """
    found = places(data)
    try:
        if not found.data.is_dir():
            found.data.parent.mkdir(parents=True, exist_ok=True)
            found.data.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise from_os_error(error, found.data) from error
    if not os.access(found.data, os.W_OK | os.X_OK):
        raise from_os_error(PermissionError(13, "Permission denied"), found.data)
    return found


def url(data: Path, role: Role = "owner", database: str = DATABASE) -> str:
    """This will give the address of our own server's database for one of its two roles."""
    host = quote(str(socket_folder(places(data).cluster)), safe="/")
    # The port is spelt out since libpq would otherwise take PGPORT from the environment.
    return f"postgresql://{ROLES[role]}@/{quote(database, safe='')}?host={host}&port={PORT}"


def socket_folder(cluster: Path) -> Path:
    """This will give a path to the socket's folder that is short enough for a socket.

    The socket always lies in the cluster's own folder. When that path is too long, we go there by a link with a short
    name; each process makes it for itself, so that nothing depends on a temporary folder being left alone.
    """
    if len(os.fsencode(cluster)) + len(f"/.s.PGSQL.{PORT}") <= LONGEST_SOCKET_PATH:
        return cluster
    link = _own_short_folder() / hashlib.sha256(os.fsencode(cluster)).hexdigest()[:16]
    if not link.is_symlink():
        with contextlib.suppress(FileExistsError):  # Another process was quicker; the name says where it leads.
            link.symlink_to(cluster)
    return link


def _own_short_folder() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and _is_ours_alone(Path(runtime)):
        folder = Path(runtime) / "throughline"
    else:
        folder = Path(tempfile.gettempdir()) / f"throughline-{os.getuid()}"
    if len(os.fsencode(folder)) > 60:
        folder = Path("/tmp") / f"throughline-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not _is_ours_alone(folder):
        raise ServerProblem(f"{folder} belongs to someone else: set TMPDIR to a folder of your own.")
    return folder


def _is_ours_alone(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
