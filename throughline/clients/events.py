"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class HomePutRight(Event):
    """Where somebody lives was put right on their own row; its history, which is kept elsewhere, is to say the same."""

    client_id: UUID
