"""Who somebody is said to be, and what was put right before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.clients import queries
from throughline.clients.models import Client, Correction, Particular, WayKind
from throughline.clients.queries import Named
from throughline.clients.standing import standing_on
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound


@dataclass(frozen=True)
class PutRight:
    """One particular as it was until somebody corrected it."""

    particular: Particular
    was: str
    reason: str
    at: datetime
    by: str

    @property
    def born_on(self) -> date:
        """Read what the date of birth was."""
        return date.fromisoformat(self.was)


@dataclass(frozen=True)
class WhoTheyAre:
    """A client's particulars as they are kept."""

    named: Named
    date_of_birth: date
    nhs_number: str
    address: str
    postcode: str
    address_confirmed_on: date | None
    phones: tuple[str, ...]
    email: str
    put_right: tuple[PutRight, ...]


def who_they_are(client_id: UUID, *, viewer: Actor) -> WhoTheyAre:
    """Give particulars and their history, newest first, in three statements.

    :raises NotFound: if the viewer cannot see the client
    """
    client: Client | None = Client.objects.visible_to(viewer).filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    ways = queries.ways_of([client_id], viewer=viewer).get(client_id, [])
    corrections = Correction.objects.visible_to(viewer).filter(client_id=client_id).select_related("corrected_by")
    return WhoTheyAre(
        named=Named(client.id, client.full_name, standing_on(client)),
        date_of_birth=client.date_of_birth,
        nhs_number=client.nhs_number or "",
        address=client.address,
        postcode=client.postcode,
        address_confirmed_on=client.address_confirmed_on,
        phones=tuple(way.value for way in ways if way.kind == WayKind.PHONE),
        email=next((way.value for way in ways if way.kind == WayKind.EMAIL), ""),
        put_right=tuple(
            PutRight(Particular(c.particular), c.was, c.reason, c.corrected_at, c.corrected_by.name)
            for c in corrections.order_by("-corrected_at", "particular")
        ),
    )
