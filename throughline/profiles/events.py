"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ShieldingStarted(Event):
    """Somebody must not be met in person from now on. What was promised in person needs another way."""

    client_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShieldingEnded(Event):
    """A person has confirmed that somebody no longer shields."""

    client_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProfileRecorded(Event):
    """What contact needs, or how somebody likes to be helped, was answered anew."""

    client_id: UUID
    about: str
