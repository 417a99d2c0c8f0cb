"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class RowsTaken(Event):
    """A file was taken in."""

    kind: str
    taken: int
