"""A worker's people as they are moved, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.caseload.together_queries import Moving, Together
from throughline.nhsuk.shapes import Link
from throughline.nhsuk.words import long_date, plural, sentence


@dataclass(frozen=True)
class TogetherPage:
    """Who goes together, and who is decided on alone, with why."""

    page: Together

    columns = ("Person", "Why", "What to do")

    @property
    def name(self) -> str:
        return self.page.worker

    @property
    def back_href(self) -> str:
        return reverse("caseload:team")

    @property
    def promised(self) -> str:
        """Say what each person is promised before it is saved."""
        days = plural(self.page.within_days, "working day")
        return (
            "Each person keeps the day and the way they were told, if the new link worker can be in touch within"
            f" {days}; else they are contacted by {long_date(self.page.latest)}."
        )

    @property
    def can_move(self) -> bool:
        return bool(self.page.together and self.page.choices)

    @property
    def first_answers(self) -> dict[str, object]:
        return {"people": [str(person.case_id) for person in self.page.together]}

    @property
    def alone(self) -> list[list[object]]:
        return [_alone(person) for person in self.page.alone]


def _alone(person: Moving) -> list[object]:
    return [
        Link(person.name, reverse("desk:client", args=[person.client_id])),
        sentence("; ".join(person.why_alone)),
        Link("Hand over", reverse("caseload:hand_over", args=[person.case_id]), hidden=person.name),
    ]
