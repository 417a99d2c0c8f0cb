"""What is asked of whoever spoke for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from throughline import nhsuk
from throughline.advocacy import rules
from throughline.advocacy.commands import Acting, Authority
from throughline.advocacy.models import ActKind
from throughline.agreements.models import How
from throughline.agreements.queries import Said
from throughline.nhsuk.words import short_date

NOT_YET, SOMEBODY_ELSE = "NOT_YET", "SOMEBODY_ELSE"


class NoteAct(nhsuk.Form):
    """What was done, and with what authority."""

    kind = nhsuk.Radios(choices=ActKind, label="What did you do?", missing="Select what you did", inline=True)
    held = nhsuk.Radios(
        label="To whom, and did they say that you may?", missing="Select to whom", conditional={}, choices=()
    )
    to_whom = nhsuk.Text(
        label="To whom?", hint="The office or service", missing="Enter to whom you spoke or wrote", max_length=200
    )
    how = nhsuk.Radios(
        label="How did they say that you may speak for them?",
        choices=[*How.choices, (NOT_YET, "They have not been asked")],
        missing="Select how they said that you may speak for them",
        inline=True,
    )
    said_on = nhsuk.DateParts(
        label="When did they say so? (optional)", called="The day they said so",
        hint="Leave empty if it was the day you spoke for them",
    )  # fmt: skip
    purpose = nhsuk.Textarea(label="What was it for?", rows=2, missing="Enter what it was for")
    result = nhsuk.Textarea(label="What came of it? (optional)", hint="Leave empty if it is not known yet", rows=2)
    minutes = nhsuk.WholeNumber(
        label="How many minutes did it take?", called="How many minutes it took", smallest=1, largest=rules.LONGEST,
        width=3, missing="Enter how many minutes it took",
    )  # fmt: skip
    done_on = nhsuk.DateParts(label="When was that? (optional)", called="The day", hint="Leave empty for today")

    def __init__(self, *args: Any, today: date, authorities: Sequence[Said], **more: Any) -> None:
        super().__init__(*args, **more)
        self.today, self.authorities = today, {str(one.agreement_id): one for one in authorities}
        asked: dict[str, Any] = self.fields
        asked["done_on"].latest = asked["said_on"].latest = today
        if authorities:
            named = [(key, f"{one.subject}: {one.how.label.lower()}, {short_date(one.said_on)}")
                     for key, one in self.authorities.items()]  # fmt: skip
            asked["held"].choices = [*named, (SOMEBODY_ELSE, "Somebody else")]
            asked["held"].conditional = {SOMEBODY_ELSE: ("to_whom", "how", "said_on")}
        else:
            del self.fields["held"]

    def clean(self) -> dict[str, Any]:
        """See that they were asked first."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("how") == NOT_YET:
            self.add_error(
                "how", "Ask them first whether you may speak for them. Nothing is noted in their name without it"
            )
        return told

    @property
    def acting(self) -> Acting:
        """Give what was answered."""
        told = self.cleaned_data
        done_on = told["done_on"] or self.today
        known = self.authorities.get(told.get("held", ""))
        return Acting(
            kind=ActKind(told["kind"]),
            to_whom=known.subject if known else told["to_whom"],
            purpose=told["purpose"],
            minutes=told["minutes"],
            done_on=done_on,
            result=told["result"],
            authority=None if known else Authority(how=How(told["how"]), said_on=told["said_on"] or done_on),
        )


class Result(nhsuk.Form):
    """What came of it."""

    words = nhsuk.Textarea(label="What came of it?", rows=3, missing="Enter what came of it")
