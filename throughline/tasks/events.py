"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ServiceNotRecalled(Event):
    """Somebody who is in the service got in touch and did not recall us, or did not know their link worker (R33)."""

    case_id: UUID
    asked_at: datetime
