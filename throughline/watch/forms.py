"""How often to speak from now on, as it was agreed with the client."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from throughline import nhsuk
from throughline.cases.level_rules import LONGEST_GAP
from throughline.cases.models import Level, Way
from throughline.nhsuk.forms import Ask
from throughline.nhsuk.words import plural

OWN_GAP, AS_IT_IS, NO_MORE = "OWN_GAP", "AS_IT_IS", "NO_MORE"
AGREED = (*(str(level.value) for level in Level), OWN_GAP)
KINDLY = (
    "Nobody is left without a next date: that is how people were lost. If they want to speak less, choose a gap of"
    " their own of up to a year. If they want no more contact, agree an ending with them on their record."
)


class AgreeLevel(nhsuk.Form):
    """What was agreed, how, and the day of the next contact."""

    choice = nhsuk.Radios(
        label="What did you agree?",
        missing="Select what you agreed",
        conditional={OWN_GAP: "own_gap"},
    )
    own_gap = nhsuk.WholeNumber(
        label="How many days between contacts?",
        called="The number of days",
        hint="14 is every other week, 365 is once a year",
        missing="Enter how many days between contacts",
        smallest=1,
        largest=LONGEST_GAP,
        width=4,
        suffix="days",
    )
    agreed_way = nhsuk.Select(
        label="How did you agree it with them?", choices=Way, missing="Select how you agreed it with them"
    )
    note = nhsuk.Textarea(
        label="What did they say, or why does it stay as it is?",
        hint="The person can ask to see this",
        missing="Enter what they said, or why it stays as it is",
        rows=3,
    )
    next_on = nhsuk.DateParts(
        label="Next contact", called="The next contact", missing="Enter the day of the next contact"
    )
    when_answered = (
        Ask("agreed_way").if_("choice").is_one_of(*AGREED),
        Ask("next_on").if_("choice").is_one_of(*AGREED),
    )

    def __init__(
        self, *args: Any, gaps: Mapping[Level, int], proposed: bool, today: date, promised: date | None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        question: Any = self.fields["choice"]
        leave = [(AS_IT_IS, "To leave it as it is for now")] if proposed else []
        question.choices = [
            *((level.value, level.label) for level in Level),
            (OWN_GAP, "A gap of their own"),
            *leave,
            (NO_MORE, "They want no more contact"),
        ]
        question.hints = {level.value: f"Every {plural(gaps[level], 'day')}" for level in Level}
        day: Any = self.fields["next_on"]
        # A promise that has passed may stand: then it is shown as late, and only a contact mends that.
        day.earliest = min(today, promised) if promised else today

    def clean(self) -> dict[str, Any]:
        """Say kindly why there is no such thing as no next contact."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("choice") == NO_MORE:
            self.add_error("choice", KINDLY)
        return answers

    @property
    def leaves_it(self) -> bool:
        return bool(self.cleaned_data["choice"] == AS_IT_IS)

    @property
    def agreed(self) -> dict[str, Any]:
        """Give what was agreed as the command takes it."""
        answers = self.cleaned_data
        own = answers["choice"] == OWN_GAP
        return {
            "level": None if own else Level(answers["choice"]),
            "own_gap": answers["own_gap"] if own else None,
            "agreed_way": answers["agreed_way"],
            "note": answers["note"],
            "next_on": answers["next_on"],
        }
