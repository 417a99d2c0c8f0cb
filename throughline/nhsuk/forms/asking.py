"""Questions that must be answered only when another was answered in a certain way, written as a sentence:

`when_answered = [Ask("note").if_("reason").is_(ClosureReason.OTHER)]`
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Requirement:
    """That a question must be answered, if what was answered to another holds."""

    name: str
    other: str
    holds: Callable[[Any], bool]

    def applies(self, answers: Mapping[str, Any]) -> bool:
        """Say whether the question must be answered, given the other answers."""
        return self.other in answers and self.holds(answers[self.other])


@dataclass(frozen=True)
class Condition:
    """The middle of the sentence: which answer it turns on."""

    name: str
    other: str

    def is_(self, value: Any) -> Requirement:
        """Require it if that was the answer, or one of the answers."""
        return self.is_one_of(value)

    def is_one_of(self, *values: Any) -> Requirement:
        """Require it if any of these was the answer, or one of the answers."""
        return Requirement(self.name, self.other, lambda given: any(one in values for one in _all(given)))

    def is_not(self, value: Any) -> Requirement:
        """Require it if there was an answer and it was another."""
        return Requirement(self.name, self.other, lambda given: _answered(given) and value not in _all(given))

    def is_answered(self) -> Requirement:
        """Require it if there was any answer."""
        return Requirement(self.name, self.other, _answered)


@dataclass(frozen=True)
class Ask:
    """The start of the sentence: what to ask."""

    name: str

    def if_(self, other: str) -> Condition:
        """Name the question whose answer it turns on."""
        return Condition(self.name, other)


def _all(given: Any) -> list[Any]:
    return list(given) if isinstance(given, (list, tuple, set)) else [given]


def _answered(given: Any) -> bool:
    return given not in (None, "", [])
