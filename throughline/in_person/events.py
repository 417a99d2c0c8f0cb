"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MovedToMeeting(Event):
    """Somebody's next contact, promised another way, is in person now; its day stands."""

    case_id: UUID
