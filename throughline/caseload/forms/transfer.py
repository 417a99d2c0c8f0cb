"""Where somebody goes, how they agreed, and what the other provider is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.caseload.transfer_commands import Move
from throughline.clients.models import HowAgreed
from throughline.organisations.models import Organisation

NOT_AGREED = "NO"


class TransferClient(nhsuk.Form):
    """A transfer, with the person's own word."""

    provider = nhsuk.Radios(label="Which provider do they go to?", missing="Select which provider they go to")
    agreed = nhsuk.Radios(
        label="Did they agree to it?",
        hint="Tell them who will see their name, numbers, address and conditions there",
        choices=[
            (HowAgreed.SPOKEN, "Yes, in conversation"),
            (HowAgreed.WRITTEN, "Yes, in writing"),
            (NOT_AGREED, "No, or not asked yet"),
        ],
        missing="Select whether they agreed to it",
    )
    told = nhsuk.Textarea(
        label="What should the other provider know to begin?",
        hint="They read this. The person can ask to see it",
        missing="Say what the other provider should know to begin",
        rows=4,
    )

    def __init__(self, *args: Any, others: Sequence[Organisation], **more: Any) -> None:
        super().__init__(*args, **more)
        question: Any = self.fields["provider"]
        question.choices = [(str(other.id), other.name) for other in others]

    @property
    def move(self) -> Move:
        """Give what was answered."""
        answers = self.cleaned_data
        agreed = None if answers["agreed"] == NOT_AGREED else HowAgreed(answers["agreed"])
        return Move(to_provider_id=UUID(answers["provider"]), how_agreed=agreed, told=answers["told"])
