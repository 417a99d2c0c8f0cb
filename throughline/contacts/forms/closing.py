"""The endings that no conversation told us of."""

from __future__ import annotations

from typing import Any

from throughline import nhsuk
from throughline.cases.models import CloseReason
from throughline.contacts.commands import Ending

WITHOUT_ONE = [CloseReason.COULD_NOT_REACH, CloseReason.MOVED_AWAY, CloseReason.DIED]


class CloseWithoutContact(nhsuk.Form):
    """The endings that no conversation told us of."""

    reason = nhsuk.Radios(
        choices=[(reason, reason.label) for reason in WITHOUT_ONE],
        label="Why do you close this case?",
        missing="Select why you close this case",
    )
    note = nhsuk.Textarea(
        label="What happened, and how do you know?", hint="The person can ask to see it", missing="Enter what happened"
    )

    def __init__(self, data: Any = None, *, why_not_unreached: str = "", **more: Any) -> None:
        super().__init__(data, **more)
        reason: Any = self.fields["reason"]
        reason.hints = {CloseReason.COULD_NOT_REACH.value: why_not_unreached}

    @property
    def ending(self) -> Ending:
        """Give the ending."""
        return Ending(CloseReason(self.cleaned_data["reason"]), self.cleaned_data["note"])
