"""The one bridge from the service to its study: who agrees to be asked about research (R5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.agreements.models import About
from throughline.agreements.queries import held_by
from throughline.agreements.rules import held_for, may_be_asked_about_research
from throughline.audit import commands as audit
from throughline.clients import queries as clients
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.scope import NOBODY
from throughline.organisations.models import Organisation


@dataclass(frozen=True)
class Asked:
    """Somebody whom the study may ask, with what it needs to ask them and nothing of what the service knows."""

    name: str
    address: str
    ways: tuple[str, ...]
    agreed_on: date


@dataclass(frozen=True)
class SamplingList:
    """Who may be asked, and how many may not."""

    people: tuple[Asked, ...]
    left_out: int


@transaction.atomic
def release_sampling_list(*, by: Actor, at: datetime) -> SamplingList:
    """Release who of a provider's people agrees now to be asked about research; nobody else is named (R5, R16).

    Who released it, when, and how many it named is written down before it leaves.

    :raises NotAllowed: if `by` may not release it
    :raises NotFound: if `by` belongs to no provider
    """
    policy.require(Permission.RELEASE_SAMPLING_LIST, actor=by)
    provider = Organisation.objects.filter(id=by.organisation_id or NOBODY).first()
    if provider is None:
        raise NotFound("belongs to no provider")
    known = Client.objects.visible_to(by).filter(provider_id=provider.id).order_by("sort_name", "id")
    rows = {row["id"]: row for row in known.values("id", "full_name", "address", "postcode")}
    agreed = _agreed(list(rows), viewer=by)
    ways = clients.ways_of(agreed, viewer=by)
    people = tuple(
        Asked(
            row["full_name"],
            ", ".join(filter(None, [row["address"], row["postcode"]])),
            tuple(way.value for way in ways.get(client_id, ())),
            agreed[client_id],
        )
        for client_id, row in rows.items()
        if client_id in agreed
    )
    audit.record_about(
        "SAMPLING_LIST_RELEASED", table="organisations_organisation", about_id=provider.id, provider_id=provider.id,
        by=by, at=at, details={"people": len(people)},
    )  # fmt: skip
    return SamplingList(people, len(rows) - len(people))


def _agreed(client_ids: list[UUID], *, viewer: Actor) -> dict[UUID, date]:
    """Give since when each of them agrees to be asked, those left out who do not agree now."""
    found = {}
    for client_id, held in held_by(client_ids, viewer=viewer).items():
        one = held_for(held, About.RESEARCH)
        if one is not None and may_be_asked_about_research(one):
            found[client_id] = one.said_on
    return found
