"""What is asked of whoever refers on, and of whoever knows what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.onward_referrals.commands import ReferringOn, WhatBecame
from throughline.onward_referrals.models import State, Strength, WhyNot

HAPPENED = {
    State.SUGGESTED: "Not decided yet",
    State.AGREED: "They would like to go",
    State.SENT: "We gave the service their details",
    State.ACKNOWLEDGED: "The service has answered",
    State.WAITING: "They are waiting for a place",
    State.STARTED: "They go there",
    State.ENOUGH: "It ended, and it was enough",
    State.NOT_ENOUGH: "It ended, and it was not enough",
    State.STOPPED: "They stopped",
    State.DECLINED: "They do not want it",
    State.DID_NOT_START: "They did not start",
}
"""What happened, as a link worker hears it."""

ASKED_WITH = {
    State.WAITING: "expected_wait_weeks",
    State.DID_NOT_START: "why_not",
    State.NOT_ENOUGH: "still_needed",
}
"""What one answer asks besides."""


class Find(nhsuk.Form):
    """Which service."""

    find = nhsuk.Text(label="Which service?", hint="Its name, or who offers it", missing="Enter part of its name")


class ReferOn(nhsuk.Form):
    """How strongly, what for, and when we check back."""

    strength = nhsuk.Radios(choices=Strength, label="How do they get there?", missing="Select how they get there")
    state = nhsuk.Radios(
        choices=[(s, HAPPENED[s]) for s in (State.SUGGESTED, State.AGREED, State.SENT)],
        label="Where does it stand today?",
        missing="Select where it stands today",
        initial=State.AGREED,
    )
    wish = nhsuk.Text(
        label="What is it for, in their words? (optional)", hint="For example: for my legs", max_length=200
    )
    words = nhsuk.Textarea(label="Anything to note (optional)", rows=2)
    check_back_on = nhsuk.DateParts(
        label="When will you check back?",
        called="The day to check back",
        hint="A signpost has a day too, or nobody knows whether it helped",
        missing="Enter when you will check back",
    )

    def referring(self, *, way_id: UUID, follows_id: UUID | None) -> ReferringOn:
        """Give what was asked for."""
        given = self.cleaned_data
        return ReferringOn(
            way_id=way_id, strength=Strength(given["strength"]), state=State(given["state"]), wish=given["wish"],
            words=given["words"], check_back_on=given["check_back_on"], follows_id=follows_id,
        )  # fmt: skip


class Became(nhsuk.Form):
    """What happened next. Each answer asks only what it needs."""

    to = nhsuk.Radios(choices=[], label="What happened?", missing="Select what happened")
    expected_wait_weeks = nhsuk.WholeNumber(
        label="How many weeks do they expect it to take? (optional)",
        called="The wait",
        width=3,
        smallest=0,
        largest=260,
    )
    why_not = nhsuk.Radios(choices=WhyNot, label="Why did they not start?", missing="Select why they did not start")
    still_needed = nhsuk.Textarea(
        label="What do they still need?", hint="In their words", rows=2, missing="Enter what they still need"
    )
    alternatives = nhsuk.Textarea(
        label="What else did you offer meanwhile?", hint="Leave empty if nothing else was found", rows=2
    )
    none_found = nhsuk.Tick(label="None found: a manager is to read it")
    words = nhsuk.Textarea(label="What did they say? (optional)", hint="They can ask to see this", rows=2)
    happened_on = nhsuk.DateParts(label="When? (optional)", called="The day", hint="Leave empty for today")
    check_back_on = nhsuk.DateParts(
        label="When will you check back?", called="The day to check back", hint="Not needed once it is over"
    )

    def __init__(self, *args: Any, states: Sequence[State], today: date, long_wait: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        to: Any = self.fields["to"]
        to.choices = [(state.value, HAPPENED[state]) for state in states]
        to.conditional = {state.value: (name,) for state, name in ASKED_WITH.items() if state in states}
        for state, name in ASKED_WITH.items():
            if state not in states:
                del self.fields[name]
        if not long_wait:
            del self.fields["alternatives"], self.fields["none_found"]
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]

    @property
    def became(self) -> WhatBecame:
        """Give what was told."""
        given = self.cleaned_data
        why = given.get("why_not")
        return WhatBecame(
            to=State(given["to"]), happened_on=given["happened_on"] or self.today, words=given["words"],
            check_back_on=given["check_back_on"], expected_wait_weeks=given.get("expected_wait_weeks"),
            why_not=WhyNot(why) if why else None, still_needed=given.get("still_needed", ""),
            alternatives=given.get("alternatives", ""), none_found=bool(given.get("none_found")),
        )  # fmt: skip


class Searched(nhsuk.Form):
    """Where else was looked."""

    searched = nhsuk.Textarea(
        label="Where did you look, and what came of it?", rows=2, missing="Enter where you looked"
    )


class Read(nhsuk.Form):
    """What is done about a long wait with nothing else to offer."""

    read = nhsuk.Textarea(label="What is done about it?", rows=2, missing="Enter what is done about it")
