"""How a question stands, read from its row for the rules; and which keep a case from closing (R58)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse

from throughline.core.actor import Actor
from throughline.endings.standing import StandsOpen
from throughline.enquiries.models import Enquiry
from throughline.enquiries.rules import Standing


def standing_of(enquiry: Enquiry) -> Standing:
    """Give how a question stands."""
    return Standing(
        asked_on=enquiry.asked_on, last_told_on=enquiry.last_told_on, answered_on=enquiry.answered_on,
        told_on=enquiry.told_on, is_closed=enquiry.closed_at is not None,
    )  # fmt: skip


def open_questions(client_id: UUID, *, viewer: Actor, on: date) -> list[StandsOpen]:
    """List what was asked for somebody and is not closed, the oldest first."""
    found = Enquiry.objects.visible_to(viewer).filter(case__client_id=client_id, closed_at__isnull=True)
    rows = found.order_by("asked_on", "asked_at").values_list("id", "asked_of", "asked_on")
    return [
        StandsOpen(f"A question asked of {whom} on {asked:%-d %B %Y}", reverse("enquiries:enquiry", args=[id_]))
        for id_, whom, asked in rows
    ]
