"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event):
    """Somebody's time in the service ended."""

    case_id: UUID
    referral_id: UUID | None
