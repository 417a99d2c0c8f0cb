"""A worker's people as a manager moves them: who can go together, and who is decided on alone (R71)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.accounts import queries as accounts
from throughline.caseload import queries, together_rules
from throughline.caseload.moving_queries import WorkerChoice
from throughline.cases.models import Case, LevelAct, LevelChange, LevelReason
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import YES, Decision
from throughline.core.scope import NOBODY
from throughline.core.working_days import add_working_days
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.profiles import queries as profiles


@dataclass(frozen=True)
class Moving:
    """One person who may change hands, and why they are decided on alone, if they are."""

    case_id: UUID
    client_id: UUID
    name: str
    next_contact_on: date
    why_alone: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """A worker's people, and who could take them over."""

    worker_id: UUID
    worker: str
    together: tuple[Moving, ...]
    alone: tuple[Moving, ...]
    choices: tuple[WorkerChoice, ...]
    latest: date
    within_days: int


def moving_together(worker_id: UUID, *, viewer: Actor, on: date) -> Together:
    """List everybody whose link worker somebody is, those decided on alone apart, in seven statements.

    :raises NotFound: if there is no such active worker at the viewer's provider
    """
    provider_id = viewer.organisation_id or NOBODY
    worker = accounts.link_worker(worker_id, provider_id=provider_id)
    held = Case.objects.visible_to(viewer).still_open().filter(worker_id=worker_id).select_related("client")
    cases = list(held.order_by("client__sort_name", "id"))
    alone = reasons_alone(cases, viewer=viewer, on=on)
    people = [Moving(c.id, c.client_id, c.client.full_name, c.next_contact_on, alone[c.id]) for c in cases]
    within = organisations.number_in_force(numbers.HANDOVER_CONTACT, provider_id=provider_id, on=on)
    return Together(
        worker_id=worker.id,
        worker=worker.name,
        together=tuple(person for person in people if not person.why_alone),
        alone=tuple(person for person in people if person.why_alone),
        choices=tuple(_choice(row) for row in queries.team(viewer=viewer, on=on) if row.worker_id != worker_id),
        latest=add_working_days(on, within),
        within_days=within,
    )


def reasons_alone(cases: Iterable[Case], *, viewer: Actor, on: date) -> dict[UUID, tuple[str, ...]]:
    """Say of each case why its person is decided on alone, in two statements."""
    held = list(cases)
    told = LevelChange.objects.visible_to(viewer).filter(
        case__in=[case.id for case in held], reasons__contains=[LevelReason.LOSS]
    )
    bereaved: dict[UUID, date] = {}
    for case_id, act, made_at in told.order_by("sequence").values_list("case_id", "act", "made_at"):
        bereaved[case_id] = clock.local_date(made_at)
        if act == LevelAct.TAKEN_BACK:  # Nobody had died: what told of it was put right.
            del bereaved[case_id]
    wary = profiles.hard_to_trust([case.client_id for case in held], viewer=viewer)
    return {
        case.id: together_rules.why_alone(
            together_rules.TogetherFacts(
                spoken_with=case.last_reached_at is not None,
                bereaved_on=bereaved.get(case.id),
                with_manager_since=case.with_manager_since,
                hard_to_trust=case.client_id in wary,
            ),
            today=on,
        )
        for case in held
    }


def _choice(row: queries.TeamRow) -> WorkerChoice:
    may: Decision = YES
    return WorkerChoice(
        row.worker_id, row.name, row.role, row.open_cases, row.late, row.first_contacts_due, attached=True, may_take=may
    )
