"""What is asked when a contact was written down wrongly, or of the wrong person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.contacts.correction_queries import PuttingRight
from throughline.contacts.forms.telling import NOT_ASKED, NOTHING, SOMETHING, TellContact
from throughline.contacts.models import Barrier, Change
from throughline.contacts.writing import WhatHappened
from throughline.core import clock
from throughline.core.ids import new_id


class CorrectContact(TellContact):
    """The contact as it stands, to be put right."""

    reason = nhsuk.Textarea(
        label="What was wrong?", hint="Both versions are kept. The person can ask to see them", rows=2,
        missing="Say what was wrong",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, page: PuttingRight, **more: Any) -> None:
        super().__init__(data, initial=_as_it_stands(page.told), **more)
        self.page, self.at = page, page.told.happened_at
        asked: dict[str, Any] = self.fields
        asked["happened_on"].help_text = ""

    @property
    def what(self) -> WhatHappened:
        """Give what happened, with what this page does not ask as it was."""
        was = self.page.told
        return replace(
            super().what, name_given=was.name_given, caller_known=was.caller_known, rapport=was.rapport,
            understanding=was.understanding,
        )  # fmt: skip


class MoveContact(nhsuk.Form):
    """Whose contact it was."""

    contact_id = nhsuk.Hidden(missing="This page was damaged on its way. Open it again from the person's record.")
    to_case = nhsuk.Select(
        label="Who was it with?", missing="Select who it was with",
        hint="Your own people, and those of whoever made the contact",
    )  # fmt: skip
    reason = nhsuk.Textarea(label="What went wrong?", rows=2, missing="Say what went wrong")

    def __init__(self, data: Any = None, *, page: PuttingRight, **more: Any) -> None:
        super().__init__(data, initial={"contact_id": new_id()}, **more)
        asked: Any = self.fields["to_case"]
        asked.choices = [(str(person.case_id), person.told) for person in page.others]

    clean_contact_id = TellContact.clean_contact_id

    @property
    def to_case_id(self) -> UUID:
        """Give the case that was chosen."""
        return UUID(self.cleaned_data["to_case"])


def _as_it_stands(told: WhatHappened) -> dict[str, Any]:
    changed = SOMETHING if told.changes else NOT_ASKED
    return {
        "contact_id": new_id(),
        "outcome": told.outcome,
        "way": told.way,
        "note": told.note,
        "kinds": list(told.kinds),
        "changed": NOTHING if Change.NOTHING in told.changes else changed,
        "changes": [change for change in told.changes if change != Change.NOTHING],
        "wanted": told.wanted,
        "barrier": told.barrier if told.barrier != Barrier.NOT_ASKED else "",
        "minutes": told.minutes,
        "started_by": told.started_by,
        "happened_on": clock.local_date(told.happened_at),
        "happened_time": told.happened_at.astimezone(clock.LONDON).time().replace(second=0, microsecond=0),
    }
