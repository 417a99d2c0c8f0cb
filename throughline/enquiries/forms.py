"""What is asked of whoever asks something for a client, and says how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from throughline import nhsuk
from throughline.enquiries.commands import Asking


class _OnADay(nhsuk.Form):
    """On which day it was: today, unless another is given."""

    on = nhsuk.DateParts(label="When was that? (optional)", called="The day", hint="Leave empty for today")

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        asked: dict[str, Any] = self.fields
        asked["on"].latest = today

    @property
    def day(self) -> date:
        """Give the day it was."""
        on: date | None = self.cleaned_data["on"]
        return on or self.today


class Ask(_OnADay):
    """The question, and who is to answer it."""

    question = nhsuk.Textarea(
        label="What do they want to know?", hint="In their words", rows=3, missing="Enter what they want to know"
    )
    asked_of = nhsuk.Text(
        label="Who was asked?", hint="The office or service", missing="Enter who was asked", max_length=200
    )
    field_order = ("question", "asked_of", "on")

    def __init__(self, *args: Any, usual: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        if usual:
            self.fields["asked_of"].hint = f"The office or service. For example {', '.join(usual)}"  # type: ignore[attr-defined]

    @property
    def asking(self) -> Asking:
        """Give what was answered."""
        told = self.cleaned_data
        return Asking(question=told["question"], asked_of=told["asked_of"], on=self.day)


class StillWaiting(_OnADay):
    """They were told that there is no answer yet."""

    words = nhsuk.Textarea(label="What did you say, and they? (optional)", rows=2)
    field_order = ("words", "on")


class Answer(_OnADay):
    """An answer came."""

    answer = nhsuk.Textarea(label="What is the answer?", rows=3, missing="Enter what the answer is")
    field_order = ("answer", "on")


class Tell(_OnADay):
    """They were told the answer."""

    words = nhsuk.Textarea(label="What did they say to it? (optional)", rows=2)
    closes = nhsuk.Tick(label="That answers it: close the question", initial=True)
    field_order = ("words", "on", "closes")


class Chase(_OnADay):
    """It was asked again."""

    words = nhsuk.Textarea(label="Who was asked this time, and what did they say? (optional)", rows=2)
    field_order = ("words", "on")


class PassOn(nhsuk.Form):
    """It goes to a manager."""

    words = nhsuk.Textarea(label="What should the manager know? (optional)", rows=2)


class Close(nhsuk.Form):
    """They know the answer, and nothing is left of it."""


class NotWanted(nhsuk.Form):
    """They no longer want an answer."""

    words = nhsuk.Textarea(label="What did they say?", rows=2, missing="Enter what they said")
