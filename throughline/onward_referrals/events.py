"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class HeldReferralOver(Event):
    """An onward referral that was on hold is over: they do not want it, or it ended."""

    onward_id: UUID
