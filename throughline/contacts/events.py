"""What others may react to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughline.cases.models import Way
from throughline.clients.models import Answer
from throughline.contacts.models import Barrier, Change, Kind, Outcome, Wanted
from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ContactRecorded(Event):
    """Somebody was tried or spoken to.

    `changed`: what changed since the two last spoke; empty if it was not asked, NOTHING alone if nothing did (R72).
    `assessed`: they spoke, and it was an assessment (R9). `caller_known`: whether they knew who was calling (R33).
    `replaces_id`: the contact that this one corrects or was moved from. What followed from that one was taken back when
    it was withdrawn, so a reaction may do its work again. `told_before`: what that one said of whether this client knew
    who was calling.
    """

    contact_id: UUID
    case_id: UUID
    client_id: UUID
    referral_id: UUID | None
    two_way: bool
    happened_at: datetime
    way: Way
    outcome: Outcome
    kinds: tuple[Kind, ...] = ()
    changed: tuple[Change, ...] = ()
    wanted: Wanted | None = None
    open_to_ideas: bool = False
    barrier: Barrier | None = None
    assessed: bool = False
    caller_known: Answer = Answer.NOT_ASKED
    replaces_id: UUID | None = None
    told_before: Answer = Answer.NOT_ASKED


@dataclass(frozen=True, kw_only=True)
class ContactWithdrawn(Event):
    """A contact no longer counts for this case: it was corrected, or was put on the wrong client.

    What stands in its place is written down already, and told of next as a contact that was recorded.
    `reached`, `assessed`: whether what still stands says that the two have spoken, and that there was an assessment.
    `changed`: what it told of changes. `still_told`: what those that stand tell of them, and when each was told last.
    """

    contact_id: UUID
    replaced_by_id: UUID
    case_id: UUID
    client_id: UUID
    referral_id: UUID | None
    moved: bool
    reached: bool
    assessed: bool
    changed: tuple[Change, ...]
    still_told: Mapping[Change, datetime]
