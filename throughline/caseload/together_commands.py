"""What can happen to several people at once: they change hands in one act, but for those decided on alone (R71)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.caseload import commands, together_queries, together_rules
from throughline.cases.models import Case, Way
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.working_days import add_working_days
from throughline.organisations import numbers
from throughline.organisations import queries as organisations


@transaction.atomic
def hand_over_together(
    *, case_ids: Collection[UUID], from_worker_id: UUID, to_worker_id: UUID, reason: str, by: Actor, at: datetime
) -> int:
    """Hand several people to another worker and give how many: all of them, or none.

    Each keeps the day and the way they were told, or is contacted within the time that a new worker has (SET15).

    :raises NotAllowed: if `by` may not hand over
    :raises Refused: if one needs a decision of their own or is with somebody else by now, or without a reason
    """
    policy.require(Permission.HAND_OVER, actor=by)
    today = clock.local_date(at)
    held = Case.objects.visible_to(by).still_open().filter(id__in=case_ids, worker_id=from_worker_id)
    cases = list(held.select_for_update().order_by("id"))
    alone = together_queries.reasons_alone(cases, viewer=by, on=today)
    together_rules.may_move_together(
        count=len(set(case_ids)),
        alone=sum(bool(why) for why in alone.values()),
        moved_elsewhere=len(set(case_ids)) - len(cases),
    ).require()
    within = organisations.number_in_force(numbers.HANDOVER_CONTACT, provider_id=cases[0].provider_id, on=today)
    latest = add_working_days(today, within)
    for case in cases:
        promised = case.next_contact_on
        commands.hand_over_case(
            case_id=case.id,
            to_worker_id=to_worker_id,
            contact_on=promised if promised and today <= promised <= latest else latest,
            way=Way(case.next_contact_way),
            reason=reason,
            by=by,
            at=at,
        )
    return len(cases)
