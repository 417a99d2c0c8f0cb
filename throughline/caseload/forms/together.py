"""Who of a worker's people goes, to whom, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.caseload.forms.moving import load
from throughline.caseload.moving_queries import WorkerChoice
from throughline.caseload.together_queries import Moving
from throughline.nhsuk.words import short_date


class HandOverTogether(nhsuk.Form):
    """Several people's change of link worker."""

    people = nhsuk.Checkboxes(label="Who is handed over?", missing="Select who is handed over")
    worker = nhsuk.Radios(label="Who takes over?", missing="Select who takes over")
    reason = nhsuk.Textarea(
        label="Why does the link worker change?",
        hint="Each person can ask to see this",
        missing="Say why the link worker changes. Each person can ask to see it.",
        rows=3,
    )

    def __init__(self, *args: Any, people: Sequence[Moving], choices: Sequence[WorkerChoice], **more: Any) -> None:
        super().__init__(*args, **more)
        who: Any = self.fields["people"]
        who.choices = [(str(person.case_id), person.name) for person in people]
        who.hints = {str(p.case_id): f"Next contact {short_date(p.next_contact_on)}" for p in people}
        to: Any = self.fields["worker"]
        to.choices = [(str(choice.worker_id), choice.name) for choice in choices]
        to.hints = {str(choice.worker_id): load(choice) for choice in choices}

    @property
    def moved(self) -> dict[str, Any]:
        """Give what was chosen as the command takes it."""
        answers = self.cleaned_data
        return {
            "case_ids": [UUID(case_id) for case_id in answers["people"]],
            "to_worker_id": UUID(answers["worker"]),
            "reason": answers["reason"],
        }
