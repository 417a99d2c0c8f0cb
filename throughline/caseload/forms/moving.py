"""Who takes somebody on, from when, how, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.caseload.moving_queries import WorkerChoice
from throughline.cases.models import Way
from throughline.nhsuk.words import plural, sentence


def load(choice: WorkerChoice) -> str:
    """Say how much a worker has to do, so that a manager can judge."""
    parts = [plural(choice.open_cases, "open case"), f"{choice.late} late" if choice.late else "none late"]
    if choice.first_contacts_due:
        parts.append(plural(choice.first_contacts_due, "first contact") + " due")
    return ", ".join(parts)


class ChooseWorker(nhsuk.Form):
    """Who is to be the link worker, of those who may be."""

    worker = nhsuk.Radios(label="Who will be the link worker?", missing="Select who will be the link worker")

    def __init__(self, *args: Any, choices: Sequence[WorkerChoice], surgery: str, **more: Any) -> None:
        super().__init__(*args, **more)
        possible = [choice for choice in choices if choice.may_take]
        question: Any = self.fields["worker"]
        question.choices = [(str(choice.worker_id), choice.name) for choice in possible]
        question.hints = {str(choice.worker_id): _hint(choice, surgery) for choice in possible}

    @property
    def worker_id(self) -> UUID:
        """Give who was chosen."""
        return UUID(self.cleaned_data["worker"])


class Allocate(ChooseWorker):
    """A referred person's first link worker."""


class _FirstContact(ChooseWorker):
    """A link worker with the day on which they will be in touch."""

    contact_on = nhsuk.DateParts(
        label="When will they first be in touch?",
        called="The day of the first contact",
        missing="Enter when they will first be in touch",
    )
    way = nhsuk.Radios(label="How?", choices=Way, missing="Select how they will be in touch")

    def __init__(self, *args: Any, today: date, latest: date, within_days: int, **more: Any) -> None:
        super().__init__(*args, **more)
        day: Any = self.fields["contact_on"]
        day.earliest = today
        day.help_text = f"Within {plural(within_days, 'working day')}: by {latest:%-d %B %Y}"


class HandOver(_FirstContact):
    """A change of link worker."""

    worker = nhsuk.Radios(label="Who takes over?", missing="Select who takes over")
    reason = nhsuk.Textarea(
        label="Why does the link worker change?",
        hint="The person can ask to see this",
        missing="Say why the link worker changes. The person can ask to see it.",
        rows=3,
    )


class TakeBack(_FirstContact):
    """A former client's new start."""


def _hint(choice: WorkerChoice, surgery: str) -> str:
    why = f"{sentence(', '.join(choice.fits))}. " if choice.fits else ""
    told = f"{why}{sentence(load(choice))}"
    return told if choice.attached or not surgery else f"{told}. Not attached to {surgery}"
