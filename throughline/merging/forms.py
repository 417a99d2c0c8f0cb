"""The questions of merging: whether two are one, and what stands where two records differ."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.clients.models import SamePerson
from throughline.clients.search_rules import LONGEST
from throughline.merging.presenters import LABELS, said, when_opened
from throughline.merging.queries import SideBySide
from throughline.merging.rules import Choices, differing

KEEP, TAKE = "first", "second"


class Find(nhsuk.Form):
    """Which record is of the same person."""

    q = nhsuk.Text(
        label="Find their other record",
        hint="A name, also misspelt; a date of birth like 1/5/1960; a postcode, a phone number or an NHS number",
        missing="Type a name, a date of birth, a postcode, a phone number or an NHS number",
        called="What you look for",
        max_length=LONGEST,
        autocomplete="off",
        width="two-thirds",
    )


class Answer(nhsuk.Form):
    """Whether two records are one person."""

    answer = nhsuk.Radios(
        choices=SamePerson,
        label="Are they the same person?",
        missing="Select whether they are the same person",
        hints={
            SamePerson.SAME: "You see what will happen before anything is merged",
            SamePerson.DIFFERENT: "This is kept, and the pair is not asked about again",
        },
    )


class Merge(nhsuk.Form):
    """What stands. Only what differs is asked."""

    def __init__(self, *args: Any, both: SideBySide, **more: Any) -> None:
        super().__init__(*args, **more)
        for column in differing(both.first.particulars, both.second.particulars):
            choices = [(KEEP, said(both.first, column)), (TAKE, said(both.second, column))]
            question = f"Which {LABELS[column]} is right?"
            self.fields[column] = nhsuk.Radios(
                choices=choices, label=question, missing=f"Select which {LABELS[column]} is right"
            )
        self.case_ids = {str(case.case_id): case for side in (both.first, both.second) for case in side.open_cases}
        if len(self.case_ids) > 1:
            self.fields["case_id"] = nhsuk.Radios(
                choices=[(id_, f"{case.worker}, {when_opened(case)}") for id_, case in self.case_ids.items()],
                label="Both have an open case. Which link worker goes on?",
                hint="The other case is closed as merged. All that is written in it stays on the record",
                missing="Select which link worker goes on",
            )

    @property
    def choices(self) -> Choices:
        """Give what was chosen."""
        taken = frozenset(name for name in LABELS if self.cleaned_data.get(name) == TAKE)
        case_id = self.cleaned_data.get("case_id") or next(iter(self.case_ids), "")
        return Choices(taken, UUID(case_id) if case_id else None)
