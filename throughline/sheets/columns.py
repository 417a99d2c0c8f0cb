"""What a column of a file is: its heading, and what to write in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its heading, whether it must be there and filled, what to write in it, and an example."""

    name: str
    required: bool
    says: str
    example: str
