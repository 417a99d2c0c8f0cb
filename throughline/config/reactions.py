"""What follows from what: the whole table. `now` is in the same transaction, `later` is a job queued in it."""

from __future__ import annotations

from throughline.cases.events import CaseClosed
from throughline.contacts.events import ContactRecorded
from throughline.core.events import Event, Reaction
from throughline.drafts import commands as drafts
from throughline.imports.events import RowsTaken
from throughline.jobs.queue import later, now
from throughline.oversight.jobs import check_integrity
from throughline.referrals import commands as referrals
from throughline.referrals.events import ReferralReceived


def show_surgery_contacted(event: ContactRecorded) -> None:
    """Let the surgery see that its patient has been spoken to."""
    if event.two_way and event.referral_id:
        referrals.mark_contacted(referral_id=event.referral_id, by=event.by, at=event.at)


def show_surgery_ended(event: CaseClosed) -> None:
    """Let the surgery see that its patient's time in the service has ended."""
    if event.referral_id:
        referrals.mark_ended(referral_id=event.referral_id, by=event.by, at=event.at)


def discard_draft(event: ContactRecorded) -> None:
    """Forget the draft of a contact that is now recorded."""
    drafts.discard(page=f"contact:{event.case_id}", by=event.by)


def discard_referral_draft(event: ReferralReceived) -> None:
    """Forget the draft of a referral that is now sent."""
    if not event.by.is_system:  # An import has no drafts, and the system sees everybody's.
        drafts.discard(page="refer", by=event.by)


REACTIONS: dict[type[Event], list[Reaction]] = {
    ReferralReceived: [now(discard_referral_draft)],
    ContactRecorded: [now(show_surgery_contacted), now(discard_draft)],
    CaseClosed: [now(show_surgery_ended)],
    RowsTaken: [later(check_integrity)],
}
