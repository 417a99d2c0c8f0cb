"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ContactRecorded(Event):
    """Somebody was tried or spoken to."""

    contact_id: UUID
    case_id: UUID
    referral_id: UUID | None
    two_way: bool
