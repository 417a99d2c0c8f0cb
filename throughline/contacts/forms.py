"""What a worker is asked after a call, and before a case is closed without one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from throughline import nhsuk
from throughline.cases import rules as case_rules
from throughline.cases.models import CloseReason, Level, PartOfDay, Way
from throughline.cases.rules import NextContact
from throughline.contacts import rules
from throughline.contacts.commands import Ending, WhatHappened
from throughline.contacts.models import Kind, Outcome, StartedBy
from throughline.contacts.presenters import then_choices, then_hints
from throughline.contacts.queries import Recording
from throughline.core import clock
from throughline.core.ids import new_id

PROPOSED, OTHER, ENDING = "PROPOSED", "OTHER", "ENDING"
IN_A_CONVERSATION = [CloseReason.COMPLETED, CloseReason.CLIENT_WISH, CloseReason.MOVED_AWAY]
WITHOUT_ONE = [CloseReason.COULD_NOT_REACH, CloseReason.MOVED_AWAY, CloseReason.DIED]


def _labelled(reasons: list[CloseReason]) -> list[tuple[CloseReason, str]]:
    return [(reason, reason.label) for reason in reasons]


class RecordContact(nhsuk.Form):
    """One short form. Everything but the first question is answered already for an ordinary call."""

    contact_id = nhsuk.Hidden(missing="This page was damaged on its way. Open it again from the person's record.")
    promise_seen = nhsuk.Hidden()
    outcome = nhsuk.Radios(choices=Outcome, label="What happened?", missing="Select what happened")
    way = nhsuk.Select(choices=Way, label="How?", missing="Select how you were in touch")
    note = nhsuk.Textarea(label="Note", hint="The person can ask to see it", rows=4)
    kinds = nhsuk.Checkboxes(choices=Kind, label="What was it about?", hint="Leave this out if nothing fits")
    minutes = nhsuk.WholeNumber(
        label="How many minutes?", called="Minutes", smallest=0, largest=rules.LONGEST_MINUTES, width=3
    )
    started_by = nhsuk.Radios(choices=StartedBy, label="Who started it?", inline=True)
    happened_on = nhsuk.DateParts(label="Which day?", called="Day of the contact", hint="Leave empty for today")
    happened_time = nhsuk.TimeOfDay(
        label="What time?", called="Time of the contact", hint="For example, 2:15pm",
        missing="Enter the time of the contact, roughly if need be",
    )  # fmt: skip
    then = nhsuk.Radios(
        label="When is the next contact?",
        missing="Say when the next contact is, or choose “We agreed an ending”",
        conditional={OTHER: "other_on", ENDING: ("ending_reason", "ending_note")},
    )
    other_on = nhsuk.DateParts(label="Date", called="The next contact", missing="Enter the date of the next contact")
    ending_reason = nhsuk.Radios(
        choices=_labelled(IN_A_CONVERSATION), label="Why does it end?", missing="Select why it ends"
    )
    ending_note = nhsuk.Textarea(
        label="What did you agree?", hint="The person can ask to see it", rows=3, missing="Enter what you agreed"
    )
    next_part = nhsuk.Select(choices=PartOfDay, label="Part of the day", first="As proposed, or any time")
    next_way = nhsuk.Select(choices=Way, label="How, next time", missing="Select how the next contact is made")
    next_by = nhsuk.Select(label="Who by", missing="Select who makes the next contact")
    when_answered = [nhsuk.Ask("happened_time").if_("happened_on").is_answered()]

    def __init__(self, data: Any = None, *, page: Recording, at: datetime, **more: Any) -> None:
        super().__init__(data, **more)
        self.page, self.at = page, at
        today = clock.local_date(at)
        asked: dict[str, Any] = self.fields
        asked["outcome"].autofocus = not self.is_bound
        asked["happened_on"].latest = today
        asked["other_on"].earliest = today
        asked["other_on"].latest = today + timedelta(days=case_rules.LONGEST_GAP_DAYS)
        asked["then"].choices, asked["then"].hints = then_choices(page, on=today), then_hints(page)
        asked["next_by"].choices = [(str(colleague.id), colleague.name) for colleague in page.colleagues]

    @classmethod
    def opened(cls, page: Recording, *, at: datetime, writer_id: UUID) -> RecordContact:
        """Give the form as it stands when the page is opened: ready to send but for the first question."""
        return cls(page=page, at=at, initial=_ready_answers(page, writer_id) | _kept_answers(page))

    @property
    def more_open(self) -> bool:
        """Say whether the questions that may be left out should be in sight."""
        return self._in_use("kinds", "minutes") or self["started_by"].value() == StartedBy.CLIENT

    @property
    def other_time_open(self) -> bool:
        """Say whether the questions about another time should be in sight."""
        return self._in_use("happened_on", "happened_time")

    @property
    def what(self) -> WhatHappened:
        """Give what happened."""
        answers = self.cleaned_data
        return WhatHappened(
            way=answers["way"],
            outcome=answers["outcome"],
            happened_at=answers["happened_at"],
            kinds=answers["kinds"],
            minutes=answers["minutes"],
            note=answers["note"],
            started_by=answers["started_by"] or StartedBy.WORKER,
        )

    @property
    def next(self) -> NextContact | Ending:
        """Give what follows: the next contact, or the ending."""
        answers = self.cleaned_data
        if answers["then"] == ENDING:
            return Ending(CloseReason(answers["ending_reason"]), answers["ending_note"])
        on, part = self._chosen_day()
        return NextContact(
            on=on, by_id=UUID(answers["next_by"]), way=answers["next_way"], part=answers["next_part"] or part
        )

    def having_seen(self) -> RecordContact:
        """Give the form back with the promise that its page now shows, so that sending it again goes through."""
        posted: Any = self.data
        answers = posted.copy()
        answers["promise_seen"] = str(self.page.promise.number)
        self.data = answers
        return self

    def clean_contact_id(self) -> UUID:
        """Read the id that makes sending twice harmless."""
        try:
            return UUID(self.cleaned_data["contact_id"])
        except ValueError:
            raise ValidationError(self.fields["contact_id"].error_messages["required"]) from None

    def clean_promise_seen(self) -> int:
        """Read which promise the page showed; anything else is none of them, and so will be asked about."""
        seen = self.cleaned_data["promise_seen"]
        return int(seen) if seen.isascii() and seen.isdigit() else 0

    def clean(self) -> dict[str, Any]:
        """Put day and time together; without either it is now, and a time alone is today's."""
        answers = self.cleaned_data
        time = answers.get("happened_time")
        on = answers.get("happened_on") or clock.local_date(self.at)
        answers["happened_at"] = datetime.combine(on, time, clock.LONDON) if time else self.at
        return answers

    def _in_use(self, *names: str) -> bool:
        return any(self[name].errors or _given(self[name].value()) for name in names)

    def _chosen_day(self) -> tuple[date, PartOfDay | None]:
        answers = self.cleaned_data
        if answers["then"] == OTHER:
            return answers["other_on"], None
        if answers["then"] == PROPOSED:
            return rules.proposed(answers["outcome"], self.page.proposals)
        level = Level(answers["then"])
        today = clock.local_date(self.at)
        return case_rules.usual_next_contact(level, on=today, gap_days=self.page.gap_days[level]), None


