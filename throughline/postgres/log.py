"""Our own server's log: one file of ours, since the server may write nowhere but in its cluster's folder."""

import os
from typing import BinaryIO

from .places import Places

ROLL_AT_BYTES = 5_000_000


def open_log(place: Places) -> BinaryIO:
    """This will open the log to add to it, readable by its owner alone."""
    return open(place.log, "ab", opener=lambda path, flags: os.open(path, flags, 0o600))


def roll_log(place: Places) -> None:
    """This will put a large log aside; one old log is kept."""
    if place.log.exists() and place.log.stat().st_size > ROLL_AT_BYTES:
        place.log.replace(place.log.with_name(place.log.name + ".1"))


def log_length(place: Places) -> int:
    """This will say how long the log is now."""
    return place.log.stat().st_size if place.log.exists() else 0


def log_since(place: Places, length: int) -> str:
    """This will give what was logged since it had that length."""
    with place.log.open("rb") as log:
        log.seek(length)
        return log.read().decode(errors="replace")
