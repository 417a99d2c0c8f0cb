"""What can be asked of contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughline.cases.models import Way
from throughline.contacts.models import Contact, Kind, Outcome
from throughline.core import clock
from throughline.core.actor import Actor


@dataclass(frozen=True)
class ContactRow:
    """One contact as the thread shows it."""

    contact_id: UUID
    case_id: UUID
    happened_at: datetime
    recorded_at: datetime
    worker: str
    way: Way
    outcome: Outcome
    two_way: bool
    kinds: tuple[Kind, ...]
    minutes: int | None
    note: str


def contacts_of_client(client_id: UUID, *, viewer: Actor) -> list[ContactRow]:
    """List every contact with a client over all their cases, oldest first."""
    found = Contact.objects.visible_to(viewer).filter(case__client_id=client_id).select_related("happened_by")
    return [
        ContactRow(c.id, c.case_id, c.happened_at, c.recorded_at, c.happened_by.name, Way(c.way), Outcome(c.outcome),
                   c.two_way, tuple(Kind(k) for k in c.kinds), c.minutes, c.note)
        for c in found.order_by("happened_at", "recorded_at", "id")
    ]  # fmt: skip


def tries_since_reached(case_id: UUID, *, viewer: Actor) -> list[datetime]:
    """Give when somebody was tried since they were last spoken to, newest first."""
    tries: list[datetime] = []
    found = Contact.objects.visible_to(viewer).filter(case_id=case_id).order_by("-happened_at", "-recorded_at")
    for happened_at, two_way in found.values_list("happened_at", "two_way")[:50]:
        if two_way:
            break
        tries.append(happened_at)
    return tries


def days_tried(case_id: UUID, *, viewer: Actor) -> int:
    """Count the different days on which somebody was tried since they were last spoken to."""
    return len({clock.local_date(tried) for tried in tries_since_reached(case_id, viewer=viewer)})
