"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SurgerySharingChanged(Event):
    """Somebody said, or took back, that their surgery may be told about them."""

    client_id: UUID
    withheld: bool
