"""What is asked of whoever begins a campaign, and why somebody is moved up or left untried."""

from __future__ import annotations

from typing import Any

from throughline import nhsuk
from throughline.campaigns.commands import Plan
from throughline.campaigns.models import Order


class BeginCampaign(nhsuk.Form):
    """What the campaign is called, by when it is done, and in which order people are called."""

    name = nhsuk.Text(label="What is it called?", hint="As colleagues will see it", missing="Enter a name")
    finish_on = nhsuk.DateParts(
        label="By when is everybody to be tried?", called="The last day", missing="Enter the last day"
    )
    order = nhsuk.Radios(choices=Order, label="Who is called first?", missing="Select who is called first")
    tries = nhsuk.WholeNumber(
        label="On how many different days do we try?",
        hint="After that somebody leaves the list of calls. They stay in the count, as tried and not reached.",
        missing="Enter on how many days",
        smallest=1,
        largest=20,
        width=2,
        suffix="days",
    )

    @property
    def plan(self) -> Plan:
        """Give the answers as the command takes them."""
        told: dict[str, Any] = self.cleaned_data
        return Plan(told["name"], told["finish_on"], Order(told["order"]), told["tries"])


class Complete(nhsuk.Form):
    """Nothing is asked: whether a campaign is complete follows from the contacts."""


class MoveUp(nhsuk.Form):
    """Why somebody is to be called sooner."""

    up_reason = nhsuk.Textarea(
        label="Why should they be called sooner?", hint="The person can ask to see this", rows=3,
        missing="Enter why they should be called sooner",
    )  # fmt: skip


class LeaveUntried(nhsuk.Form):
    """Why somebody is not tried in this campaign."""

    left_reason = nhsuk.Textarea(
        label="Why are they left untried?", hint="The person can ask to see this", rows=3,
        missing="Enter why they are left untried",
    )  # fmt: skip
