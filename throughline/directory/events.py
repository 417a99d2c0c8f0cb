"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event
from throughline.directory.kinds import Mode, Status


@dataclass(frozen=True, kw_only=True)
class StatusChanged(Event):
    """One way of joining a service is not as it was: `rules.stops` and `rules.starts_again` say what that means."""

    service_id: UUID
    way_id: UUID
    mode: Mode
    before: Status
    after: Status
