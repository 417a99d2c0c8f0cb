"""Where a link worker works, until when, and what they are good at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from throughline import nhsuk


class Attach(nhsuk.Form):
    """A surgery to work with from a day on."""

    surgery = nhsuk.Radios(label="Which surgery?", missing="Select the surgery")
    from_on = nhsuk.DateParts(label="From which day?", called="The first day", missing="Enter the first day")

    def __init__(self, *args: Any, surgeries: Sequence[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        question: Any = self.fields["surgery"]
        question.choices = [(str(id_), name) for id_, name in surgeries]


class Detach(nhsuk.Form):
    """The last day with a surgery."""

    last_day = nhsuk.DateParts(label="What is the last day?", called="The last day", missing="Enter the last day")


class Strengths(nhsuk.Form):
    """What to know when one chooses a link worker for somebody."""

    languages = nhsuk.Text(
        label="Which languages do they speak with clients, besides English? (optional)",
        hint="With commas between, for example: Bengali, Urdu",
    )
    skills = nhsuk.Text(
        label="What do they know well? (optional)",
        hint="With commas between, for example: benefits, hearing loss",
    )

    @property
    def named(self) -> dict[str, list[str]]:
        """Give the two lists."""
        return {name: self.cleaned_data[name].split(",") for name in ("languages", "skills")}
