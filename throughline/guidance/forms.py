"""A new version of the guidance."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from throughline import nhsuk
from throughline.guidance.rules import Words

EACH_LINE = "One thing on each line"


class Publish(nhsuk.Form):
    """What a version says, from which day, and where it is from."""

    area = nhsuk.Text(label="Where does it hold?", hint="For example, England", missing="Enter where it holds")
    title = nhsuk.Text(label="What is it about?", missing="Enter what it is about")
    from_on = nhsuk.DateParts(label="From which day?", called="The first day", missing="Enter the first day")
    source = nhsuk.Text(label="Web address where it is published", missing="Enter the web address")
    summary = nhsuk.Textarea(label="What does it come to?", rows=2, missing="Enter what it comes to")
    can = nhsuk.Textarea(label="What can people do?", hint=EACH_LINE, missing="Enter what people can do")
    cannot = nhsuk.Textarea(label="What can people not do?", hint=EACH_LINE, missing="Enter what people cannot do")
    shielding = nhsuk.Textarea(label="For who is told to shield", rows=3)
    ring = nhsuk.Textarea(label="Who to ring for help", rows=2, missing="Enter whom to ring")
    easy_read = nhsuk.Textarea(label="In short sentences", hint=EACH_LINE, missing="Enter it in short sentences")
    script = nhsuk.Textarea(label="As you say it on the phone", missing="Enter it as you say it on the phone")

    @property
    def words(self) -> Words:
        """Give what it says."""
        return Words(**{field.name: self.cleaned_data[field.name] for field in fields(Words)})

    @property
    def about(self) -> dict[str, Any]:
        """Give where it holds, what it is about and from when."""
        found: dict[str, Any] = {name: self.cleaned_data[name] for name in ("area", "title")}
        from_on: date = self.cleaned_data["from_on"]
        return {**found, "from_on": from_on}
