"""How somebody, or a caseload, is reached: what was tried by which way, and what came of it (R28, R29)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from throughline.accounts import queries as accounts
from throughline.cases.models import Case, Way
from throughline.contacts import attempt_rules, way_rules
from throughline.contacts.attempt_rules import Try
from throughline.contacts.models import Contact, Outcome, StartedBy
from throughline.contacts.rules import ANSWERED
from throughline.contacts.way_rules import TELLS_NOTHING, Past, Reach, WayEvidence
from throughline.core.actor import Actor

ByWay = dict[Way, Reach]
LATELY = 91
"""Days in which a caseload's reach is counted (our decision): older tries say little of how people live now."""


def pasts_of(client_ids: Iterable[UUID], *, viewer: Actor) -> dict[UUID, list[Past]]:
    """Give what each client's contacts tell about how to reach them, oldest first, in one statement."""
    found: dict[UUID, list[Past]] = {client_id: [] for client_id in client_ids}
    standing = Contact.objects.visible_to(viewer).standing().filter(case__client_id__in=found)
    standing = standing.order_by("happened_at", "recorded_at")
    for client_id, *told in standing.values_list("case__client_id", *Past._fields):
        found[client_id].append(Past(*told))
    return found


def past_of(client_id: UUID, *, viewer: Actor) -> list[Past]:
    """Give the same of one client."""
    return pasts_of([client_id], viewer=viewer)[client_id]


def way_evidence(
    *, usual: Mapping[UUID, Way], open_ways: Mapping[UUID, frozenset[Way]], viewer: Actor
) -> dict[UUID, WayEvidence]:
    """Give for each client what a proposed way goes by (`way_rules.proposed_way`), in one statement."""
    pasts = pasts_of(usual, viewer=viewer)
    return {id_: way_rules.evidence(pasts[id_], usual=way, open_ways=open_ways[id_]) for id_, way in usual.items()}


def reach_of_workers(*, viewer: Actor, since: date) -> dict[UUID, ByWay]:
    """Give how often each link worker's people were tried by each way since a day, and how often they answered.

    Counts in the database what `way_rules.reach_by_way` counts of one person.
    """
    tries = Contact.objects.visible_to(viewer).standing().filter(started_by=StartedBy.WORKER)
    tries = tries.filter(happened_at__date__gte=since, case__closed_at__isnull=True).exclude(outcome__in=TELLS_NOTHING)
    counted = tries.values("case__worker_id", "way").annotate(
        tried=Count("id"), answered=Count("id", filter=Q(outcome__in=ANSWERED))
    )
    found: dict[UUID, ByWay] = {}
    for row in counted.order_by("case__worker_id", "way"):
        found.setdefault(row["case__worker_id"], {})[Way(row["way"])] = Reach(row["tried"], row["answered"])
    return found


@dataclass(frozen=True)
class WorkersReach:
    """How one link worker's people were reached, by each way."""

    worker_id: UUID
    name: str
    by_way: ByWay


def reach_of_team(*, viewer: Actor, on: date) -> list[WorkersReach]:
    """List how each link worker's people were reached in the last three months, by name, in two statements."""
    found = reach_of_workers(viewer=viewer, since=on - timedelta(days=LATELY))
    provider_id = viewer.organisation_id
    workers = accounts.link_workers(provider_id=provider_id) if provider_id else []
    return [WorkersReach(worker.id, worker.name, found.get(worker.id, {})) for worker in workers]


def efforts_since_answer(case: Case, *, viewer: Actor) -> list[Try]:
    """List what was tried since somebody last answered, oldest first."""
    known = Contact.objects.visible_to(viewer).standing().filter(case=case)
    if case.last_reached_at is not None:
        known = known.filter(happened_at__gte=case.last_reached_at)
    rows = known.values_list("happened_at", "way", "outcome").order_by("happened_at", "recorded_at")
    return attempt_rules.unanswered_since([Try(at, Way(way), Outcome(outcome)) for at, way, outcome in rows])
