"""What a profile asks. A list of these makes the form, the page, the history and the printed sheet, so that they agree.

An answer that is not there was not asked. That is never "no need" (R13): no rule reads it as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

Answers = Mapping[str, str | list[str]]
"""By a question's key: the code chosen, the codes chosen, or what was said. No key: not asked."""

YES, NO, NONE, RATHER_NOT = "YES", "NO", "NONE", "RATHER_NOT"


class Kind(Enum):
    """How a question is answered."""

    YES_NO = "yes or no"
    ONE = "one of several"
    MANY = "any of several"
    WORDS = "in words"


@dataclass(frozen=True)
class Choice:
    """One answer of several. `snomed` is its code where the Accessible Information Standard has one."""

    code: str
    label: str
    snomed: str = ""


PLAIN = (Choice(YES, "Yes"), Choice(NO, "No"))
NONE_OF_THESE = Choice(NONE, "None of these")
PREFERS_NOT = Choice(RATHER_NOT, "Prefer not to say")
ALONE = frozenset({NONE, RATHER_NOT})
"""Answers that stand for the whole question: nothing else is ticked beside them."""


@dataclass(frozen=True)
class Question:
    """One thing to ask: in the form's words, and shorter for where the answer is read."""

    key: str
    asks: str
    says: str
    kind: Kind = Kind.YES_NO
    choices: tuple[Choice, ...] = PLAIN
    hint: str = ""
    essential: bool = False
    """The profile counts as asked once all of these were."""
    longest: int = 300
    under: tuple[str, str] | None = None
    """The question and the choice that open this one."""

    @property
    def all_choices(self) -> tuple[Choice, ...]:
        """Give the choices with those that are always there."""
        if self.kind == Kind.WORDS:
            return ()
        return (*self.choices, *([NONE_OF_THESE] if self.kind == Kind.MANY else []), PREFERS_NOT)


@dataclass(frozen=True)
class Section:
    """Questions that are asked together."""

    key: str
    heading: str
    questions: tuple[Question, ...]


Sections = tuple[Section, ...]


def questions_of(sections: Sections) -> dict[str, Question]:
    """Give every question by its key."""
    return {question.key: question for section in sections for question in section.questions}


def given(answers: Answers, key: str) -> str:
    """Give the one answer to a question; nothing where it was not asked."""
    answer = answers.get(key, "")
    return answer if isinstance(answer, str) else ""


def chosen(answers: Answers, key: str) -> tuple[str, ...]:
    """Give the answers to a question that takes several; nothing where it was not asked."""
    answer = answers.get(key, ())
    return () if isinstance(answer, str) else tuple(answer)


def said(question: Question, answers: Answers) -> str:
    """Put an answer in words."""
    if question.key not in answers:
        return "Not asked"
    answer = answers[question.key]
    labels = {choice.code: choice.label for choice in question.all_choices}
    codes = [answer] if isinstance(answer, str) else answer
    return answer if question.kind == Kind.WORDS and isinstance(answer, str) else ", ".join(labels[c] for c in codes)
