"""The questions of a check-in. Any order will do; what was not asked stays "not asked"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from throughline import nhsuk
from throughline.cases import rules as case_rules
from throughline.cases.models import Way
from throughline.cases.rules import NextContact
from throughline.check_ins import rules
from throughline.check_ins.commands import Told
from throughline.check_ins.models import Answered, FollowUp, Topic
from throughline.check_ins.queries import CheckingIn
from throughline.contacts.models import Wanted
from throughline.core import clock
from throughline.core.ids import new_id
from throughline.nhsuk.words import long_date

NOT_ASKED = "NOT_ASKED"
USUAL, OTHER = "USUAL", "OTHER"
LOW = {Answered.NEEDS: "Low, or struggling"}


def _choices(topic: Topic) -> list[tuple[str, str]]:
    told = [(a.value, LOW.get(a, a.label) if topic == Topic.MOOD else a.label) for a in Answered]
    return [pair for pair in told if pair[0] != Answered.TOLD] + [(NOT_ASKED, "Not asked")]


class CheckInForm(nhsuk.Form):
    """One page: each topic ticked or typed, and the next contact."""

    contact_id = nhsuk.Hidden(missing="This page was damaged on its way. Open it again from the person's record.")
    promise_seen = nhsuk.Hidden()
    follow_up = nhsuk.Radios(
        choices=FollowUp,
        label="What follows, since they are low?",
        conditional={FollowUp.EXTRA_CONTACT: "extra_on", FollowUp.PLAN_AGREED: "plan"},
        missing="They are low: choose what follows",
    )
    extra_on = nhsuk.DateParts(
        label="Which day?", called="The extra contact", missing="Enter the day of the extra contact"
    )
    plan = nhsuk.Textarea(label="What did you agree?", rows=2, missing="Enter what you agreed")
    wanted = nhsuk.Select(choices=Wanted, label="What did they want today?", first="Not asked")
    note = nhsuk.Textarea(label="Note", hint="The person can ask to see it", rows=3)
    way = nhsuk.Select(choices=Way, label="How did you speak?", missing="Select how you spoke")
    minutes = nhsuk.WholeNumber(label="How many minutes?", called="Minutes", smallest=0, largest=600, width=3)
    happened_time = nhsuk.TimeOfDay(
        label="What time today?", called="Time of the check-in", hint="Leave empty for now. For example, 2:15pm"
    )
    then = nhsuk.Radios(
        label="When is the next contact?",
        missing="Say when the next contact is",
        conditional={OTHER: "other_on"},
    )
    other_on = nhsuk.DateParts(label="Date", called="The next contact", missing="Enter the date of the next contact")
    next_way = nhsuk.Select(choices=Way, label="How, next time", missing="Select how the next contact is made")
    next_by = nhsuk.Select(label="Who by", missing="Select who makes the next contact")
    when_answered = [
        nhsuk.Ask("extra_on").if_("follow_up").is_(FollowUp.EXTRA_CONTACT),
        nhsuk.Ask("plan").if_("follow_up").is_(FollowUp.PLAN_AGREED),
        nhsuk.Ask("follow_up").if_("mood").is_(Answered.NEEDS),
        nhsuk.Ask("other_on").if_("then").is_(OTHER),
    ]

    def __init__(self, data: Any = None, *, page: CheckingIn, at: datetime, **more: Any) -> None:
        super().__init__(data, **more)
        self.page, self.at = page, at
        for topic in Topic:
            self.fields[topic.lower()] = _question(topic)
            self.fields[f"{topic.lower()}_words"] = nhsuk.Text(label=f"In their words: {topic.label.lower()}")
        asked: dict[str, Any] = self.fields
        asked["then"].choices = [(USUAL, f"As usual, {long_date(page.usual_on)}"), (OTHER, "Another date")]
        asked["next_by"].choices = [(str(colleague.id), colleague.name) for colleague in page.colleagues]
        for day in ("other_on", "extra_on"):
            asked[day].earliest = page.today
            asked[day].latest = page.today + timedelta(days=case_rules.LONGEST_GAP_DAYS)

    @classmethod
    def opened(cls, page: CheckingIn, *, at: datetime, writer_id: UUID) -> CheckInForm:
        """Give the form as it stands when the page is opened: nothing asked, or as it was left."""
        may_hold = {colleague.id for colleague in page.colleagues}
        ready: dict[str, Any] = {
            "contact_id": new_id(),
            "promise_seen": page.promise_number,
            "way": Way.PHONE,
            "then": USUAL,
            "next_way": page.promised_way,
            "next_by": writer_id if writer_id in may_hold else page.worker_id,
            **{topic.lower(): NOT_ASKED for topic in Topic},
        }
        form = cls(page=page, at=at, initial=ready)
        form.initial = {**form.initial, **_kept(form)}
        return form

    @property
    def topics(self) -> list[tuple[Any, Any]]:
        """List each topic's two questions: the tick and the words."""
        return [(self[topic.lower()], self[f"{topic.lower()}_words"]) for topic in Topic]

    @property
    def told(self) -> Told:
        """Give what was answered."""
        answers = self.cleaned_data
        time = answers["happened_time"]
        return Told(
            way=answers["way"],
            happened_at=datetime.combine(self.page.today, time, clock.LONDON) if time else self.at,
            answers=self._answers(),
            words={topic: answers.get(f"{topic.lower()}_words", "") for topic in Topic},
            wanted=Wanted(answers["wanted"]) if answers["wanted"] else None,
            follow_up=FollowUp(answers["follow_up"]) if answers["follow_up"] else None,
            extra_on=answers["extra_on"],
            plan=answers["plan"] or "",
            note=answers["note"],
            minutes=answers["minutes"],
        )

    @property
    def next(self) -> NextContact:
        """Give the next contact."""
        answers = self.cleaned_data
        on: date = self.page.usual_on if answers["then"] == USUAL else answers["other_on"]
        return NextContact(on=on, by_id=UUID(answers["next_by"]), way=answers["next_way"])

    def having_seen(self) -> CheckInForm:
        """Give the form back with the promise that its page now shows, so that sending it again goes through."""
        posted: Any = self.data
        answers = posted.copy()
        answers["promise_seen"] = str(self.page.promise_number)
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
        """Say at each topic that was left out that it must be asked."""
        for topic in rules.left_out(self._answers()):
            self.add_error(topic.lower(), rules.ASK[topic])
        return self.cleaned_data

    def _answers(self) -> dict[Topic, Answered]:
        found = {}
        for topic in Topic:
            ticked = self.cleaned_data.get(topic.lower()) or NOT_ASKED
            words = self.cleaned_data.get(f"{topic.lower()}_words", "").strip()
            answered = rules.answered(
                ticked=None if ticked == NOT_ASKED else Answered(ticked), has_words=bool(words)
            )  # fmt: skip
            if answered is not None:
                found[topic] = answered
        return found


def _question(topic: Topic) -> nhsuk.Radios:
    if topic == Topic.MOOD:
        return nhsuk.Radios(
            label=topic.label, choices=_choices(topic), small=True, conditional={Answered.NEEDS: "follow_up"}
        )
    return nhsuk.Radios(label=topic.label, choices=_choices(topic), inline=True, small=True)


def _kept(form: CheckInForm) -> dict[str, Any]:
    """Give what was typed before and not saved."""
    draft = form.page.draft
    if draft is None:
        return {}
    kept = MultiValueDict({name: v if isinstance(v, list) else [v] for name, v in draft.fields.items()})
    answers = {name: field.widget.value_from_datadict(kept, {}, name) for name, field in form.fields.items()}
    return {name: value for name, value in answers.items() if (any(value) if isinstance(value, tuple) else value)}
