"""Whom no route reached, for the managers who decide what next (R28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.accounts import queries as accounts
from throughline.accounts.queries import Colleague
from throughline.cases.models import Case, Way
from throughline.clients.queries import Named
from throughline.clients.standing import STANDING, standing, standing_on
from throughline.contacts import reach_queries, way_rules
from throughline.contacts.attempt_rules import Try
from throughline.contacts.models import Barrier
from throughline.core import paging
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.paging import Page


@dataclass(frozen=True)
class WithManager:
    """Somebody whom no route reached."""

    case_id: UUID
    client: Named
    worker: str
    since: date
    last_reached_at: datetime | None
    next_contact_on: date


@dataclass(frozen=True)
class Reviewing:
    """What a manager goes by: what was tried, what got in the way, and who could try next."""

    case_id: UUID
    client: Named
    since: date | None
    last_reached_at: datetime | None
    efforts: tuple[Try, ...]
    barrier: Barrier | None
    way: Way
    worker_id: UUID
    colleagues: tuple[Colleague, ...]
    today: date


def people_with_manager(*, viewer: Actor, number: int = 1) -> Page[WithManager]:
    """List those whom no route reached, longest wait first."""
    cases = Case.objects.visible_to(viewer).still_open().filter(with_manager_since__isnull=False)
    first, last = paging.bounds(number)
    found = cases.order_by("with_manager_since", "id").values_list(
        "id", "client_id", "client__full_name", *(f"client__{column}" for column in STANDING), "worker__name",
        "with_manager_since", "last_reached_at", "next_contact_on",
    )[first:last]  # fmt: skip
    rows = [
        WithManager(case_id, Named(client_id, name, standing(*more[: len(STANDING)])), *more[len(STANDING) :])
        for case_id, client_id, name, *more in found
    ]
    return paging.page(rows, number)


def reviewing(case_id: UUID, *, viewer: Actor, on: date) -> Reviewing:
    """Give what the page needs on which a manager decides.

    :raises NotFound: if the viewer cannot see the case
    """
    found = Case.objects.visible_to(viewer).still_open().select_related("client").filter(id=case_id)
    case: Case | None = found.first()
    if case is None:
        raise NotFound("no such open case")
    return Reviewing(
        case_id=case.id,
        client=Named(case.client_id, case.client.full_name, standing_on(case.client)),
        since=case.with_manager_since,
        last_reached_at=case.last_reached_at,
        efforts=tuple(reach_queries.efforts_since_answer(case, viewer=viewer)),
        barrier=way_rules.last_barrier(reach_queries.past_of(case.client_id, viewer=viewer)),
        way=Way(case.next_contact_way),
        worker_id=case.worker_id,
        colleagues=tuple(accounts.link_workers(provider_id=case.provider_id)),
        today=on,
    )
