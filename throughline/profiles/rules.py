"""What follows from a profile's answers. Not asked is never "no need": no rule here reads a missing answer as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from throughline.core.decisions import YES as ALLOWED
from throughline.core.decisions import Decision, Refused
from throughline.profiles.access_questions import (
    ACCESS_QUESTIONS,
    CODED,
    ENGLISH,
    INTERPRETERS,
)
from throughline.profiles.questions import ALONE, NO, YES, Answers, Kind, Question, chosen, given, said

LONGEST_LINE = 500


def checked(answers: Answers, questions: Mapping[str, Question]) -> dict[str, str | list[str]]:
    """Give the answers that say something, each one that the question has.

    :raises Refused: naming the first that cannot be right, and what to do
    """
    kept: dict[str, str | list[str]] = {}
    for key, question in questions.items():
        answer = answers.get(key)
        if answer:
            kept[key] = _words(question, answer) if question.kind == Kind.WORDS else _choices(question, answer)
    return kept


def _words(question: Question, answer: str | list[str]) -> str:
    text = " ".join(str(answer).replace("\0", "").split())
    if len(text) > question.longest:
        raise Refused(f"{question.says}: write at most {question.longest} letters. There are {len(text)}.")
    return text


def _choices(question: Question, answer: str | list[str]) -> str | list[str]:
    wanted = [answer] if isinstance(answer, str) else list(answer)
    codes = [choice.code for choice in question.all_choices if choice.code in wanted]
    if len(codes) != len(set(wanted)):
        raise Refused(f"{question.says}: choose one of the answers on the page.")
    if len(codes) > 1 and ALONE & set(codes):
        raise Refused(f"{question.says}: choose what they need, or “None of these”, not both.")
    return codes if question.kind == Kind.MANY else codes[0]


def digitally_excluded(answers: Answers) -> tuple[str, ...]:
    """Give the reasons why somebody cannot be offered anything online; none where none is known."""
    at_home = given(answers, "has_internet")
    reasons = (
        (at_home == NO, "no internet at home"),
        ("NONE" in chosen(answers, "device"), "nothing to go online with"),
        (at_home != YES and given(answers, "mobile_data") == "NO_DATA", "no data"),
        (given(answers, "skill") == "CANNOT", "does not use the internet"),
    )
    return tuple(reason for holds, reason in reasons if holds)


def cannot_read(answers: Answers) -> tuple[str, ...]:
    """Give the reason why a letter or a text can never be the only way; none where none is known (AM35)."""
    return ("cannot read",) if given(answers, "can_read") == NO else ()


def needs_large_print(answers: Answers) -> bool:
    """Say whether what they are to read must be in large print."""
    return any(code.startswith("LARGE_") for code in chosen(answers, "formats"))


def still_to_ask(answers: Answers) -> tuple[Question, ...]:
    """List the essential questions that nobody has asked. "Prefer not to say" is an answer."""
    return tuple(q for q in ACCESS_QUESTIONS.values() if q.essential and q.key not in answers)


def snomed_codes(answers: Answers) -> dict[str, str]:
    """Give the coded needs of the Accessible Information Standard: what they are, by SNOMED CT code."""
    found = {
        choice.snomed: choice.label
        for key, choices in CODED.items()
        for choice in choices
        if choice.code in chosen(answers, key)
    }
    language = given(answers, "language")
    if given(answers, "interpreter") == YES and language in INTERPRETERS and language != ENGLISH:
        found[INTERPRETERS[language]] = f"{language} interpreter"
    return found


def so_that_it_works(answers: Answers) -> str:
    """Put what contact needs in one line, for beside a telephone number. The agreed word is never in it."""
    parts = (
        _interpreter(answers),
        *_labels(answers, "professionals"),
        *(f"{ACCESS_QUESTIONS[key].says.lower()}" for key in ("hearing", "speech") if _has_difficulty(answers, key)),
        *_labels(answers, "support"),
        *_labels(answers, "formats"),
        f"ring {given(answers, 'safe_times')}" if given(answers, "safe_times") else "",
        "no voicemail" if given(answers, "voicemail") == NO else "",
        f"helped by {given(answers, 'helper')}" if given(answers, "helper") else "",
        given(answers, "needs"),
    )
    line = "; ".join(part for part in parts if part)
    return f"{line[:1].upper()}{line[1:]}"[:LONGEST_LINE]


def _interpreter(answers: Answers) -> str:
    language = given(answers, "language")
    if given(answers, "interpreter") == YES:
        return f"interpreter: {language}" if language in INTERPRETERS else "needs an interpreter"
    return f"speaks {language}" if language in INTERPRETERS and language != ENGLISH else ""


def _labels(answers: Answers, key: str) -> list[str]:
    picked = [code for code in chosen(answers, key) if code not in ALONE]
    labels = {choice.code: choice.label for choice in ACCESS_QUESTIONS[key].choices}
    return [labels[code] for code in picked]


def _has_difficulty(answers: Answers, key: str) -> bool:
    return given(answers, key) in ("SOME", "MUCH")


@dataclass(frozen=True)
class Change:
    """An answer that is another one now."""

    question: Question
    before: str
    after: str

    @property
    def words(self) -> str:
        return f"{self.question.says}: {self.before} → {self.after}"


def changes(before: Answers, after: Answers, questions: Mapping[str, Question]) -> tuple[Change, ...]:
    """List what differs between two versions, in the order of the questions."""
    return tuple(
        Change(question, said(question, before), said(question, after))
        for key, question in questions.items()
        if before.get(key) != after.get(key)
    )


def may_follow(*, seen: str, now: str, colleague: str, changed: tuple[Change, ...]) -> Decision:
    """Say whether a new version may follow: not if somebody saved another since the page opened.

    `seen`, `now`: the version that the page showed, and the latest. Nothing typed is lost: it stands on the page.
    """
    if seen == now:
        return ALLOWED
    what = "; ".join(change.words for change in changed) or "nothing that shows"
    return Decision(f"Since you opened this page {colleague} changed: {what}. Check these answers, and save again.")
