"""Who may be the same person as somebody, and the pairs that wait for a person to say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.clients.likeness_rules import Person
from throughline.clients.models import Client, ClientQuerySet, Likeness, WayKind, WayToReach
from throughline.core.actor import Actor
from throughline.core.paging import Page, bounds, page


@dataclass(frozen=True)
class Pair:
    """Two records that may be one person."""

    likeness_id: UUID
    client_id: UUID
    other_id: UUID
    name: str
    other_name: str
    reasons: tuple[str, ...]
    found_at: datetime


def people_of(client_ids: Collection[UUID], *, viewer: Actor) -> dict[UUID, Person]:
    """Give what tells these people from others, in two statements."""
    return _people(Client.objects.visible_to(viewer).filter(id__in=client_ids))


def born_about_when(*births: date, provider_id: UUID) -> dict[UUID, Person]:
    """Give everybody at a provider who was born on one of these days, in two statements."""
    return _people(Client.objects.standing().filter(provider_id=provider_id, date_of_birth__in=births))


def unanswered(*, number: int, viewer: Actor) -> Page[Pair]:
    """List pairs of which nobody has said yet whether they are one person, the most alike first.

    :raises NotAllowed: if the viewer may not decide it
    """
    policy.require(Permission.MERGE_CLIENTS, actor=viewer)
    start, end = bounds(number)
    found = Likeness.objects.visible_to(viewer).filter(
        answer="", client__merged_into__isnull=True, other__merged_into__isnull=True
    )
    rows = found.order_by("-points", "id").values_list(
        "id", "client_id", "other_id", "client__full_name", "other__full_name", "reasons", "found_at"
    )
    pairs = [
        Pair(id_, client_id, other_id, name, other_name, tuple(reasons), found_at)
        for id_, client_id, other_id, name, other_name, reasons, found_at in rows[start:end]
    ]
    return page(pairs, number)


def _people(clients: ClientQuerySet) -> dict[UUID, Person]:
    rows = list(clients.values_list("id", "full_name", "date_of_birth", "nhs_number", "postcode"))
    phones: dict[UUID, set[str]] = {}
    ways = WayToReach.objects.filter(client_id__in=[row[0] for row in rows], kind=WayKind.PHONE)
    for client_id, value in ways.values_list("client_id", "value"):
        phones.setdefault(client_id, set()).add(value)
    return {
        id_: Person(name, born_on, number or "", postcode, frozenset(phones.get(id_, ())))
        for id_, name, born_on, number, postcode in rows
    }
