"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """Somebody came to a link worker, for the first time or again."""

    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseHandedOver(Event):
    """Somebody's link worker has changed."""

    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event):
    """Somebody's time in the service ended."""

    case_id: UUID
    referral_id: UUID | None
    could_not_reach: bool
