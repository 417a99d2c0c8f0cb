"""What is asked of whoever declares, switches, eases and ends, and of whoever finds another way."""

from __future__ import annotations

from typing import Any

from throughline import nhsuk
from throughline.cases.models import Way
from throughline.organisations.models import Restriction
from throughline.profiles.gate_rules import Route


class Declare(nhsuk.Form):
    """The beginning of a time in which the service cannot work as usual."""

    name = nhsuk.Text(
        label="What do people call it?",
        hint="For example, the lockdown, the flood, the strike. It stands in letters to clients.",
        missing="Enter what people call it",
    )
    starts_on = nhsuk.DateParts(label="From which day?", called="The first day", missing="Enter the first day")
    restrictions = nhsuk.Checkboxes(
        choices=Restriction,
        label="What is not possible? (optional)",
        hint="Nothing needs to be ticked, for example when only some of you cannot work.",
    )


class Switch(nhsuk.Form):
    """Whether everybody is to be contacted too."""

    contact_everybody = nhsuk.Tick(label="Begin contacting everybody in the service too, with a list of whom to call")


class Ease(nhsuk.Form):
    """From which day things are possible again."""

    eased_on = nhsuk.DateParts(
        label="From which day is what was forbidden possible again?", called="The day", missing="Enter the day"
    )


class AnswerLeft(nhsuk.Form):
    """Why something that a disruption left may stay so."""

    reason = nhsuk.Textarea(label="Why may it stay so?", rows=2, missing="Say why it may stay so")


class End(nhsuk.Form):
    """The end."""

    ends_on = nhsuk.DateParts(
        label="From which day is work as usual again?",
        called="The day",
        missing="Enter the first day on which work is as usual again",
    )


class ChooseWay(nhsuk.Form):
    """Another way than a meeting: those that are open first, each with what speaks against it."""

    way = nhsuk.Radios(choices=Way, label="How are we in touch instead?", missing="Select how we are in touch instead")

    def __init__(self, *args: Any, routes: tuple[Route, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        ordered = sorted(routes, key=lambda route: not route.is_open)
        offered = [route for route in ordered if not route.barred]
        field: Any = self.fields["way"]
        field.choices = [(route.mode.value, route.mode.label) for route in offered]
        field.hints = {route.mode.value: route.why_not for route in offered if route.why_not}
