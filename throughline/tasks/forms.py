"""What is asked of whoever takes a call, answers a task or leaves a message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.accounts.queries import Colleague
from throughline.core import clock
from throughline.tasks.commands import Call
from throughline.tasks.models import Route

REPLY, ANSWERED = "REPLY", "ANSWERED"
NOBODY = "nobody"


class FindCaller(nhsuk.Form):
    """Who it is that called."""

    who = nhsuk.Text(
        label="Name, NHS number or phone number",
        hint="Part of the name will do, and so will a slip",
        missing="Enter a name, an NHS number or a phone number",
        autocomplete="off",
        width=20,
    )


class _NoteCall(nhsuk.Form):
    """How, when and with what words somebody got in touch."""

    route = nhsuk.Radios(choices=Route, label="How did they get in touch?", missing="Select how they got in touch")
    words = nhsuk.Textarea(label="What did they say?", hint="In their words if you can", rows=3)
    received_on = nhsuk.DateParts(label="Which day?", called="Day of the call", hint="Leave empty for today")
    received_time = nhsuk.TimeOfDay(
        label="What time?", called="Time of the call", hint="For example, 5pm. Leave both empty for now",
        missing="Enter the time of the call, roughly if need be",
    )  # fmt: skip
    when_answered = [nhsuk.Ask("received_time").if_("received_on").is_answered()]

    def __init__(self, data: Any = None, *, at: datetime, **more: Any) -> None:
        super().__init__(data, **more)
        self.at = at
        asked: dict[str, Any] = self.fields
        asked["received_on"].latest = clock.local_date(at)

    @property
    def other_time_open(self) -> bool:
        """Say whether the questions about another time should be in sight."""
        typed = any(self[name].errors for name in ("received_on", "received_time"))
        return typed or any(self.data.get(name) for name in ("received_on-day", "received_time"))

    @property
    def received_at(self) -> datetime:
        """Give when it came: day and time together, a time alone is today's, neither is now."""
        answers = self.cleaned_data
        on = answers["received_on"] or clock.local_date(self.at)
        time = answers["received_time"]
        return datetime.combine(on, time, clock.LONDON) if time else self.at


class NoteCall(_NoteCall):
    """A call of somebody we know."""

    did_not_recall = nhsuk.Tick(
        label="They did not recall us, or did not know who their link worker is",
    )
    what_next = nhsuk.Radios(
        label="What is left to do?",
        choices=[(REPLY, "They wait for a reply"), (ANSWERED, "Nothing: I answered them")],
        missing="Say whether they wait for a reply",
        conditional={ANSWERED: "answer"},
    )
    answer = nhsuk.Textarea(label="What did you tell them?", rows=3, missing="Enter what you told them")
    when_answered = [*_NoteCall.when_answered, nhsuk.Ask("answer").if_("what_next").is_(ANSWERED)]

    @property
    def call(self) -> Call:
        """Give what is to be noted."""
        answers = self.cleaned_data
        return Call(
            route=answers["route"], received_at=self.received_at, words=answers["words"],
            did_not_recall=answers["did_not_recall"], answer=answers["answer"] or "",
        )  # fmt: skip


class NoteUnknownCaller(_NoteCall):
    """A call of somebody we could not find."""

    caller_name = nhsuk.Text(label="Name", hint="As they gave it", autocomplete="off", width=20)
    caller_number = nhsuk.Phone(label="Number to ring back", autocomplete="off")
    worker = nhsuk.Select(label="Who is to reply?", missing="Say who is to reply", first="Choose")

    def __init__(self, data: Any = None, *, colleagues: Sequence[Colleague], at: datetime, **more: Any) -> None:
        super().__init__(data, at=at, **more)
        asked: dict[str, Any] = self.fields
        asked["worker"].choices = [
            (NOBODY, "I do not know: leave it to the manager"), *((str(c.id), c.name) for c in colleagues)
        ]  # fmt: skip
        self.order_fields(["caller_name", "caller_number", "route", "words", "received_on", "received_time", "worker"])

    @property
    def call(self) -> Call:
        """Give what is to be noted."""
        answers = self.cleaned_data
        return Call(
            route=answers["route"], received_at=self.received_at, words=answers["words"],
            caller_name=answers["caller_name"], caller_number=answers["caller_number"],
        )  # fmt: skip

    @property
    def worker_id(self) -> UUID | None:
        """Give who is to reply, or nobody yet."""
        chosen = self.cleaned_data["worker"]
        return None if chosen == NOBODY else UUID(chosen)


class AnswerTask(nhsuk.Form):
    """What was done about it."""

    answer = nhsuk.Textarea(
        label="What did you do?",
        hint="The person can ask to see it",
        rows=3,
        missing="Enter what you did",
    )


class PassOn(nhsuk.Form):
    """Who does it instead."""

    worker = nhsuk.Select(label="Who is to do it?", missing="Select who is to do it")

    def __init__(self, data: Any = None, *, colleagues: Sequence[Colleague], **more: Any) -> None:
        super().__init__(data, **more)
        asked: dict[str, Any] = self.fields
        asked["worker"].choices = [(str(colleague.id), colleague.name) for colleague in colleagues]

    @property
    def worker_id(self) -> UUID:
        """Give who was chosen."""
        return UUID(self.cleaned_data["worker"])


class LeaveMessage(nhsuk.Form):
    """What the surgery wants the link worker to know."""

    words = nhsuk.Textarea(
        label="What is the message?",
        hint="The patient can ask to see it. For an emergency use your own procedures: this is read in office hours.",
        rows=4,
        missing="Enter the message",
    )
