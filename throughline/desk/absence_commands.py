"""What can happen to absences at the desk: `absences` lies below permissions, so they are asked for here."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.absences import commands as absences
from throughline.absences import queries as absence_queries
from throughline.absences.models import Absence
from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core.actor import Actor


@transaction.atomic
def mark_away(
    *, worker_id: UUID, cover_id: UUID, starts_on: date, ends_on: date | None, by: Actor, at: datetime
) -> Absence:
    """Mark oneself or a colleague as away, with who covers (R32, R70).

    :raises NotAllowed: if `by` may not plan this person's absences
    :raises NotFound: if there is no such link worker
    :raises Refused: if the days make no sense, or the cover cannot cover
    """
    _require(worker_id, by=by)
    return absences.record_absence(
        worker_id=worker_id, cover_id=cover_id, starts_on=starts_on, ends_on=ends_on, by=by, at=at
    )


@transaction.atomic
def mark_back(*, absence_id: UUID, by: Actor, at: datetime) -> Absence:
    """Mark somebody as back today.

    :raises NotAllowed: if `by` may not plan this person's absences
    :raises NotFound: if `by` cannot see the absence
    :raises Refused: if it is over already
    """
    _require(absence_queries.absence(absence_id, viewer=by).worker_id, by=by)
    return absences.end_absence(absence_id=absence_id, by=by, at=at)


def _require(worker_id: UUID, *, by: Actor) -> None:
    own = worker_id == by.user_id and policy.permits(by, Permission.PLAN_OWN_ABSENCE)
    if not own:
        policy.require(Permission.PLAN_ABSENCES, actor=by)
