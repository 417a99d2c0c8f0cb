"""What became of a row."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.sheets import Problem


@dataclass(frozen=True)
class Verdict:
    """One of three: taken, here already, or not taken for these problems."""

    taken: bool = False
    again: bool = False
    problems: tuple[Problem, ...] = ()


TAKEN = Verdict(taken=True)
AGAIN = Verdict(again=True)


def bad(*problems: Problem) -> Verdict:
    """Give the verdict on a row with problems."""
    return Verdict(problems=problems)
