"""Which database this process uses: our own server, or the one that DATABASE_URL names."""

import contextlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from .connections import parts_of
from .places import data_folder, make_data_folder, url
from .problems import from_os_error


@dataclass(frozen=True)
class Urls:
    """The owner makes tables; the program, which row-level security binds, does everything else."""

    owner: str
    program: str


def is_own_server() -> bool:
    """This will say whether the database is our own server, since DATABASE_URL names no other."""
    return not os.environ.get("DATABASE_URL")


def urls() -> Urls:
    """This will give the addresses for the owner and the program; it connects to nothing.

    :raises ServerProblem: if DATABASE_URL is not an address, or the data folder cannot be written to
    """
    if is_own_server():
        return Urls(owner=url(data_folder(), "owner"), program=url(data_folder(), "program"))
    owner = os.environ["DATABASE_URL"]
    return Urls(owner=owner, program=os.environ.get("THROUGHLINE_PROGRAM_URL") or _program_url(owner))


def _program_url(owner: str) -> str:
    parts = parts_of(owner)
    database = parts.get("dbname") or parts.get("user") or "throughline"
    # PostgreSQL cuts names at 63 bytes.
    user = f"{database.encode()[:55].decode(errors='ignore')}_program"
    split = urlsplit(owner)
    host = split.netloc.rpartition("@")[2]
    kept = [(name, value) for name, value in parse_qsl(split.query) if name not in ("user", "password")]
    netloc = f"{quote(user, safe='')}:{_program_password()}@{host}"
    return urlunsplit((split.scheme, netloc, split.path, urlencode(kept), ""))


def _program_password() -> str:
    """This will give the program's password, made at random once and kept for its owner's eyes alone."""
    place = make_data_folder(data_folder())
    kept = place.program_password
    try:
        if not kept.exists():
            # A file of this kind is its owner's alone; linking shows it to others only when it is whole.
            with tempfile.NamedTemporaryFile("w", dir=place.data, prefix="program_password.") as new:
                new.write(secrets.token_urlsafe(32))
                new.flush()
                with contextlib.suppress(FileExistsError):  # Another process was quicker; theirs it is.
                    os.link(new.name, kept)
        return kept.read_text(encoding="ascii").strip()
    except OSError as error:
        raise from_os_error(error, place.data) from error
