"""Which days a report is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from throughline import nhsuk


class Period(nhsuk.Form):
    """From one day to another, both included."""

    since = nhsuk.DateParts(label="From", called="The first day", missing="Enter the first day")
    until = nhsuk.DateParts(label="To", called="The last day", missing="Enter the last day")

    def clean(self) -> dict[str, Any]:
        """See that the days are in their order."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = answers.get("since"), answers.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", "The last day must be the first day or later")
        return answers
