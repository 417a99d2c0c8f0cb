"""What can be asked of referrals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.paging import Page, bounds, page
from throughline.referrals.models import Eligible, Referral, State


@dataclass(frozen=True)
class SurgeryRow:
    """A referral as its surgery sees it."""

    referral_id: UUID
    name: str
    referred_on: date
    state: State
    why: str
    moved_on: date


@dataclass(frozen=True)
class WaitingRow:
    """A person with no link worker yet, or with a decision to be made."""

    referral_id: UUID
    client_id: UUID
    name: str
    surgery: str
    surgery_id: UUID
    referred_on: date
    waited_days: int
    state: State
    why: str


@dataclass(frozen=True)
class ReferralSheet:
    """A whole referral."""

    referral_id: UUID
    client_id: UUID
    provider_id: UUID
    surgery_id: UUID
    surgery: str
    name: str
    date_of_birth: date
    referred_on: date
    received_at: datetime
    received_by: str
    conditions: tuple[str, ...]
    reason: str
    wants: str
    communication_needs: str
    agreed_to_phone: bool
    eligible: Eligible
    why: str
    state: State
    decision_reason: str


def surgery_referrals(*, viewer: Actor, number: int = 1) -> Page[SurgeryRow]:
    """List a surgery's own referrals, newest first."""
    start, end = bounds(number)
    found = Referral.objects.visible_to(viewer).filter(surgery_id=viewer.organisation_id).select_related("client")
    rows = [
        SurgeryRow(r.id, r.client.full_name, r.referred_on, State(r.state), r.decision_reason or r.eligible_why,
                   clock.local_date(r.ended_at or r.contacted_at or r.allocated_at or r.decided_at or r.received_at))
        for r in found.order_by("-received_at", "id")[start:end]
    ]  # fmt: skip
    return page(rows, number)


def people_waiting(*, viewer: Actor, on: date, number: int = 1) -> Page[WaitingRow]:
    """List who needs a link worker or a decision, longest wait first."""
    start, end = bounds(number)
    found = Referral.objects.visible_to(viewer).filter(state__in=[State.WAITING, State.TO_DECIDE])
    rows = [
        WaitingRow(r.id, r.client_id, r.client.full_name, r.surgery.name, r.surgery_id, r.referred_on,
                   (on - r.referred_on).days, State(r.state), r.decision_reason or r.eligible_why)
        for r in found.select_related("client", "surgery").order_by("referred_on", "received_at", "id")[start:end]
    ]  # fmt: skip
    return page(rows, number)


def referral_sheet(referral_id: UUID, *, viewer: Actor) -> ReferralSheet:
    """Give one referral whole.

    :raises NotFound: if the viewer cannot see it
    """
    found = Referral.objects.visible_to(viewer).select_related("client", "surgery", "received_by")
    r = found.filter(id=referral_id).first()
    if r is None:
        raise NotFound("no such referral")
    return ReferralSheet(
        r.id, r.client_id, r.provider_id, r.surgery_id, r.surgery.name, r.client.full_name, r.client.date_of_birth,
        r.referred_on, r.received_at, r.received_by.name, tuple(r.conditions), r.reason, r.wants,
        r.communication_needs, r.agreed_to_phone, Eligible(r.eligible), r.eligible_why, State(r.state),
        r.decision_reason,
    )  # fmt: skip


def referrals_of(client_id: UUID, *, viewer: Actor) -> list[ReferralSheet]:
    """List a client's referrals, oldest first."""
    ids = Referral.objects.visible_to(viewer).filter(client_id=client_id).order_by("received_at").values_list("id", flat=True)
    return [referral_sheet(i, viewer=viewer) for i in ids]
