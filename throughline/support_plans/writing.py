"""What every command of a plan begins with: the person in the service, and the row held until the act is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.core.models import BaseModel
from throughline.support_plans.models import Leaning

M = TypeVar("M", bound=BaseModel)
REVIEW = "Look at this goal together again: {words}"
NOT_IN_SERVICE = "They are not in the service now. Take them back first."


@dataclass(frozen=True)
class Planner:
    """Somebody whose plan is written, and the case they are in now, if they are in the service."""

    client_id: UUID
    provider_id: UUID
    case_id: UUID | None

    @property
    def open_case_id(self) -> UUID:
        """Give the case they are in.

        :raises Refused: if they are not in the service now
        """
        if self.case_id is None:
            raise Refused(NOT_IN_SERVICE)
        return self.case_id


def whose(client_id: UUID, *, by: Actor) -> Planner:
    """Hold a client while their plan is written.

    :raises NotFound: if `by` cannot see the client
    """
    client = Client.objects.visible_to(by).select_for_update().filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    return Planner(client.id, client.provider_id, open_cases([client_id], by=by).get(client_id))


def lock(model: type[M], id_: UUID, *, by: Actor) -> M:
    """Hold one row of a plan.

    :raises NotFound: if `by` cannot see it
    """
    found = lock_many(model, [id_], by=by)
    if not found:
        raise NotFound(f"no such {model._meta.verbose_name}")
    return found[0]


def lock_many(model: type[M], ids: Collection[UUID], *, by: Actor) -> list[M]:
    """Hold several rows of plans, in an order that two people at once cannot cross; leave out what cannot be seen."""
    rows = model.objects.visible_to(by)  # type: ignore[attr-defined]
    return list(rows.select_for_update().filter(id__in=ids).order_by("id"))


def open_cases(client_ids: Collection[UUID], *, by: Actor) -> dict[UUID, UUID]:
    """Give, by client, the case that each is in now."""
    held = Case.objects.visible_to(by).still_open().filter(client_id__in=client_ids)
    return dict(held.values_list("client_id", "id"))


def write_down(
    act: str, rows: Collection[BaseModel], *, by: Actor, at: datetime, details: Mapping[str, object] | None = None
) -> None:
    """Write one entry in the trail for each of these rows, in one statement for each provider."""
    found: dict[UUID, dict[UUID, Mapping[str, object]]] = {}
    for row in rows:
        found.setdefault(row.provider_id, {})[row.id] = details or {}  # type: ignore[attr-defined]
    for provider_id, entries in found.items():
        about = type(next(iter(rows)))
        audit.record_many(act, about=about, entries=entries, provider_id=provider_id, by=by, at=at)


def what_it_gives(need: Leaning) -> str:
    """Say in a few words what a service gave somebody: theirs, else ours."""
    return str(need.words or need.get_gives_display().lower())