def _ready_answers(page: Recording, writer_id: UUID) -> dict[str, Any]:
    may_hold = {colleague.id for colleague in page.colleagues}
    return {
        "contact_id": new_id(),
        "promise_seen": page.promise.number,
        "way": page.promise.way,
        "started_by": StartedBy.WORKER,
        "then": PROPOSED,
        "next_way": page.promise.way,
        "next_by": writer_id if writer_id in may_hold else page.worker_id,
    }


def _kept_answers(page: Recording) -> dict[str, Any]:
    """Give what was typed before and not saved. It happened then, not now: the time it was kept is put in."""
    if page.draft is None:
        return {}
    kept = MultiValueDict({
        name: value if isinstance(value, list) else [value] for name, value in page.draft.fields.items()
    })  # fmt: skip
    answers = {
        name: question.widget.value_from_datadict(kept, {}, name)
        for name, question in RecordContact.base_fields.items()
    }
    if not _given(answers["happened_on"]) and not answers["happened_time"]:
        answers["happened_on"] = clock.local_date(page.draft.kept_at)
        answers["happened_time"] = page.draft.kept_at.astimezone(clock.LONDON).time().replace(second=0, microsecond=0)
    return {name: answer for name, answer in answers.items() if _given(answer)}


def _given(answer: Any) -> bool:
    return any(answer) if isinstance(answer, tuple) else bool(answer)


class CloseWithoutContact(nhsuk.Form):
    """The endings that no conversation told us of."""

    reason = nhsuk.Radios(
        choices=_labelled(WITHOUT_ONE), label="Why do you close this case?", missing="Select why you close this case"
    )
    note = nhsuk.Textarea(
        label="What happened, and how do you know?", hint="The person can ask to see it", missing="Enter what happened"
    )

    def __init__(self, data: Any = None, *, why_not_unreached: str = "", **more: Any) -> None:
        super().__init__(data, **more)
        reason: Any = self.fields["reason"]
        reason.hints = {CloseReason.COULD_NOT_REACH.value: why_not_unreached}

    @property
    def ending(self) -> Ending:
        """Give the ending."""
        return Ending(CloseReason(self.cleaned_data["reason"]), self.cleaned_data["note"])
