"""The endings that no conversation told us of."""

from __future__ import annotations

from typing import Any

from throughline import nhsuk
from throughline.cases.models import CloseReason
from throughline.clients.models import Answer
from throughline.contacts.commands import Ending
from throughline.contacts.recording_queries import Closing

WITHOUT_ONE = [CloseReason.CLIENT_WISH, CloseReason.COULD_NOT_REACH, CloseReason.MOVED_AWAY, CloseReason.DIED]
AGAIN = [(Answer.YES, "Yes"), (Answer.NO, "No, do not contact them"), (Answer.NOT_ASKED, "Not asked")]


class CloseWithoutContact(nhsuk.Form):
    """The endings that no conversation told us of."""

    reason = nhsuk.Radios(label="Why do you close this case?", missing="Select why you close this case")
    note = nhsuk.Textarea(
        label="What happened, and how do you know?", hint="The person can ask to see it", missing="Enter what happened"
    )
    contact_again = nhsuk.Radios(choices=AGAIN, label="May we contact them again, to ask how they are?", inline=True)
    managers_reason = nhsuk.Textarea(
        label="Your reason as a manager", hint="Only where the policy is against closing it", rows=2
    )

    def __init__(self, data: Any = None, *, page: Closing, **more: Any) -> None:
        super().__init__(data, **more)
        reason: Any = self.fields["reason"]
        reviewed = [CloseReason.COMPLETED] if page.reviewed_on else []
        reason.choices = [(one, one.label) for one in [*reviewed, *WITHOUT_ONE]]
        reason.hints = {CloseReason.COULD_NOT_REACH.value: page.could_not_reach.reason}
        if not page.before.asks_manager:
            del self.fields["managers_reason"]

    @property
    def ending(self) -> Ending:
        """Give the ending."""
        said = self.cleaned_data
        again = Answer(said["contact_again"] or Answer.NOT_ASKED)
        return Ending(CloseReason(said["reason"]), said["note"], again, said.get("managers_reason", ""))
