"""An organisation, its ties to others, and their last days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.organisations.models import Kind


class AddOrganisation(nhsuk.Form):
    """Who it is; of a provider also who commissions it."""

    name = nhsuk.Text(label="What is it called?", missing="Enter what it is called", max_length=200)
    kind = nhsuk.Radios(
        label="What is it?",
        missing="Select what it is",
        choices=Kind,
        conditional={Kind.PROVIDER: ("commissioned_by", "from_on")},
    )
    commissioned_by = nhsuk.Select(
        label="Who commissions it?",
        hint="A commissioner, or the provider that leads for it",
        missing="Select who commissions it: a provider needs a commissioner. If it is not here, add it first",
    )
    from_on = nhsuk.DateParts(label="From which day?", called="The first day", missing="Enter from which day")
    phone = nhsuk.Phone(label="Telephone number that people are given (optional)")

    def __init__(self, *args: Any, commissioners: Sequence[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        question: Any = self.fields["commissioned_by"]
        question.choices = [("", question.first), *((str(id_), name) for id_, name in commissioners)]

    @property
    def answers(self) -> dict[str, Any]:
        """Give the answers as the command takes them."""
        found = dict(self.cleaned_data)
        commissioner = found.pop("commissioned_by")
        return {**found, "commissioned_by_id": UUID(commissioner) if commissioner else None}


class Relate(nhsuk.Form):
    """How it is tied to which other organisation, from when."""

    says = nhsuk.Radios(label="How are they tied?", missing="Select how they are tied")
    other = nhsuk.Select(label="To which organisation?", missing="Choose the other organisation")
    from_on = nhsuk.DateParts(label="From which day?", called="The first day", missing="Enter the first day")

    def __init__(
        self, *args: Any, sayings: Sequence[tuple[str, str]], others: Sequence[tuple[UUID, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        asked: dict[str, Any] = self.fields
        asked["says"].choices = list(sayings)
        question = asked["other"]
        question.choices = [("", question.first), *((str(id_), name) for id_, name in others)]


class LastDay(nhsuk.Form):
    """When it ends."""

    last_day = nhsuk.DateParts(label="What is the last day?", called="The last day", missing="Enter the last day")
