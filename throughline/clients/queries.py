"""What can be asked of clients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from throughline.clients.models import Answer, WayKind, WayToReach
from throughline.core.actor import Actor


@dataclass(frozen=True)
class Way:
    """A number or address to reach somebody by."""

    kind: WayKind
    value: str
    note: str


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
