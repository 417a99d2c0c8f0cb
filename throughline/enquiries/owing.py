"""What is owed because of a question: the client hears how it stands, and a manager takes up what was passed."""

from __future__ import annotations

from datetime import date, datetime

from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.working_days import add_working_days
from throughline.enquiries import rules
from throughline.enquiries.models import Enquiry
from throughline.enquiries.standing import standing_of
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.tasks import owing_commands as owing
from throughline.tasks.models import TaskKind


def keep_in_step(enquiry: Enquiry, *, by: Actor, at: datetime) -> None:
    """Owe the client what they are to be told, by its day, and nothing that they need not be told any more."""
    standing = standing_of(enquiry)
    if standing.waits:
        today = clock.local_date(at)
        days = organisations.number_in_force(numbers.STILL_WAITING_UPDATE, provider_id=enquiry.provider_id, on=today)
        reason = f"Asked of {enquiry.asked_of} on {enquiry.asked_on:%-d %B %Y}, no answer yet. Tell them so."
        _owe(enquiry, TaskKind.STILL_WAITING, rules.update_due(standing, days=days), reason, by=by, at=at)
        return
    _settle(enquiry, TaskKind.STILL_WAITING, "There is an answer, or none is wanted any more.", by=by, at=at)
    if standing.is_to_be_told and standing.answered_on is not None:
        reason = f"{enquiry.asked_of} answered on {standing.answered_on:%-d %B %Y}. Tell them what was said."
        _owe(enquiry, TaskKind.TELL_ANSWER, rules.answer_due(standing.answered_on), reason, by=by, at=at)
    else:
        _settle(enquiry, TaskKind.TELL_ANSWER, "They were told.", by=by, at=at)


def hand_to_manager(enquiry: Enquiry, *, by: Actor, at: datetime) -> None:
    """Have whoever oversees the team take a question up by the next working day."""
    due_on = add_working_days(clock.local_date(at), 1)
    reason = f"Asked of {enquiry.asked_of} on {enquiry.asked_on:%-d %B %Y}, no answer. It was passed to you to ask."
    _owe(enquiry, TaskKind.PASSED_ENQUIRY, due_on, reason, by=by, at=at)


def taken_up(enquiry: Enquiry, *, by: Actor, at: datetime) -> None:
    """Note that what was passed to whoever oversees the team was taken up, or has settled itself."""
    _settle(enquiry, TaskKind.PASSED_ENQUIRY, "Taken up.", by=by, at=at)


def _owe(enquiry: Enquiry, kind: TaskKind, due_on: date, reason: str, *, by: Actor, at: datetime) -> None:
    owing.owe(
        kind=kind, case_id=enquiry.case_id, subject_id=enquiry.id, due_on=due_on, reason=reason, by=by, at=at
    )  # fmt: skip


def _settle(enquiry: Enquiry, kind: TaskKind, answer: str, *, by: Actor, at: datetime) -> None:
    owing.settle(kind=kind, subject_id=enquiry.id, answer=answer, by=by, at=at)
