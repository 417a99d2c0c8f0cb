"""A number, the conditions or the closing policy, each with its day and reason."""

from __future__ import annotations

from typing import Any

from throughline import nhsuk
from throughline.organisations.models import Discharge
from throughline.organisations.numbers import Number


class ChangeNumber(nhsuk.Form):
    """A new value from a day on. A question of yes or no is asked as one."""

    value = nhsuk.WholeNumber(
        label="What will it be?", missing="Enter the new number", smallest=1, largest=1000, width=4
    )
    from_on = nhsuk.DateParts(label="From which day?", called="The day it changes", missing="Enter the day it changes")
    reason = nhsuk.Textarea(label="Why does it change?", missing="Say why it changes", rows=3)

    def __init__(self, *args: Any, number: Number, **more: Any) -> None:
        super().__init__(*args, **more)
        asked: dict[str, Any] = self.fields
        if number.is_yes_or_no:
            self.fields["value"] = nhsuk.YesNo(label="What will it be?", missing="Select yes or no")
        else:
            asked["value"].after = number.unit
            asked["value"].smallest = number.smallest


class ChangeConditions(nhsuk.Form):
    """Other conditions of which one is needed, from a day on."""

    conditions = nhsuk.Textarea(
        label="Which conditions will qualify?",
        hint="One on each line, each by the name that surgeries know",
        missing="Enter at least one condition",
        rows=10,
    )
    from_on = nhsuk.DateParts(label="From which day?", called="The day it changes", missing="Enter the day it changes")
    reason = nhsuk.Textarea(label="Why does it change?", missing="Say why it changes", rows=3)

    @property
    def answers(self) -> dict[str, Any]:
        """Give the answers as the command takes them."""
        return {**self.cleaned_data, "conditions": self.cleaned_data["conditions"].splitlines()}


class ChangeDischarge(nhsuk.Form):
    """Another policy by which cases are closed, from a day on."""

    policy = nhsuk.Radios(choices=Discharge, label="Which policy will hold?", missing="Select the policy")
    from_on = nhsuk.DateParts(label="From which day?", called="The day it changes", missing="Enter the day it changes")
    reason = nhsuk.Textarea(
        label="Why does it change?", hint="The commissioner reads it", missing="Say why it changes", rows=3
    )
