"""What can be asked of referrals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.clients.models import Answer
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import YES, Decision, NotFound
from throughline.core.paging import Page, bounds, page
from throughline.core.working_days import add_working_days
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.referrals import rules
from throughline.referrals.models import WITH_WORKER, Eligible, Referral, Source, State


@dataclass(frozen=True)
class SurgeryRow:
    """A referral as its surgery sees it."""

    referral_id: UUID
    name: str
    referred_on: date
    state: State
    why: str
    moved_on: date
    worker: str
    withheld: bool = False
    """The patient has asked that the surgery is told nothing: `state` and what follows from it are not to be shown."""


@dataclass(frozen=True)
class OursPage:
    """What a surgery sees first: its link workers, and a page of its referrals."""

    workers: tuple[accounts.AttachedWorker, ...]
    referrals: Page[SurgeryRow]


@dataclass(frozen=True)
class Referring:
    """Where a surgery refers to, and whom that service is for on a day."""

    on: date
    may_refer: Decision
    provider: str = ""
    youngest: int = 0
    oldest: int = 0
    conditions: tuple[str, ...] = ()


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
    over_promise: bool
    state: State
    why: str
    can_be_phoned: Answer
    communication_needs: str


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
    moved_on: date
    worker: str
    worker_phone: str
    provider: str
    provider_phone: str
    withheld: bool = False
    source: Source = Source.SURGERY


@dataclass(frozen=True)
class SheetPage:
    """A referral with what its reader may do about it."""

    sheet: ReferralSheet
    for_surgery: bool
    first_contact_days: int
    first_contact_by: date | None
    today: date
    may_allocate: Decision
    may_decide: Decision
    may_list_for_check_ins: Decision
    other_doors: tuple[tuple[str, str], ...]
    """Name and telephone number of services that take referrals, for somebody who is not eligible (R8)."""
    may_leave_message: bool
    may_open_record: bool
    may_see_waiting: bool


def surgery_referrals(*, viewer: Actor, number: int = 1) -> Page[SurgeryRow]:
    """List a surgery's own referrals, newest first, under the names it gave."""
    start, end = bounds(number)
    found = Referral.objects.visible_to(viewer).filter(surgery_id=viewer.organisation_id).select_related("worker")
    rows = [
        _withheld_row(r) if r.withheld else
        SurgeryRow(r.id, r.patient_name, r.referred_on, State(r.state), r.decision_reason or r.eligible_why,
                   _moved_on(r), _worker_shown(r)[0])
        for r in found.order_by("-received_at", "id")[start:end]
    ]  # fmt: skip
    return page(rows, number)


def referring(*, viewer: Actor, on: date) -> Referring:
    """Say where a surgery's referrals go, for what ages and conditions, in three statements."""
    try:
        provider = organisations.provider_for_surgery(_organisation(viewer), on=on)
    except NotFound:
        return Referring(on, rules.may_refer_from(has_provider=False))
    ages = organisations.numbers_in_force([numbers.YOUNGEST, numbers.OLDEST], provider_id=provider.id, on=on)
    conditions = organisations.qualifying_conditions(provider.id, on=on)
    return Referring(on, rules.may_refer_from(has_provider=True), provider.name, **ages, conditions=conditions)


def our_referrals(*, viewer: Actor, on: date, number: int = 1) -> OursPage:
    """Give a surgery its link workers (R3) and a page of its referrals (R6)."""
    workers = accounts.workers_attached_to(_organisation(viewer), on=on)
    return OursPage(tuple(workers), surgery_referrals(viewer=viewer, number=number))


def people_waiting(*, viewer: Actor, on: date, number: int = 1) -> Page[WaitingRow]:
    """List who needs a link worker or a decision, longest wait first.

    A wait is over the promise once it is longer than the service allows for the first contact itself (SET1).
    """
    start, end = bounds(number)
    promised = organisations.number_in_force(numbers.FIRST_CONTACT, provider_id=_organisation(viewer), on=on)
    found = Referral.objects.visible_to(viewer).filter(state__in=[State.WAITING, State.TO_DECIDE])
    rows = [
        WaitingRow(r.id, r.client_id, r.client.full_name, r.surgery.name, r.surgery_id, r.referred_on,
                   (on - r.referred_on).days, on > add_working_days(r.referred_on, promised), State(r.state),
                   r.decision_reason or r.eligible_why, Answer(r.client.can_be_phoned), r.communication_needs)
        for r in found.select_related("client", "surgery").order_by("referred_on", "received_at", "id")[start:end]
    ]  # fmt: skip
    return page(rows, number)


def referral_sheet(referral_id: UUID, *, viewer: Actor) -> ReferralSheet:
    """Give one referral whole.

    :raises NotFound: if the viewer cannot see it
    """
    found = _whole(viewer).filter(id=referral_id).first()
    if found is None:
        raise NotFound("no such referral")
    return _sheet(found)


