"""What is wrong with a row, and how it is said in the file that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row, in which column, and how to put it right."""

    field: str
    reason: str


def joined(problems: Sequence[Problem]) -> tuple[str, str]:
    """Give a row's problems as the two cells that stand before it in the file that comes back."""
    fields = dict.fromkeys(problem.field for problem in problems if problem.field)
    return "; ".join(fields), " ".join(problem.reason for problem in problems)
