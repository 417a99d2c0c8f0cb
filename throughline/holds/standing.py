"""What of somebody's plans is on hold: it is not finished, and keeps their case from closing (R58)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse

from throughline.core.actor import Actor
from throughline.endings.standing import StandsOpen
from throughline.holds.models import Hold


def open_holds(client_id: UUID, *, viewer: Actor, on: date) -> list[StandsOpen]:
    """List what is on hold, the longest first."""
    found = Hold.objects.visible_to(viewer).standing().filter(case__client_id=client_id).order_by("since_on", "id")
    rows = found.values_list("id", "onward__service__name", "goal__words", "since_on")
    return [
        StandsOpen(f"On hold since {since:%-d %B %Y}: {service or goal}", reverse("holds:hold", args=[id_]))
        for id_, service, goal, since in rows
    ]