def sheet_page(referral_id: UUID, *, viewer: Actor, on: date) -> SheetPage:
    """Give one referral whole, with what its reader may do about it, in four statements at most.

    :raises NotFound: if the viewer cannot see it
    """
    sheet = referral_sheet(referral_id, viewer=viewer)
    for_surgery = viewer.organisation_id == sheet.surgery_id
    sheet = _what_it_sent(sheet) if for_surgery and sheet.withheld else replace(sheet, withheld=False)
    days = organisations.number_in_force(numbers.FIRST_CONTACT, provider_id=sheet.provider_id, on=on)
    return SheetPage(
        sheet=sheet,
        for_surgery=for_surgery,
        first_contact_days=days,
        first_contact_by=add_working_days(sheet.moved_on, days) if sheet.state == State.ALLOCATED else None,
        today=on,
        may_allocate=_permitted(Permission.ALLOCATE, viewer) and rules.may_move(sheet.state, State.ALLOCATED),
        may_decide=_permitted(Permission.DECIDE_REFERRAL, viewer) and rules.may_be_decided(sheet.state),
        may_list_for_check_ins=_may_list(sheet, viewer=viewer, on=on),
        other_doors=_other_doors(sheet, on=on),
        may_leave_message=policy.permits(viewer, Permission.LEAVE_MESSAGE),
        may_open_record=policy.permits(viewer, Permission.VIEW_CLIENT),
        may_see_waiting=policy.permits(viewer, Permission.VIEW_WAITING),
    )


def referrals_of(client_id: UUID, *, viewer: Actor) -> list[ReferralSheet]:
    """List a client's referrals, oldest first, in one statement."""
    found = _whole(viewer).filter(client_id=client_id).order_by("received_at", "id")
    return [_sheet(r) for r in found]


def _organisation(viewer: Actor) -> UUID:
    """Give whose lists a viewer sees; who belongs to no organisation has none."""
    if viewer.organisation_id is None:
        raise NotFound("belongs to no organisation")
    return viewer.organisation_id


def _whole(viewer: Actor) -> QuerySet[Referral]:
    found: QuerySet[Referral] = Referral.objects.visible_to(viewer)
    return found.select_related("surgery", "provider", "received_by", "worker")


def _sheet(r: Referral) -> ReferralSheet:
    return ReferralSheet(
        r.id, r.client_id, r.provider_id, r.surgery_id, r.surgery.name, r.patient_name, r.patient_born_on,
        r.referred_on, r.received_at, r.received_by.name, tuple(r.conditions), r.reason, r.wants,
        r.communication_needs, r.agreed_to_phone, Eligible(r.eligible), r.eligible_why, State(r.state),
        r.decision_reason, _moved_on(r), *_worker_shown(r), r.provider.name, r.provider.phone,
        r.withheld, Source(r.source),
    )  # fmt: skip


def _withheld_row(r: Referral) -> SurgeryRow:
    """Give a surgery its own words back, and nothing of what came after."""
    return SurgeryRow(r.id, r.patient_name, r.referred_on, State.WAITING, "", r.referred_on, "", withheld=True)


def _what_it_sent(sheet: ReferralSheet) -> ReferralSheet:
    """Give a surgery what it sent, and nothing of what came after."""
    received_on = clock.local_date(sheet.received_at)
    return replace(
        sheet, state=State.WAITING, decision_reason="", moved_on=received_on, worker="", worker_phone="", withheld=True
    )


def _moved_on(r: Referral) -> date:
    """Give the day on which the referral came to stand where it stands."""
    return clock.local_date(
        r.ended_at or r.listed_at or r.assessed_at or r.contacted_at or r.allocated_at or r.decided_at or r.received_at
    )


def _worker_shown(r: Referral) -> tuple[str, str]:
    """Give the link worker's name and work number, while there is one to reach."""
    shown = r.worker if r.state in WITH_WORKER else None
    return (shown.name, shown.phone) if shown else ("", "")


def _may_list(sheet: ReferralSheet, *, viewer: Actor, on: date) -> Decision:
    permitted = _permitted(Permission.REFER, viewer) or _permitted(Permission.DECIDE_REFERRAL, viewer)
    disrupted = sheet.state == State.NOT_ELIGIBLE and organisations.in_disruption(sheet.provider_id, on=on)
    return permitted and rules.may_list_for_check_ins(sheet.state, in_disruption=disrupted)


def _other_doors(sheet: ReferralSheet, *, on: date) -> tuple[tuple[str, str], ...]:
    if sheet.state not in (State.NOT_ELIGIBLE, State.DECLINED, State.CHECK_INS):
        return ()
    return tuple((o.name, o.phone) for o in organisations.linked_services_of(sheet.provider_id, on=on))


def _permitted(permission: Permission, viewer: Actor) -> Decision:
    return YES if policy.permits(viewer, permission) else Decision(f"Your role does not include: {permission.value}.")
