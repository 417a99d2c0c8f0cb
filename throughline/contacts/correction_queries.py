"""What the page needs on which a contact is put right or moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from throughline.cases.models import Case
from throughline.clients.queries import Named
from throughline.clients.standing import standing_on
from throughline.contacts import writing
from throughline.contacts.models import Contact, Correction
from throughline.contacts.writing import WhatHappened
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.nhsuk.words import short_date


@dataclass(frozen=True)
class SomebodyElse:
    """Another person whose contact it may have been, told apart by when they were born."""

    case_id: UUID
    told: str


@dataclass(frozen=True)
class PuttingRight:
    """A contact as it stands, and the people it could have been with."""

    contact_id: UUID
    client: Named
    told: WhatHappened
    made_by: str
    recorded_at: datetime
    standing: bool
    others: tuple[SomebodyElse, ...]


def putting_right(contact_id: UUID, *, viewer: Actor) -> PuttingRight:
    """Give a contact with what the pages need on which it is put right, in three statements.

    :raises NotFound: if the viewer cannot see the contact
    """
    found = Contact.objects.visible_to(viewer).select_related("case__client", "happened_by").filter(id=contact_id)
    contact: Contact | None = found.first()
    if contact is None:
        raise NotFound("no such contact")
    client = contact.case.client
    return PuttingRight(
        contact_id=contact.id,
        client=Named(client.id, client.full_name, standing_on(client)),
        told=writing.as_told(contact),
        made_by=contact.happened_by.name,
        recorded_at=contact.recorded_at,
        standing=not Correction.objects.visible_to(viewer).filter(contact=contact).exists(),
        others=tuple(_others(contact, viewer=viewer)),
    )


def _others(contact: Contact, *, viewer: Actor) -> list[SomebodyElse]:
    """List those with whom whoever asks, or whoever made the contact, is in touch."""
    theirs = (viewer.user_id, contact.happened_by_id)
    cases = Case.objects.visible_to(viewer).still_open().exclude(id=contact.case_id)
    cases = cases.filter(Q(worker_id__in=theirs) | Q(next_contact_by_id__in=theirs))
    people = cases.order_by("client__sort_name", "id").values_list("id", "client__full_name", "client__date_of_birth")
    return [SomebodyElse(case_id, f"{name}, born {short_date(born)}") for case_id, name, born in people]
