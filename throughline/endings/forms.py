"""How somebody was told, and what was done about what was left open."""

from __future__ import annotations

from throughline import nhsuk
from throughline.cases.models import Way


class NoteTold(nhsuk.Form):
    """That somebody knows that their time has ended."""

    way = nhsuk.Select(choices=Way, label="How were they told?", missing="Select how they were told")


class SettleLeft(nhsuk.Form):
    """What was done about what somebody left open."""

    words = nhsuk.Textarea(
        label="What was done about what is left open?", rows=3, missing="Enter what was done, or why nothing need be"
    )
