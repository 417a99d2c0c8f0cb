"""What a worker is asked after a call: what happened, and the next contact that it leads to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.datastructures import MultiValueDict

from throughline import nhsuk
from throughline.cases import rules as case_rules
from throughline.cases.models import CloseReason, Level, PartOfDay, Way
from throughline.cases.rules import NextContact
from throughline.clients.models import Answer
from throughline.contacts import rules
from throughline.contacts.commands import Ending
from throughline.contacts.forms.closing import AGAIN
from throughline.contacts.forms.telling import NOT_ASKED, TellContact, given
from throughline.contacts.models import StartedBy
from throughline.contacts.presenters.recording import barrier_question, then_choices, then_hints
from throughline.contacts.recording_queries import Recording
from throughline.contacts.writing import WhatHappened
from throughline.core import clock
from throughline.core.ids import new_id

PROPOSED, OTHER, ENDING = "PROPOSED", "OTHER", "ENDING"
IN_A_CONVERSATION = [CloseReason.COMPLETED, CloseReason.CLIENT_WISH, CloseReason.MOVED_AWAY]


def _labelled(reasons: list[CloseReason]) -> list[tuple[CloseReason, str]]:
    return [(reason, reason.label) for reason in reasons]


class RecordContact(TellContact):
    """One short form. Everything but the first question is answered already for an ordinary call."""

    promise_seen = nhsuk.Hidden()
    then = nhsuk.Radios(
        label="When is the next contact?",
        missing="Say when the next contact is, or choose “We agreed an ending”",
        conditional={OTHER: "other_on", ENDING: ("ending_reason", "ending_note", "contact_again", "managers_reason")},
    )
    other_on = nhsuk.DateParts(label="Date", called="The next contact", missing="Enter the date of the next contact")
    ending_reason = nhsuk.Radios(
        choices=_labelled(IN_A_CONVERSATION), label="Why does it end?", missing="Select why it ends"
    )
    ending_note = nhsuk.Textarea(
        label="What did you agree?", hint="The person can ask to see it", rows=3, missing="Enter what you agreed"
    )
    contact_again = nhsuk.Radios(choices=AGAIN, label="May we contact them again, to ask how they are?", inline=True)
    managers_reason = nhsuk.Textarea(
        label="Your reason as a manager", hint="Only where the policy is against closing it", rows=2
    )
    guidance = nhsuk.Select(label="Which guidance did you explain or send?", first="Not told")
    worried = nhsuk.Select(choices=Answer, label="Are they worried about the rules?")
    next_part = nhsuk.Select(choices=PartOfDay, label="Part of the day", first="As proposed, or any time")
    next_time = nhsuk.TimeOfDay(label="At what time, if it is an appointment", called="Time of the appointment")
    next_place = nhsuk.Text(label="Where, if you meet", width=20)
    next_way = nhsuk.Select(choices=Way, label="How, next time", first="As proposed")
    next_by = nhsuk.Select(label="Who by", missing="Select who makes the next contact")
    when_answered = [*TellContact.when_answered, nhsuk.Ask("next_time").if_("next_place").is_answered()]

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
        asked["guidance"].choices = [(str(one.version_id), one.called) for one in page.guidance]
        if not page.ending.asks_manager:
            del self.fields["managers_reason"]
            asked["then"].conditional[ENDING] = tuple(n for n in asked["then"].conditional[ENDING] if n in self.fields)
        asked["barrier"].label = barrier_question(page)
        asked["next_by"].choices = [(str(colleague.id), colleague.name) for colleague in page.colleagues]

    @classmethod
    def opened(cls, page: Recording, *, at: datetime, writer_id: UUID) -> RecordContact:
        """Give the form as it stands when the page is opened: ready to send but for the first question."""
        return cls(page=page, at=at, initial=_ready_answers(page, writer_id) | _kept_answers(page))

    @property
    def next_open(self) -> bool:
        """Say whether the questions about how the next contact is made should be in sight."""
        return self._in_use("next_part", "next_time", "next_place", "next_way")

    @property
    def next(self) -> NextContact | Ending:
        """Give what follows: the next contact, or the ending."""
        answers = self.cleaned_data
        if answers["then"] == ENDING:
            again = Answer(answers["contact_again"] or Answer.NOT_ASKED)
            reason = CloseReason(answers["ending_reason"])
            return Ending(reason, answers["ending_note"], again, answers.get("managers_reason", ""))
        chosen = self._what_follows()
        return NextContact(
            on=chosen.on,
            by_id=UUID(answers["next_by"]),
            way=answers["next_way"] or chosen.way,
            part=answers["next_part"] or chosen.part,
            time=answers["next_time"] or chosen.time,
            place=answers["next_place"] or chosen.place,
        )

    @property
    def what(self) -> WhatHappened:
        """Give what happened, with the guidance that was explained or sent (R54)."""
        told, worried = self.cleaned_data["guidance"], self.cleaned_data["worried"]
        return replace(
            super().what,
            guidance_id=UUID(told) if told else None,
            worried_about_rules=Answer(worried or Answer.NOT_ASKED),
        )

    @property
    def guidance_open(self) -> bool:
        """Say whether the questions about guidance should be in sight."""
        return self._in_use("guidance") or self["worried"].value() not in (None, "", Answer.NOT_ASKED)

    def having_seen(self) -> RecordContact:
        """Give the form back with the promise that its page now shows, so that sending it again goes through."""
        posted: Any = self.data
        answers = posted.copy()
        answers["promise_seen"] = str(self.page.promise.number)
        self.data = answers
        return self

    def clean_promise_seen(self) -> int:
        """Read which promise the page showed; anything else is none of them, and so will be asked about."""
        seen = self.cleaned_data["promise_seen"]
        return int(seen) if seen.isascii() and seen.isdigit() else 0

    def _what_follows(self) -> rules.Proposed:
        """Give the day that was chosen, with what is proposed for it."""
        answers, proposals = self.cleaned_data, self.page.proposals
        proposed = rules.proposed(answers["outcome"], proposals)
        if answers["then"] == PROPOSED:
            return proposed
        if answers["then"] == OTHER:
            return rules.Proposed(answers["other_on"], proposed.way)
        today = clock.local_date(self.at)
        gap = self.page.gap_days[Level(answers["then"])]
        on = case_rules.usual_next_contact(Level(answers["then"]), on=today, gap_days=gap)
        return rules.Proposed(on, proposed.way)


def _ready_answers(page: Recording, writer_id: UUID) -> dict[str, Any]:
    may_hold = {colleague.id for colleague in page.colleagues}
    return {
        "contact_id": new_id(),
        "promise_seen": page.promise.number,
        "way": page.promise.way,
        "started_by": StartedBy.WORKER,
        "changed": NOT_ASKED,
        "name_given": Answer.NOT_ASKED,
        "caller_known": Answer.NOT_ASKED,
        "contact_again": Answer.NOT_ASKED,
        "worried": Answer.NOT_ASKED,
        "then": PROPOSED,
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
    if not given(answers["happened_on"]) and not answers["happened_time"]:
        answers["happened_on"] = clock.local_date(page.draft.kept_at)
        answers["happened_time"] = page.draft.kept_at.astimezone(clock.LONDON).time().replace(second=0, microsecond=0)
    return {name: answer for name, answer in answers.items() if given(answer)}
