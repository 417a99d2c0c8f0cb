"""Referrals that were not eligible and were admitted by a person's decision, with the reason: counted (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.paging import Page, bounds, page
from throughline.referrals.models import Eligible, Referral, State


@dataclass(frozen=True)
class ExceptionRow:
    """One referral admitted by exception."""

    referral_id: UUID
    provider_id: UUID
    name: str
    surgery: str
    why_not_eligible: str
    reason: str
    decided_by: str
    decided_on: date
    state: State


@dataclass(frozen=True)
class Exceptions:
    """One page of the exceptions, of how many."""

    total: int
    page: Page[ExceptionRow]


def admitted_by_exception(*, viewer: Actor, number: int = 1) -> Exceptions:
    """List referrals admitted by exception, the latest decision first, in two statements."""
    found = _exceptions(viewer)
    start, end = bounds(number)
    return Exceptions(found.count(), page([_row(referral) for referral in found[start:end]], number))


def every_exception(*, viewer: Actor) -> list[ExceptionRow]:
    """List all of them, for the command line."""
    return [_row(referral) for referral in _exceptions(viewer)]


def _exceptions(viewer: Actor) -> Any:
    decided = Referral.objects.visible_to(viewer).filter(eligible=Eligible.NO, decided_at__isnull=False)
    admitted = decided.exclude(state__in=[State.NOT_ELIGIBLE, State.DECLINED])
    return admitted.select_related("surgery", "decided_by").order_by("-decided_at", "id")


def _row(referral: Referral) -> ExceptionRow:
    return ExceptionRow(
        referral_id=referral.id,
        provider_id=referral.provider_id,
        name=referral.patient_name,
        surgery=referral.surgery.name,
        why_not_eligible=referral.eligible_why,
        reason=referral.decision_reason,
        decided_by=referral.decided_by.name if referral.decided_by else "",
        decided_on=clock.local_date(referral.decided_at) if referral.decided_at else referral.referred_on,
        state=State(referral.state),
    )
