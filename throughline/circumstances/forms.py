"""The questions about a person's life, in the page's words."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.circumstances.models import Said as WhoSaid
from throughline.circumstances.queries import Entry
from throughline.circumstances.topics import CHOICES, QUESTIONS, Answer, Source, Topic
from throughline.circumstances.writing import Said

NO_ANSWER = [(Answer.PREFER_NOT.value, Answer.PREFER_NOT.label), (Answer.NOT_ASKED.value, Answer.NOT_ASKED.label)]
A_MISTAKE = [(Answer.MISTAKEN.value, "Take it out: it should not be on this record")]
BY_CHOOSING, BY_TICKING, IN_WORDS = "chosen", "ticked", "worded"


class AsAt(nhsuk.Form):
    """Another day to look at."""

    on = nhsuk.DateParts(label="Show what was known to hold on", called="The day", missing="Enter a day")

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"].latest = today  # type: ignore[attr-defined]


class Change(nhsuk.Form):
    """One topic's new answer. Which question is asked depends on the topic; the others are taken out."""

    chosen = nhsuk.Radios(label="", missing="Select an answer")
    ticked = nhsuk.Checkboxes(label="", missing="Select an answer")
    worded = nhsuk.Radios(
        label="",
        missing="Select whether they answered",
        choices=[(Answer.ANSWERED.value, "They answered"), *NO_ANSWER],
        conditional={Answer.ANSWERED.value: ("words", "address", "postcode")},
    )
    words = nhsuk.Text(label="Their answer", missing="Enter their answer", max_length=200)
    address = nhsuk.Textarea(label="Address, without the postcode", rows=3)
    postcode = nhsuk.Text(label="Postcode", width=10)
    from_on = nhsuk.DateParts(
        label="From which day has this been so? (optional)",
        called="The day",
        hint="Leave empty for today. If you only know the year, give 1 January of it",
    )
    source = nhsuk.Radios(label="Who says so?", choices=Source, missing="Select who says so", initial=Source.CLIENT)
    note = nhsuk.Textarea(label="Why, or anything more (optional)", hint="The person can ask to see this", rows=3)
    seen = nhsuk.Hidden()

    def __init__(self, *args: Any, topic: Topic, today: date, held: Entry | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.topic, self.today = topic, today
        self._ask_only(topic, [*NO_ANSWER])
        self.fields["from_on"].latest = today  # type: ignore[attr-defined]
        if held is not None:
            self.initial = {**self.initial, **_as_answered(held, self.way)}

    @property
    def way(self) -> str:
        """Name the question that this topic is answered by."""
        if self.topic == Topic.BENEFITS:
            return BY_TICKING
        return BY_CHOOSING if self.topic in CHOICES else IN_WORDS

    @property
    def seen_id(self) -> UUID | None:
        """Give the answer that the page showed as the last one, if it showed one."""
        try:
            return UUID(self.cleaned_data["seen"])
        except ValueError:
            return None

    @property
    def said(self) -> Said:
        """Give what was answered."""
        answer, values = self._answer()
        given = self.cleaned_data
        return Said(
            topic=self.topic, answer=answer, values=values, from_on=given["from_on"] or self.today,
            source=Source(given["source"]), note=given["note"],
        )  # fmt: skip

    def having_seen(self, last: UUID | None) -> Change:
        """Give the same page, typed answers and all, which now knows what somebody else has recorded."""
        given: Any = self.data
        posted = given.copy()
        posted["seen"] = str(last or "")
        self.data = posted
        return self

    def _ask_only(self, topic: Topic, no_answer: list[tuple[str, str]]) -> None:
        for way in {BY_CHOOSING, BY_TICKING, IN_WORDS} - {self.way}:
            del self.fields[way]
        question: Any = self.fields[self.way]
        question.label, question.help_text = QUESTIONS[topic].asked, QUESTIONS[topic].hint
        question.called = topic.label
        if self.way == IN_WORDS:
            unasked: tuple[str, ...] = ("words",) if topic == Topic.HOME else ("address", "postcode")
            question.conditional = {Answer.ANSWERED.value: ("address", "postcode") if topic == Topic.HOME else "words"}
            question.conditional = {k: (v,) if isinstance(v, str) else v for k, v in question.conditional.items()}
            question.choices = [(Answer.ANSWERED.value, "They answered"), *no_answer]
        else:
            unasked = ("words", "address", "postcode")
            question.choices = [*CHOICES[topic].choices, *no_answer]
        for name in unasked:
            del self.fields[name]

    def _answer(self) -> tuple[Answer, list[str]]:
        given = self.cleaned_data[self.way]
        picked = given if isinstance(given, list) else [given]
        nothing = [value for value in picked if value in Answer.values and value != Answer.ANSWERED]
        if nothing:
            return Answer(nothing[0]), [value for value in picked if value not in nothing]
        if self.way != IN_WORDS:
            return Answer.ANSWERED, picked
        names = ("address", "postcode") if self.topic == Topic.HOME else ("words",)
        return Answer.ANSWERED, [self.cleaned_data[name] for name in names]


class Correct(Change):
    """One answer put right. What was wrong is always said."""

    note = nhsuk.Textarea(
        label="What was wrong?",
        hint="The first answer stays on record beside the correction",
        missing="Say what was wrong",
        rows=3,
    )

    def __init__(self, *args: Any, entry: Entry, **more: Any) -> None:
        super().__init__(*args, topic=entry.topic, held=entry, **more)
        question: Any = self.fields[self.way]
        question.choices = [*question.choices, *A_MISTAKE]
        self.initial = {**self.initial, "from_on": entry.from_on, "source": entry.source}


class AddCondition(nhsuk.Form):
    """A long-term condition, on one of the two lists."""

    name = nhsuk.Text(
        label="Which condition?",
        hint="As it was said. Anxiety, depression and any other condition count too",
        missing="Enter the condition",
        max_length=200,
    )
    said = nhsuk.Radios(label="Who says so?", choices=WhoSaid, missing="Select who says so", initial=WhoSaid.CLIENT)
    since_on = nhsuk.DateParts(
        label="Since when? (optional)", called="The day", hint="If you only know the year, give 1 January of it"
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["since_on"].latest = today  # type: ignore[attr-defined]


class EndCondition(nhsuk.Form):
    """A condition comes off a list."""

    why = nhsuk.Radios(
        label="Why does it come off the list?",
        choices=[("ENDED", "They no longer have it"), ("MISTAKEN", "It should not have been on it")],
        missing="Select why it comes off the list",
    )
    ended_on = nhsuk.DateParts(label="From which day? (optional)", called="The day", hint="Leave empty for today")

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["ended_on"].latest = today  # type: ignore[attr-defined]

    @property
    def end(self) -> dict[str, Any]:
        """Give the day, and whether it was a mistake."""
        answers = self.cleaned_data
        return {"ended_on": answers["ended_on"] or self.today, "mistaken": answers["why"] == "MISTAKEN"}


def _as_answered(held: Entry, way: str) -> dict[str, Any]:
    """Fill in what holds now, so that a change is one press and the day."""
    if held.answer != Answer.ANSWERED:
        return {way: [held.answer.value] if way == BY_TICKING else held.answer.value}
    if way == IN_WORDS:
        words = dict(zip(("address", "postcode"), held.values, strict=False))
        return {way: Answer.ANSWERED.value, "words": held.values[0], **words}
    return {way: list(held.values) if way == BY_TICKING else held.values[0]}
