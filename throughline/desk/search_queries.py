"""What a search shows of the people it found: a fixed number of statements, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases.models import Case, PartOfDay, Way
from throughline.clients import search_queries, search_rules
from throughline.clients.models import Client, Correction, Particular
from throughline.clients.standing import Standing, standing_on
from throughline.core.actor import Actor


@dataclass(frozen=True)
class Spell:
    """The case somebody is in now, or was in last."""

    worker: str
    is_open: bool
    next_on: date | None
    next_part: PartOfDay | None
    next_time: time | None
    next_way: Way | None
    next_by: str


@dataclass(frozen=True)
class PersonFound:
    """One hit: enough to tell that it is them, and who is in touch with them."""

    client_id: UUID
    name: str
    former_names: tuple[str, ...]
    born_on: date
    postcode: str
    surgery: str
    standing: Standing
    spell: Spell | None


@dataclass(frozen=True)
class Hits:
    """A page of people, and how many there are in all."""

    people: tuple[PersonFound, ...]
    total: int
    more: bool
    """There are more than these, and what to add is said."""


def search(text: str, *, page: int, on: date, viewer: Actor) -> Hits:
    """Find people by what was typed, the closest first.

    :raises NotAllowed: if the viewer may not look for people
    :raises Refused: if nothing in the text can be looked for
    """
    policy.require(Permission.FIND_CLIENT, actor=viewer)
    found = search_queries.find(search_rules.read(text, on=on), page=page, viewer=viewer)
    return Hits(_people(found.ids, viewer=viewer), found.total, found.more)


def _people(ids: Sequence[UUID], *, viewer: Actor) -> tuple[PersonFound, ...]:
    clients = Client.objects.visible_to(viewer).select_related("surgery").filter(id__in=ids)
    by_id = {c.id: c for c in clients}
    spells = _spells(ids, viewer=viewer)
    former = _former_names(ids, viewer=viewer)
    return tuple(
        PersonFound(c.id, c.full_name, former.get(c.id, ()), c.date_of_birth, c.postcode,
                    c.surgery.name if c.surgery else "", standing_on(c), spells.get(c.id))
        for c in (by_id[id_] for id_ in ids if id_ in by_id)
    )  # fmt: skip


def _spells(ids: Sequence[UUID], *, viewer: Actor) -> dict[UUID, Spell]:
    cases = Case.objects.visible_to(viewer).filter(client_id__in=ids).select_related("worker", "next_contact_by")
    return {
        c.client_id: Spell(
            worker=c.worker.name,
            is_open=c.closed_at is None,
            next_on=c.next_contact_on,
            next_part=PartOfDay(c.next_contact_part) if c.next_contact_part else None,
            next_time=c.next_contact_time,
            next_way=Way(c.next_contact_way) if c.next_contact_way else None,
            next_by=c.next_contact_by.name if c.next_contact_by else "",
        )
        for c in cases.order_by("opened_at")  # The last one stands.
    }


def _former_names(ids: Sequence[UUID], *, viewer: Actor) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    corrected = Correction.objects.visible_to(viewer).filter(client_id__in=ids, particular=Particular.NAME)
    for client_id, was in corrected.order_by("corrected_at").values_list("client_id", "was"):
        found[client_id] = (*found.get(client_id, ()), was)
    return found
