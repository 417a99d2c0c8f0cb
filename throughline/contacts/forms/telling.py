"""What a worker is asked about a contact: the same when it is recorded and when it is put right."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from throughline import nhsuk
from throughline.cases.models import Way
from throughline.clients.models import Answer
from throughline.contacts import rules
from throughline.contacts.models import Barrier, Change, Kind, Outcome, StartedBy, Wanted
from throughline.contacts.writing import WhatHappened
from throughline.core import clock

NOTHING, SOMETHING, NOT_ASKED = "NOTHING", "SOMETHING", "NOT_ASKED"
RATINGS = [("5", "5: very well"), ("4", "4"), ("3", "3"), ("2", "2"), ("1", "1: not at all")]


class TellContact(nhsuk.Form):
    """What happened, how, what it was about, what has changed. `at`: when it was, if no time is told."""

    at: datetime
    contact_id = nhsuk.Hidden(missing="This page was damaged on its way. Open it again from the person's record.")
    outcome = nhsuk.Radios(choices=Outcome, label="What happened?", missing="Select what happened")
    way = nhsuk.Select(choices=Way, label="How?", missing="Select how you were in touch")
    note = nhsuk.Textarea(label="Note", hint="The person can ask to see it", rows=4)
    kinds = nhsuk.Checkboxes(choices=Kind, label="What was it about?", hint="Leave this out if nothing fits")
    changed = nhsuk.Radios(
        choices=[(NOTHING, Change.NOTHING.label), (SOMETHING, "Something has changed"), (NOT_ASKED, "Not asked")],
        label="Since you last spoke, has anything changed?", conditional={SOMETHING: "changes"}, inline=False,
    )  # fmt: skip
    changes = nhsuk.Checkboxes(
        choices=[(c.value, c.label) for c in Change if c != Change.NOTHING], label="What has changed?",
        missing="Select what has changed",
    )  # fmt: skip
    wanted = nhsuk.Select(choices=Wanted, label="What did they want today?", first="Not asked")
    barrier = nhsuk.Select(
        choices=[(b.value, b.label) for b in Barrier if b != Barrier.NOT_ASKED],
        label="What got in the way, if they said?", first="Not asked",
    )  # fmt: skip
    name_given = nhsuk.Select(choices=Answer, label="Did you say who you are?")
    caller_known = nhsuk.Select(choices=Answer, label="Did they know you?")
    rapport = nhsuk.Select(choices=RATINGS, label="How well did you connect?", first="Not rated")
    understanding = nhsuk.Select(choices=RATINGS, label="How well did it land?", first="Not rated")
    minutes = nhsuk.WholeNumber(
        label="How many minutes?", called="Minutes", smallest=0, largest=rules.LONGEST_MINUTES, width=3
    )
    started_by = nhsuk.Radios(choices=StartedBy, label="Who started it?", inline=True)
    happened_on = nhsuk.DateParts(label="Which day?", called="Day of the contact", hint="Leave empty for today")
    happened_time = nhsuk.TimeOfDay(
        label="What time?", called="Time of the contact", hint="For example, 2:15pm",
        missing="Enter the time of the contact, roughly if need be",
    )  # fmt: skip
    when_answered = [nhsuk.Ask("happened_time").if_("happened_on").is_answered()]

    @property
    def more_open(self) -> bool:
        """Say whether the questions that may be left out should be in sight."""
        return self._in_use("kinds", "minutes") or self["started_by"].value() == StartedBy.CLIENT

    @property
    def call_open(self) -> bool:
        """Say whether the questions about the call itself should be in sight."""
        return self._in_use("rapport", "understanding") or any(
            self[name].value() not in (None, Answer.NOT_ASKED) for name in ("name_given", "caller_known")
        )

    @property
    def other_time_open(self) -> bool:
        """Say whether the questions about another time should be in sight."""
        return self._in_use("happened_on", "happened_time")

    @property
    def what(self) -> WhatHappened:
        """Give what happened."""
        answers, spoke = self.cleaned_data, self.cleaned_data["outcome"] == Outcome.SPOKE
        return WhatHappened(
            way=answers["way"],
            outcome=answers["outcome"],
            happened_at=answers["happened_at"],
            kinds=answers["kinds"],
            minutes=answers["minutes"],
            note=answers["note"],
            started_by=answers["started_by"] or StartedBy.WORKER,
            changes=self._changes() if spoke else (),
            wanted=(answers["wanted"] or None) if spoke else None,
            barrier=Barrier(answers["barrier"]) if answers["barrier"] else None,
            name_given=answers["name_given"] or Answer.NOT_ASKED,
            caller_known=answers["caller_known"] or Answer.NOT_ASKED,
            rapport=int(answers["rapport"]) if answers["rapport"] else None,
            understanding=int(answers["understanding"]) if answers["understanding"] else None,
        )

    def clean_contact_id(self) -> UUID:
        """Read the id that makes sending twice harmless."""
        try:
            return UUID(self.cleaned_data["contact_id"])
        except ValueError:
            raise ValidationError(self.fields["contact_id"].error_messages["required"]) from None

    def clean(self) -> dict[str, Any]:
        """Put day and time together; without either it is now, and a time alone is today's."""
        answers = self.cleaned_data
        if answers.get("outcome") != Outcome.SPOKE:  # Asked only of a conversation, and out of sight else.
            self.errors.pop("changes", None)
        time = answers.get("happened_time")
        on = answers.get("happened_on") or clock.local_date(self.at)
        answers["happened_at"] = datetime.combine(on, time, clock.LONDON) if time else self.at
        return answers

    def _in_use(self, *names: str) -> bool:
        return any(self[name].errors or given(self[name].value()) for name in names)

    def _changes(self) -> list[Change]:
        if self.cleaned_data["changed"] == NOTHING:
            return [Change.NOTHING]
        return [Change(change) for change in self.cleaned_data["changes"] or ()]


def given(answer: Any) -> bool:
    return any(answer) if isinstance(answer, tuple) else bool(answer)
