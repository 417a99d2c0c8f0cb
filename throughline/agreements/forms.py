"""The questions about agreements, in the page's words."""

from __future__ import annotations

from datetime import date
from typing import Any

from throughline import nhsuk
from throughline.agreements.commands import Stating
from throughline.agreements.models import About, AgreedWay, How, Stance
from throughline.agreements.queries import Said

WHO = {
    About.LINKED_SERVICE: ("Which service?", "Enter which service"),
    About.FAMILY: ("Who is it?", "Enter who it is"),
    About.SPEAKING_FOR: ("To whom?", "Enter to whom"),
}


class _When(nhsuk.Form):
    """How and when they said it."""

    how = nhsuk.Radios(label="How did they say so?", choices=How, missing="Select how they said so", inline=True)
    said_on = nhsuk.DateParts(label="When? (optional)", called="The day", hint="Leave empty for today")
    note = nhsuk.Textarea(
        label="Anything we should know about it (optional)", hint="The person can ask to see this", rows=2
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["said_on"].latest = today  # type: ignore[attr-defined]

    def _stating(self, about: About, subject: str, stance: Stance) -> Stating:
        given = self.cleaned_data
        return Stating(
            about=about, subject=subject, stance=stance, how=How(given["how"]),
            said_on=given["said_on"] or self.today, note=given["note"],
        )  # fmt: skip


class Ask(_When):
    """What they say to one thing that can be agreed to."""

    way = nhsuk.Radios(label="Which way of contact?", choices=AgreedWay, missing="Select which way of contact")
    name = nhsuk.Text(label="Who?", missing="Enter who", max_length=200)
    stance = nhsuk.Radios(
        label="Do they agree?",
        choices=[(Stance.GIVEN, "Yes"), (Stance.REFUSED, "No")],
        missing="Select whether they agree",
        inline=True,
    )
    field_order = ("way", "name", "stance", "how", "said_on", "note")

    def __init__(self, *args: Any, about: About, **more: Any) -> None:
        super().__init__(*args, **more)
        self.about = about
        if about != About.WAY:
            del self.fields["way"]
        if about in WHO:
            self.fields["name"].label, missing = WHO[about]
            self.fields["name"].error_messages["required"] = missing
        else:
            del self.fields["name"]

    @property
    def stating(self) -> Stating:
        """Give what they said."""
        given = self.cleaned_data
        subject = str(given.get("way") or given.get("name") or "")
        return self._stating(self.about, subject, Stance(given["stance"]))


class Withdraw(_When):
    """They no longer agree."""

    def stating_of(self, said: Said) -> Stating:
        """Give that they no longer agree to what they once agreed to."""
        return self._stating(said.about, said.subject, Stance.WITHDRAWN)
