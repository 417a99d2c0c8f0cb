"""What others may react to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SetBackRecorded(Event):
    """Somebody told that ground they had gained slipped, or that things went back."""

    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class HeldGoalTurned(Event):
    """A goal that was on hold was turned by a person: it is met, let go, put in other words, or goes on."""

    goal_id: UUID
