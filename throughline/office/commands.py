"""What a manager can do at the office: change a number, the conditions or the closing policy from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.office import rules
from throughline.organisations import commands as organisations
from throughline.organisations.models import Discharge


@transaction.atomic
def change_number(
    *, provider_id: UUID, name: str, value: int, from_on: date, reason: str, by: Actor, at: datetime
) -> None:
    """Change a number from today or a later day on, with the reason; what was decided before keeps its own (R150).

    :raises NotAllowed: if `by` may not change settings
    :raises NotFound: if it is another provider's
    :raises Refused: for a day that is over, an unknown name, a number that makes no sense, or no reason
    """
    _require_own(provider_id, by=by)
    rules.may_hold_from(from_on, today=clock.local_date(at)).require()
    organisations.set_number(
        provider_id=provider_id, name=name, value=value, from_on=from_on, reason=reason, by=by, at=at
    )


@transaction.atomic
def change_conditions(
    *, provider_id: UUID, conditions: Sequence[str], from_on: date, reason: str, by: Actor, at: datetime
) -> None:
    """Change of which conditions one is needed, from today or a later day on, with the reason (R7, R150).

    :raises NotAllowed: if `by` may not change settings
    :raises NotFound: if they are another provider's
    :raises Refused: for a day that is over, without a condition or a reason, or for one that never qualifies by itself
    """
    _require_own(provider_id, by=by)
    rules.may_hold_from(from_on, today=clock.local_date(at)).require()
    organisations.set_qualifying_conditions(
        provider_id=provider_id, conditions=conditions, from_on=from_on, reason=reason, by=by, at=at
    )


@transaction.atomic
def change_discharge_policy(
    *, provider_id: UUID, policy: Discharge, from_on: date, reason: str, by: Actor, at: datetime
) -> None:
    """Change by which policy cases are closed, from today or a later day on, with the reason (R57).

    :raises NotAllowed: if `by` may not change settings
    :raises NotFound: if it is another provider's
    :raises Refused: for a day that is over, without a reason, or where that policy holds then already
    """
    _require_own(provider_id, by=by)
    rules.may_hold_from(from_on, today=clock.local_date(at)).require()
    organisations.set_discharge_policy(
        provider_id=provider_id, policy=policy, from_on=from_on, reason=reason, by=by, at=at
    )


def _require_own(provider_id: UUID, *, by: Actor) -> None:
    policy.require(Permission.KEEP_SETTINGS, actor=by)
    if not by.is_system and by.organisation_id != provider_id:
        raise NotFound("another provider's settings")
