"""What is asked of whoever gives something, or says what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from throughline import nhsuk
from throughline.items import rules
from throughline.items.commands import Giving, Told
from throughline.items.models import AskAbout, Delivery, ItemKind, Liked, WhyUnused
from throughline.items.rules import Standing

NOT_YET = "NOT_YET"
USED, UNUSED = "USED", "UNUSED"


class Give(nhsuk.Form):
    """What they are given. Three presses where it was handed over today; everything else is optional."""

    kind = nhsuk.Radios(choices=ItemKind, label="What is it?", missing="Select what it is")
    quantity = nhsuk.WholeNumber(
        label="How many?", called="How many", smallest=1, largest=rules.MOST, width=3, initial=1,
        missing="Enter how many",
    )  # fmt: skip
    where = nhsuk.Radios(
        label="Do they have it now?",
        choices=[(NOT_YET, "Not yet: it has been asked for"), *Delivery.choices],
        missing="Select whether they have it now",
        conditional={NOT_YET: "expected_on"},
    )
    expected_on = nhsuk.DateParts(label="When is it to be there? (optional)", called="The day it is to be there")
    supplied_by = nhsuk.Text(label="Who gives it? (optional)", hint="The organisation or service", max_length=200)
    what = nhsuk.Text(
        label="What is it exactly? (needed for something else)", called="What it is", max_length=200,
        missing="Enter what it is",
    )  # fmt: skip
    numbers = nhsuk.Textarea(
        label="Voucher numbers (optional)", rows=3,
        hint="Each on a line of its own. They are kept on this voucher’s page and shown nowhere else",
    )  # fmt: skip
    on = nhsuk.DateParts(label="When was that? (optional)", called="The day", hint="Leave empty for today")
    words = nhsuk.Textarea(label="Anything to remember? (optional)", rows=2)
    when_answered = [nhsuk.Ask("what").if_("kind").is_(ItemKind.OTHER)]

    def __init__(self, *args: Any, today: date, suppliers: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        asked: dict[str, Any] = self.fields
        asked["on"].latest = today
        asked["expected_on"].earliest = today
        if suppliers:
            asked["supplied_by"].hint = f"For example {', '.join(suppliers)}"

    @property
    def more_open(self) -> bool:
        """Say whether the questions that few need should be in sight."""
        names = ("what", "numbers", "words")
        return any(self[name].errors for name in (*names, "on")) or any(self.data.get(name) for name in names)

    @property
    def giving(self) -> Giving:
        """Give what was answered."""
        told = self.cleaned_data
        return Giving(
            kind=ItemKind(told["kind"]),
            what=told["what"],
            quantity=told["quantity"],
            supplied_by=told["supplied_by"],
            on=told["on"] or self.today,
            delivery=None if told["where"] == NOT_YET else Delivery(told["where"]),
            expected_on=told["expected_on"],
            numbers=rules.numbers_told(told["numbers"]),
            words=told["words"],
        )


class _OnADay(nhsuk.Form):
    """On which day it was: today, unless another is given."""

    on = nhsuk.DateParts(label="When was that? (optional)", called="The day", hint="Leave empty for today")

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        asked: dict[str, Any] = self.fields
        asked["on"].latest = today

    @property
    def day(self) -> date:
        on: date | None = self.cleaned_data["on"]
        return on or self.today


class Arrived(_OnADay):
    """It has come."""

    delivery = nhsuk.Radios(choices=Delivery, label="How did it reach them?", missing="Select how it reached them")
    words = nhsuk.Textarea(label="Anything to remember? (optional)", rows=2)
    field_order = ("delivery", "on", "words")


class OnItsWay(_OnADay):
    """Somebody supplies it, and it is on its way."""

    supplied_by = nhsuk.Text(label="Who supplies it?", missing="Enter who supplies it", max_length=200)
    expected_on = nhsuk.DateParts(label="When is it to be there? (optional)", called="The day it is to be there")
    field_order = ("supplied_by", "expected_on", "on")


class NotComing(_OnADay):
    """It does not come after all."""

    words = nhsuk.Textarea(
        label="Why not, and what is done instead?", missing="Enter why it is not coming, and what is done instead",
        rows=2,
    )  # fmt: skip
    field_order = ("words", "on")


class Became(nhsuk.Form):
    """What became of it: of one thing a choice, of several how many, of what is eaten or taken only if it helped."""

    outcome = nhsuk.Radios(
        label="Did they use it?",
        choices=[(USED, "Yes"), (UNUSED, "No")],
        missing="Select whether they used it",
        conditional={UNUSED: "why"},
        inline=True,
    )
    used = nhsuk.WholeNumber(label="How many were used?", called="How many were used", smallest=0, width=3)
    unused = nhsuk.WholeNumber(
        label="How many were not, and will not be?", called="How many were not used", smallest=0, width=3,
        hint="Leave out those they may still use",
    )  # fmt: skip
    why = nhsuk.Radios(choices=WhyUnused, label="Why not?", missing="Select why it was not used")
    liked = nhsuk.Radios(choices=Liked, label="Did it help?", missing="Select whether it helped", inline=True)
    words = nhsuk.Textarea(label="What did they say about it? (optional)", rows=2)

    def __init__(self, *args: Any, item: Standing, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in self._not_asked(item):
            del self.fields[name]
        asked: dict[str, Any] = self.fields
        if "outcome" not in asked and "why" in asked:
            asked["why"].required = False
            asked["why"].label = "Of those not used: why?"
        if item.kind not in rules.DONE_WHEN_DELIVERED:
            asked["liked"].required = False
            asked["liked"].label = "Did it help? (optional)"

    def _not_asked(self, item: Standing) -> tuple[str, ...]:
        if item.kind in rules.DONE_WHEN_DELIVERED:
            return ("outcome", "used", "unused", "why")
        return ("used", "unused") if item.not_known == 1 else ("outcome",)

    def clean(self) -> dict[str, Any]:
        """See that what was not used has its reason."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("unused") and not told.get("why"):
            self.add_error("why", "Select why it was not used")
        return told

    @property
    def told(self) -> Told:
        """Give what was answered."""
        told = self.cleaned_data
        outcome = told.get("outcome", "")
        return Told(
            used=int(outcome == USED) if outcome else told.get("used") or 0,
            unused=int(outcome == UNUSED) if outcome else told.get("unused") or 0,
            why=WhyUnused(told["why"]) if told.get("why") else None,
            liked=Liked(told["liked"]) if told.get("liked") else None,
            words=told["words"],
        )


class TalkAbout(nhsuk.Form):
    """What was asked about what was in the way, and what they said."""

    asked_about = nhsuk.Checkboxes(
        choices=AskAbout, label="What did you ask about?", hint="Only what felt right. Nobody has to say why"
    )
    words = nhsuk.Textarea(label="What did they say, and what will you do?", rows=3)

    def clean(self) -> dict[str, Any]:
        """See that it says something."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not told.get("asked_about") and not told.get("words"):
            self.add_error("asked_about", "Tick what you asked about, or write what they said")
        return told

    @property
    def subjects(self) -> list[AskAbout]:
        """Give what was asked about."""
        return [AskAbout(one) for one in self.cleaned_data["asked_about"]]
