"""What is asked of a service, one way of joining after the other: by a worker on the phone, or by its own link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.directory.forms import LONGEST_WAIT
from throughline.directory.kinds import How, Status, Sure, Teller
from throughline.directory.queries import WayRow
from throughline.directory.writing import Observed

NOT_SAID = "NOT_SAID"


class SayWays(nhsuk.Form):
    """How each way of joining is now, and the wait. Nothing is answered beforehand: what was not said is not kept."""

    remark = nhsuk.Textarea(
        label="Anything others should know? (optional)", hint="Never about a client", rows=2, max_words=100
    )

    def __init__(self, *args: Any, ways: Sequence[WayRow], not_said: str = "They did not say", **more: Any) -> None:
        super().__init__(*args, **more)
        asked: dict[str, Any] = {}
        for place, way in enumerate(ways):
            where = f", {way.place}" if way.place else ""
            asked[f"status_{place}"] = nhsuk.Radios(
                choices=[*Status.choices[:-1], (NOT_SAID, not_said)], small=True,
                label=f"{way.mode.label}{where}", missing=f"Select how it is {way.mode.label.lower()}",
            )  # fmt: skip
            asked[f"wait_{place}"] = nhsuk.WholeNumber(
                label=f"Wait {way.mode.label.lower()} (optional)", suffix="weeks", width=3, smallest=0,
                largest=LONGEST_WAIT,
            )  # fmt: skip
        self.fields = {**asked, **self.fields}
        self.ways = ways

    def said(self, *, how: How) -> dict[UUID, Observed]:
        """Give what was said of each way, by the way's id."""
        told = self.cleaned_data
        return {
            way.id: Observed(
                Status(told[f"status_{place}"]), said_by=Teller.SERVICE, how=how, how_sure=Sure.CERTAIN,
                wait_weeks=told[f"wait_{place}"], remark=told["remark"],
            )
            for place, way in enumerate(self.ways) if told[f"status_{place}"] != NOT_SAID
        }  # fmt: skip
