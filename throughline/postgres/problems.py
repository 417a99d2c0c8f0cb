"""What may go wrong with the database, in plain words and with the remedy, for a charity with nobody else to ask."""

import errno
import shutil
from pathlib import Path

# One segment of PostgreSQL's write-ahead log.
FREE_BYTES_NEEDED = 16_000_000

# What a server says to those who come too early.
NOT_REASONS = ("is starting up", "not yet accepting connections", "is shutting down")

FULL_SIGNS = ("No space left on device", "Disk quota exceeded", "Check free disk space")


class ServerProblem(Exception):
    """The database cannot be used; the message is one plain sentence that says what to do."""


def disk_full(place: Path) -> ServerProblem:
    """This will say that the disk is full."""
    return ServerProblem(f"The disk that holds {place} is full: make room on it, then try again.")


def from_os_error(error: OSError, place: Path) -> ServerProblem:
    """This will say in words why a file or folder could not be used."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(place)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ServerProblem(
            f"The data folder {place} cannot be written to: give your account the right to write there, "
            "or set THROUGHLINE_DATA to another folder."
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return ServerProblem(f"{place} is not a folder: set THROUGHLINE_DATA to a new or empty folder.")
    reason = error.strerror or str(error)
    return ServerProblem(f"The data folder {place} cannot be used ({reason}): set THROUGHLINE_DATA to another folder.")


def from_postgres_words(words: str, log: Path) -> ServerProblem:
    """This will say why initdb or PostgreSQL gave up, from what it wrote."""
    # On a full disk the log itself may not have been written, so the disk is asked too.
    full = shutil.disk_usage(log.parent).free < FREE_BYTES_NEEDED
    if full or any(sign in words for sign in FULL_SIGNS):
        return disk_full(log.parent)
    lines = [line for line in words.splitlines() if any(sign in line for sign in ("FATAL:", "PANIC:", "error:"))]
    lines = [line for line in lines if not any(sign in line for sign in NOT_REASONS)]
    reason = lines[-1].split(":  ")[-1].strip() if lines else "it gave no reason"
    return ServerProblem(f"PostgreSQL did not start ({reason}): see {log} for more.")
