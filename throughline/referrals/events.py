"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReferralReceived(Event):
    """A surgery's referral was taken in, by itself or joined to the one that was there."""

    referral_id: UUID
