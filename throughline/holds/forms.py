"""What is asked of whoever reports that a service stopped, puts a plan on hold, or looks at it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from throughline import nhsuk
from throughline.directory.forms import ReportChange
from throughline.directory.kinds import Report
from throughline.holds.models import NOTHING_FOUND, WhyHeld
from throughline.holds.writing import Holding

STOPS = (Report.PAUSED, Report.CLOSED, Report.BY_PHONE)
MEANWHILE_HINT = f"As in: seated exercise by phone. If there is nothing, write “{NOTHING_FOUND}”: a manager reads it"
BY_HAND = [why for why in WhyHeld if why != WhyHeld.SERVICE_STOPPED]


class _TakesMeanwhile(nhsuk.Form):
    """A form whose meanwhile can be taken from the library in one press; a press that names nothing takes nothing."""

    def clean_meanwhile(self) -> str:
        """Refuse what cannot be taken: whoever pressed sees the page as it is now."""
        if "take" in self.data:
            raise ValidationError("This cannot be taken in one press now. Choose another, or write what they do")
        return str(self.cleaned_data["meanwhile"])


class Stop(_TakesMeanwhile, ReportChange):
    """How it is now, and what everybody who leans on it does meanwhile."""

    report = nhsuk.Radios(
        choices=[(report, report.label) for report in STOPS], label="How is it now?", missing="Select how it is now"
    )
    meanwhile = nhsuk.Textarea(
        label="What do they do meanwhile?", hint=MEANWHILE_HINT, rows=2,
        missing=f"Enter what they do meanwhile, or “{NOTHING_FOUND}”",
    )  # fmt: skip
    field_order = ["report", "meanwhile", "said_by", "how", "how_sure", "remark"]


class Meanwhile(_TakesMeanwhile):
    """What everybody whom a closing holds does meanwhile."""

    meanwhile = nhsuk.Textarea(
        label="What do they do meanwhile?", hint="It is kept with each of them", rows=2,
        missing="Enter what they do meanwhile",
    )  # fmt: skip


class PutOnHold(_TakesMeanwhile):
    """Why, until what, what meanwhile, and when we look again."""

    why = nhsuk.Radios(choices=[(why, why.label) for why in BY_HAND], label="Why?", missing="Select why")
    words = nhsuk.Text(label="In their words (optional)", max_length=200)
    ends_when = nhsuk.Text(
        label="What would end the hold?", hint="As in: the group meets in person again", max_length=200,
        missing="Enter what would end the hold",
    )  # fmt: skip
    meanwhile = nhsuk.Textarea(
        label="What do they do meanwhile?", hint=MEANWHILE_HINT, rows=2,
        missing=f"Enter what they do meanwhile, or “{NOTHING_FOUND}”",
    )  # fmt: skip
    review_on = nhsuk.DateParts(
        label="When do you look again?", called="The day to look again", missing="Enter when you look again"
    )

    @property
    def holding(self) -> Holding:
        """Give what was told."""
        given = self.cleaned_data
        return Holding(
            why=WhyHeld(given["why"]), words=given["words"], ends_when=given["ends_when"],
            meanwhile=given["meanwhile"], review_on=given["review_on"],
        )  # fmt: skip


class LookAgain(_TakesMeanwhile):
    """What meanwhile, and when to look next."""

    meanwhile = nhsuk.Textarea(
        label="What do they do meanwhile?", hint=MEANWHILE_HINT, rows=2,
        missing=f"Enter what they do meanwhile, or “{NOTHING_FOUND}”",
    )  # fmt: skip
    review_on = nhsuk.DateParts(
        label="When do you look again?", called="The day to look again", missing="Enter when you look again"
    )

    def __init__(self, *args: Any, meanwhile: str = "", review_on: date | None = None, **more: Any) -> None:
        super().__init__(*args, initial={"meanwhile": meanwhile, "review_on": review_on}, **more)
