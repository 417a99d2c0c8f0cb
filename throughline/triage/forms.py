"""The script of a call as questions, and what is asked when it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from throughline import nhsuk
from throughline.nhsuk.words import sentence
from throughline.triage.commands import Heard
from throughline.triage.converting_commands import Wish
from throughline.triage.models import Point, Result, Stands

ASKED = {
    Point.FOOD: "Have you food for the next days, and a way to get more?",
    Point.MEDICINE: "Have you your medicine, and a way to get more?",
    Point.GUIDELINES: "Do you know what the guidelines say you can and cannot do?",
    Point.COPING: "How are you coping in yourself?",
    Point.KNOWS_WHAT: "Do you know what you yourself should be doing now?",
    Point.HELPER: "Is there somebody who helps you?",
    Point.OTHER: "Is there anything else?",
}
"""As one asks it on the telephone."""
STANDS = [(Stands.FINE, Stands.FINE.label), (Stands.NEEDS, Stands.NEEDS.label)]
AFTER = [(one, one.label) for one in Result if one != Result.NOT_REACHED]


class TriageCall(nhsuk.Form):
    """Each point with how it stands and what is needed; then what the call came to."""

    result = nhsuk.Radios(choices=Result, label="What did the call come to?", missing="Select what the call came to")
    wants_another = nhsuk.YesNo(label="Do they want another call?", conditional={True: "again_on"})
    again_on = nhsuk.DateParts(label="On which day?", called="The day of the next call")
    explained = nhsuk.Tick(label="I read them the guidance")
    words = nhsuk.Textarea(label="Anything else they said (optional)", hint="They can ask to see this", rows=3)
    minutes = nhsuk.WholeNumber(
        label="How long did it take? (optional)", smallest=0, largest=300, width=3, suffix="minutes"
    )
    when_answered = [nhsuk.Ask("again_on").if_("wants_another").is_(True)]

    def __init__(self, *args: Any, guidance_id: UUID | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.guidance_id = guidance_id
        fields: Any = self.fields
        fields["result"].choices = AFTER
        if guidance_id is None:
            del fields["explained"]
        points: dict[str, Any] = {}
        for point in Point:
            needs, today = f"needs_{point.value.lower()}", f"today_{point.value.lower()}"
            points[f"stands_{point.value.lower()}"] = nhsuk.Radios(
                choices=STANDS, label=ASKED[point], small=True, conditional={Stands.NEEDS: (needs, today)}
            )
            points[needs] = nhsuk.Text(label="What do they need?")
            points[today] = nhsuk.Tick(label="They need it today")
        self.fields = {**points, **self.fields}

    def go_on_from(self, draft: Mapping[str, Any]) -> None:
        """Let what was typed before and not saved stand ready."""
        kept = MultiValueDict({name: v if isinstance(v, list) else [v] for name, v in draft.items()})
        answers = {name: field.widget.value_from_datadict(kept, {}, name) for name, field in self.fields.items()}
        self.initial = {n: v for n, v in answers.items() if (any(v) if isinstance(v, tuple) else v)}

    @property
    def heard(self) -> Heard:
        """Give the answers as the command takes them. What was not asked has none."""
        told: dict[str, Any] = self.cleaned_data
        return Heard(
            result=Result(told["result"]),
            stands={point: stands for point in Point if (stands := self._stands(point))},
            needs={point: told.get(f"needs_{point.value.lower()}") or "" for point in Point},
            words=told["words"] or "", wants_another=told["wants_another"], again_on=told.get("again_on"),
            minutes=told["minutes"], guidance_id=self.guidance_id if told.get("explained") else None,
        )  # fmt: skip

    def _stands(self, point: Point) -> Stands | None:
        told, name = self.cleaned_data, point.value.lower()
        if told.get(f"stands_{name}") == Stands.NEEDS and told.get(f"today_{name}"):
            return Stands.URGENT
        stands: Stands | None = told.get(f"stands_{name}") or None
        return stands


class MeetNeed(nhsuk.Form):
    """How something that was needed was met."""

    how = nhsuk.Textarea(label="How was it met?", rows=2, missing="Say how it was met")


class EndListed(nhsuk.Form):
    """How it ended with them."""

    why = nhsuk.Textarea(label="How did it end with them?", rows=2, missing="Say how it ended with them")


class ReferListed(nhsuk.Form):
    """What is asked of somebody who wants to come into the service."""

    date_of_birth = nhsuk.DateParts(
        label="Date of birth", called="The date of birth", missing="Enter their date of birth"
    )
    surgery = nhsuk.Select(choices=[], label="Their surgery", missing="Select their surgery")
    conditions = nhsuk.Checkboxes(
        choices=[], label="Which of these long-term conditions do they have?", hint="Select all that apply"
    )
    reason = nhsuk.Textarea(
        label="What do they want from us?", hint="In their words", rows=3, missing="Say what they want"
    )
    agreed = nhsuk.YesNo(label="Have they agreed to be referred?", missing="Select whether they have agreed")
    agreed_to_phone = nhsuk.YesNo(
        label="Have they agreed to be phoned?", missing="Select whether they have agreed to be phoned"
    )

    def __init__(
        self, *args: Any, conditions: Sequence[str], surgeries: Sequence[tuple[UUID, str]], today: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["conditions"].choices = [(name, sentence(name)) for name in conditions]
        fields["surgery"].choices = [(str(id_), name) for id_, name in surgeries]
        fields["date_of_birth"].latest = today

    def clean_agreed(self) -> bool:
        """Say what is to be done where they have not agreed."""
        agreed = bool(self.cleaned_data["agreed"])
        if not agreed:
            raise ValidationError("Nobody is referred who has not agreed. Go on helping with what they need.")
        return agreed

    @property
    def wish(self) -> Wish:
        """Give the answers as the command takes them."""
        told = self.cleaned_data
        return Wish(
            surgery_id=UUID(told["surgery"]), date_of_birth=told["date_of_birth"], conditions=told["conditions"],
            reason=told["reason"], agreed=told["agreed"], agreed_to_phone=told["agreed_to_phone"],
        )  # fmt: skip
