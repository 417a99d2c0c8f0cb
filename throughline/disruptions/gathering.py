"""Whose meeting cannot be, and what can take its place: the facts that the preview shows and the switch acts on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from throughline.agreements import queries as agreements
from throughline.cases.models import Case
from throughline.clients import queries as clients
from throughline.core.actor import Actor
from throughline.core.decisions import Decision
from throughline.disruptions import rules
from throughline.disruptions.rules import Instead
from throughline.organisations.models import Disruption, Restriction
from throughline.organisations.rules import stage
from throughline.profiles import queries as profiles


@dataclass(frozen=True)
class Meeting:
    """One meeting that cannot be: the case with its client and worker, and what takes the meeting's place."""

    case: Case
    instead: Instead


def meetings_that_cannot_be(
    provider_id: UUID, disruption: Disruption, *, hold: bool = False, viewer: Actor, on: date
) -> list[Meeting]:
    """List every meeting promised for the disruption's first day or later, the soonest first, in four statements.

    `hold`: keep the cases as they are until the end of the transaction. What was promised for a day that is over is
    late, and stays on the late list.
    """
    found: Any = Case.objects.visible_to(viewer).still_open().filter(
        provider_id=provider_id, next_contact_way__in=rules.MEETS, next_contact_on__gte=max(disruption.starts_on, on)
    )  # fmt: skip
    ordered = found.select_related("client", "worker", "next_contact_by").order_by("next_contact_on", "id")
    cases = list(ordered.select_for_update(of=("self",)) if hold else ordered)
    return [Meeting(case, instead) for case, instead in zip(cases, _instead(cases, viewer=viewer), strict=True)]


def may_switch(disruption: Disruption | None, *, on: date) -> Decision:
    """Say whether meetings can be switched now."""
    held = set(disruption.restrictions) if disruption else set()
    return rules.may_switch(
        stage=stage(disruption, on=on) if disruption else None,
        nobody_met=Restriction.NO_MEETINGS in held,
        stay_in=Restriction.STAY_IN in held,
    )


def _instead(cases: Sequence[Case], *, viewer: Actor) -> list[Instead]:
    people = [case.client for case in cases]
    ids = [person.id for person in people]
    refused = agreements.refused_ways(ids, viewer=viewer)
    ways = clients.ways_of(ids, viewer=viewer)
    reaches = profiles.reaches_of(people, ways, refused=refused, viewer=viewer)
    return [rules.instead_of_meeting(reaches[person.id]) for person in people]
