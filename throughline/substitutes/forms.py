"""What is asked of whoever writes up a method, reviews it, or has used it."""

from __future__ import annotations

from datetime import date
from typing import Any

from throughline import nhsuk
from throughline.directory.kinds import Category, Mode
from throughline.substitutes import rules
from throughline.substitutes.commands import Tried, Written
from throughline.substitutes.models import Verdict, Went
from throughline.substitutes.queries import SubstituteRow


class WriteUp(nhsuk.Form):
    """A method. It is about how to help, never about a person."""

    title = nhsuk.Text(
        label="What is it called?", hint="For example, Breathing activity by phone", missing="Enter what it is called",
        max_length=200,
    )  # fmt: skip
    stands_in_for = nhsuk.Select(
        choices=Category, label="What does it stand in for?", missing="Select what it stands in for"
    )
    mode = nhsuk.Radios(choices=Mode, label="How is it done?", missing="Select how it is done")
    for_whom = nhsuk.Textarea(
        label="For people with which conditions? (optional)", hint="Each on a line. Leave empty if it is for anybody",
        rows=2,
    )  # fmt: skip
    steps = nhsuk.Textarea(
        label="What do you do?", hint="A step on each line. Name no person", rows=6, missing="Enter what to do"
    )
    cautions = nhsuk.Textarea(
        label="With which conditions must one take care? (optional)", rows=2,
        hint="Each on a line. Until it is reviewed, it cannot be used with people who have one of them",
    )  # fmt: skip
    caution_words = nhsuk.Textarea(label="What must one take care of? (optional)", rows=3)

    @property
    def written(self) -> Written:
        """Give what was written."""
        told = self.cleaned_data
        return Written(
            title=told["title"],
            stands_in_for=Category(told["stands_in_for"]),
            mode=Mode(told["mode"]),
            for_whom=rules.conditions_told(told["for_whom"]),
            steps=told["steps"],
            cautions=rules.conditions_told(told["cautions"]),
            caution_words=told["caution_words"],
        )


def as_written(row: SubstituteRow) -> dict[str, Any]:
    """Give a method as its form shows it, to be changed."""
    return {
        "title": row.title, "stands_in_for": row.stands_in_for, "mode": row.mode, "for_whom": "\n".join(row.for_whom),
        "steps": "\n".join(row.steps), "cautions": "\n".join(row.cautions), "caution_words": row.caution_words,
    }  # fmt: skip


class Review(nhsuk.Form):
    """Whether it is good to use."""

    verdict = nhsuk.Radios(choices=Verdict, label="What did you find?", missing="Select what you found")
    words = nhsuk.Textarea(label="Why, and what should others know? (needed if it is not to be used)", rows=3)


class Used(nhsuk.Form):
    """How it went."""

    went = nhsuk.Radios(choices=Went, label="How did it go?", missing="Select how it went", inline=True)
    words = nhsuk.Textarea(
        label="What did they say, and what would you do otherwise? (optional)", rows=3,
        hint="Colleagues read this with the method, without whose it was. Name no person",
    )  # fmt: skip
    used_on = nhsuk.DateParts(label="When was that? (optional)", called="The day", hint="Leave empty for today")

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        asked: dict[str, Any] = self.fields
        asked["used_on"].latest = today

    @property
    def tried(self) -> Tried:
        """Give what was answered."""
        told = self.cleaned_data
        return Tried(used_on=told["used_on"] or self.today, went=Went(told["went"]), words=told["words"])


class Narrow(nhsuk.Form):
    """Which part of the library to show."""

    category = nhsuk.Select(choices=Category, label="Stands in for", first="Anything")
