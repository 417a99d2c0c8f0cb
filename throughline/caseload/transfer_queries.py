"""What the page of a transfer asks: whose case it is, and which providers the person could go to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.caseload import moving_rules
from throughline.cases.models import Case
from throughline.clients.queries import Named
from throughline.clients.standing import standing_on
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound
from throughline.organisations import queries as organisations
from throughline.organisations.models import Organisation


@dataclass(frozen=True)
class Transfer:
    """An open case, and where its person could go."""

    who: Named
    worker: str
    surgery: str
    ours: str
    others: tuple[Organisation, ...]
    may_begin: Decision


def transfer(case_id: UUID, *, viewer: Actor, on: date) -> Transfer:
    """Give a case with the providers its person could go to, in three statements.

    :raises NotFound: if the viewer cannot see the case
    """
    found = Case.objects.visible_to(viewer).select_related("client__surgery", "worker", "provider")
    case: Case | None = found.filter(id=case_id).first()
    if case is None:
        raise NotFound("no such case")
    others = tuple(other_providers(case.provider_id, on=on))
    return Transfer(
        who=Named(case.client_id, case.client.full_name, standing_on(case.client)),
        worker=case.worker.name,
        surgery=case.client.surgery.name if case.client.surgery else "",
        ours=case.provider.name,
        others=others,
        may_begin=moving_rules.may_begin_transfer(is_open=case.closed_at is None, others=len(others)),
    )


def other_providers(provider_id: UUID, *, on: date) -> list[Organisation]:
    """List the providers commissioned on a day, besides one's own."""
    return [o for o in organisations.commissioned_providers(on=on) if o.id != provider_id]
