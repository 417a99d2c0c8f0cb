"""How a question stands, what may happen to it next, and by when the client is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.core.decisions import YES, Decision
from throughline.core.working_days import add_working_days
from throughline.tasks.rules import follow_up_by


@dataclass(frozen=True)
class Standing:
    """How a question stands, as the rules look at it."""

    asked_on: date
    last_told_on: date | None
    answered_on: date | None
    told_on: date | None
    is_closed: bool

    @property
    def waits(self) -> bool:
        """Say whether there is no answer yet, and one is still wanted."""
        return self.answered_on is None and not self.is_closed

    @property
    def is_to_be_told(self) -> bool:
        """Say whether there is an answer that the client has not been told."""
        return self.answered_on is not None and self.told_on is None


def may_ask(*, question: str, asked_of: str, on: date, today: date, has_open_case: bool) -> Decision:
    """Say whether a question can be noted as asked."""
    if not has_open_case:
        return Decision("They are not in the service now. Take them back first.")
    if not question.strip():
        return Decision("Write the question, in their words.")
    if not asked_of.strip():
        return Decision("Say who was asked.")
    return _happened(on, today=today)


def may_chase(enquiry: Standing, *, on: date, today: date) -> Decision:
    """Say whether a question can be noted as asked again, passed on, or still without an answer."""
    if not enquiry.waits:
        return Decision("There is an answer already, or it is closed. Open it again to see how it stands.")
    return _happened(on, since=enquiry.asked_on, today=today)


def may_note_answer(enquiry: Standing, *, answer: str, on: date, today: date) -> Decision:
    """Say whether this can be noted as the answer."""
    if not enquiry.waits:
        return Decision("There is an answer already, or it is closed. What came later is a question of its own.")
    if not answer.strip():
        return Decision("Write what the answer is.")
    return _happened(on, since=enquiry.asked_on, today=today)


def may_tell(enquiry: Standing, *, on: date, today: date) -> Decision:
    """Say whether the client can be noted as told how it stands: the answer where there is one."""
    if enquiry.is_closed or enquiry.told_on is not None:
        return Decision("They have been told already.")
    return _happened(on, since=enquiry.answered_on or enquiry.asked_on, today=today)


def may_close(enquiry: Standing, *, not_wanted: bool, words: str) -> Decision:
    """Say whether a question can be closed: only once the client was told, or told us that they no longer ask."""
    if enquiry.is_closed:
        return Decision("It is closed already.")
    if enquiry.is_to_be_told:
        return Decision("Tell them the answer first. It can be closed once they know.")
    if enquiry.waits and not not_wanted:
        return Decision("There is no answer yet. It stays open until they know the answer, or no longer want one.")
    if enquiry.waits and not words.strip():
        return Decision("Write what they said about not wanting an answer any more.")
    return YES


def update_due(enquiry: Standing, *, days: int) -> date:
    """Give by when to tell the client that we are still waiting: counted from when they were told last (SET12)."""
    return follow_up_by(enquiry.last_told_on or enquiry.asked_on, days=days)


def answer_due(answered_on: date) -> date:
    """Give by when to tell the client the answer: the next working day."""
    return add_working_days(answered_on, 1)


def _happened(on: date, *, since: date | None = None, today: date) -> Decision:
    if on > today:
        return Decision("That day is still to come. Note it once it has happened.")
    if since is not None and on < since:
        return Decision(f"That is before {since:%-d %B %Y}, when it was asked or answered. Choose a later day.")
    return YES
