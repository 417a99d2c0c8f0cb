"""What can be asked of clients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from throughline.clients.models import Answer, Client, WayKind, WayToReach
from throughline.clients.standing import STANDING, Standing, standing
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound


@dataclass(frozen=True)
class Way:
    """A number or address to reach somebody by."""

    kind: WayKind
    value: str
    note: str


@dataclass(frozen=True)
class Named:
    """Whose page it is: enough for its head."""

    client_id: UUID
    name: str
    standing: Standing


def named(client_id: UUID, *, viewer: Actor) -> Named:
    """Give whose page it is, in one statement.

    :raises NotFound: if the viewer cannot see the client
    """
    found = Client.objects.visible_to(viewer).filter(id=client_id).values_list("full_name", *STANDING).first()
    if found is None:
        raise NotFound("no such client")
    return Named(client_id, found[0], standing(*found[1:]))


def ways_of(client_ids: Iterable[UUID], *, viewer: Actor) -> dict[UUID, list[Way]]:
    """Give the ways to reach each client, first to try first."""
    found: dict[UUID, list[Way]] = {}
    ways = WayToReach.objects.visible_to(viewer).filter(client_id__in=list(client_ids)).order_by("place")
    for client_id, kind, value, note in ways.values_list("client_id", "kind", "value", "note"):
        found.setdefault(client_id, []).append(Way(WayKind(kind), value, note))
    return found


def may_try_phone(answer: str) -> bool:
    """Say whether the telephone may be tried: unless we know that it does not work for this person."""
    return answer != Answer.NO
