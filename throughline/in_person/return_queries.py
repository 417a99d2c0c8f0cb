"""Whose next contact could be in person again, and who is kept as they are, with the reason (R29)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.agreements import queries as agreements
from throughline.cases.models import Case, Way
from throughline.clients import queries as clients
from throughline.contacts import facts, reach_queries, way_rules
from throughline.contacts.rules import IN_PERSON
from throughline.core.actor import Actor
from throughline.core.scope import NOBODY
from throughline.in_person import rules
from throughline.in_person.rules import ReturnFacts
from throughline.organisations import queries as organisations


@dataclass(frozen=True)
class Returning:
    """One person whose next contact is not in person, and why it stays so, if it does."""

    case_id: UUID
    client_id: UUID
    name: str
    on: date
    way: Way
    why_kept: tuple[str, ...]


@dataclass(frozen=True)
class Return:
    """A worker's people: who may be met again, who is kept. `possible`: whether in-person work is on at all."""

    worker_id: UUID
    worker: str
    may_move: tuple[Returning, ...]
    kept: tuple[Returning, ...]
    possible: bool


def returning(asked: UUID | None, *, viewer: Actor, on: date) -> Return:
    """List a link worker's people who are not met next time, in a fixed number of statements.

    `asked`: whose; without one, or for who does not oversee the team, the viewer's own.

    :raises NotFound: if there is no such active worker at the viewer's provider
    """
    whole_team = policy.permits(viewer, Permission.VIEW_TEAM)
    worker_id = asked if asked and whole_team else viewer.user_id
    provider_id = viewer.organisation_id or NOBODY
    worker = accounts.link_worker(worker_id, provider_id=provider_id)
    held = Case.objects.visible_to(viewer).still_open().filter(worker_id=worker.id)
    found = reasons_kept(
        held.exclude(next_contact_way__in=IN_PERSON).select_related("client").order_by("client__sort_name", "id"),
        viewer=viewer,
        on=on,
    )
    return Return(
        worker_id=worker.id,
        worker=worker.name,
        may_move=tuple(person for person in found if not person.why_kept),
        kept=tuple(person for person in found if person.why_kept),
        possible=not organisations.meets_nobody(provider_id, on=on),
    )


def reasons_kept(cases: Iterable[Case], *, viewer: Actor, on: date) -> list[Returning]:
    """Say of each case why its next contact stays as it is, if it does. The cases come with their clients."""
    held = list(cases)
    ids = [case.client_id for case in held]
    ways = clients.ways_of(ids, viewer=viewer)
    refused = agreements.refused_ways(ids, viewer=viewer)
    evidence = reach_queries.way_evidence(
        usual={case.client_id: Way(case.next_contact_way) for case in held},
        open_ways={
            case.client_id: facts.open_ways_of(case.client, ways=ways.get(case.client_id, ()), disrupted=False)
            for case in held
        },
        viewer=viewer,
    )
    found = []
    for case in held:
        assert case.next_contact_on, "the database keeps an open case with a next contact (R26)"
        told = ReturnFacts(
            shielding=case.client.shielding,
            refused=refused.get(case.client_id, {}).get(Way.AT_SURGERY, ""),
            lost_by_meeting=way_rules.why_not_meeting(evidence[case.client_id]),
            due_on=case.next_contact_on,
        )
        why = rules.why_kept(told, today=on)
        name, way = case.client.full_name, Way(case.next_contact_way)
        found.append(Returning(case.id, case.client_id, name, case.next_contact_on, way, why))
    return found
