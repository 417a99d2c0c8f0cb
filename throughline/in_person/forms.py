"""What is asked of whoever puts somebody in the queue, prepares the meeting, or takes them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.in_person import rules
from throughline.in_person.models import Aspect, Need, WhyLeft
from throughline.in_person.return_queries import Returning
from throughline.nhsuk.words import short_date

BY_A_PERSON = [WhyLeft.NOT_WANTED, WhyLeft.NOT_NEEDED, WhyLeft.MET]


class QueueInPerson(nhsuk.Form):
    """What they want to be seen for."""

    topics = nhsuk.Textarea(
        label="What do they want to talk about?",
        hint="In their words, each on a line of its own: legs, coping at work",
        rows=4,
        missing="Enter what they want to talk about",
    )
    need = nhsuk.Radios(
        choices=Need, label="How much would they gain by being seen?", missing="Select how much they would gain"
    )

    def clean_topics(self) -> list[str]:
        """Take the topics apart."""
        return rules.topics_told(self.cleaned_data["topics"])


class Prepare(nhsuk.Form):
    """One thing to bring to the meeting."""

    aspect = nhsuk.Radios(choices=Aspect, label="What is it about?", missing="Select what it is about")
    words = nhsuk.Textarea(label="What is to be brought", hint="In their words", rows=3, missing="Enter what to bring")


class LeaveQueue(nhsuk.Form):
    """Why they no longer wait."""

    why = nhsuk.Radios(
        choices=[(why, why.label) for why in BY_A_PERSON],
        label="Why do they no longer wait?",
        missing="Select why they no longer wait",
    )

    def clean_why(self) -> Any:
        """Read the reason."""
        return WhyLeft(self.cleaned_data["why"])


class MeetAgain(nhsuk.Form):
    """Who is met in person from now on."""

    people = nhsuk.Checkboxes(
        label="Who is met in person next time?", missing="Select who is met in person from now on"
    )

    def __init__(self, *args: Any, people: Sequence[Returning], **more: Any) -> None:
        super().__init__(*args, **more)
        who: Any = self.fields["people"]
        who.choices = [(str(person.case_id), person.name) for person in people]
        who.hints = {str(p.case_id): f"{short_date(p.on)}, {p.way.label.lower()} until now" for p in people}

    def clean_people(self) -> list[UUID]:
        """Read who was chosen."""
        return [UUID(case_id) for case_id in self.cleaned_data["people"]]
