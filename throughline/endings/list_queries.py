"""Who is near the end, who is held open, what was left open; and the providers' policies side by side (R57)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases import time_rules
from throughline.cases.models import Case, CloseReason, Level
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.endings import rules
from throughline.endings.models import Ending, HeldOpen
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.organisations.models import Discharge
from throughline.organisations.queries import PolicyChange

SHOWN = 200
"""At most, of each list; the first are those who wait longest."""
MONTHS_SHOWN = 12
MOVES = (CloseReason.TRANSFERRED, CloseReason.MERGED)
"""Reasons of a case for which nobody's time ended."""


@dataclass(frozen=True)
class NearRow:
    """Somebody who is near the end, or held open, with whether a review contact was had."""

    case_id: UUID
    client_id: UUID
    name: str
    worker: str
    why: str
    last_reached_on: date | None
    reviewed: bool


@dataclass(frozen=True)
class LeftOpenRow:
    """What somebody left open when they went, which no manager has seen to."""

    case_id: UUID
    name: str
    ended_at: datetime
    left_open: tuple[str, ...]


@dataclass(frozen=True)
class NearEnd:
    """The three lists, and how many are in the service."""

    policy: PolicyChange
    open_cases: int
    held: tuple[NearRow, ...]
    near: tuple[NearRow, ...]
    left: tuple[LeftOpenRow, ...]


@dataclass(frozen=True)
class Rate:
    """How many of those in the service at some time in a month finished in it."""

    closed: int
    served: int

    @property
    def per_cent(self) -> float | None:
        return round(100 * self.closed / self.served, 1) if self.served else None

    @property
    def words(self) -> str:
        return f"{self.closed} of {self.served} ({self.per_cent:g}%)" if self.served else "0 of 0"


@dataclass(frozen=True)
class ProviderPolicy:
    """One provider's policy today and ever, and how many of its cases were closed against it."""

    provider_id: UUID
    name: str
    now: PolicyChange
    changes: tuple[PolicyChange, ...]
    against: int


@dataclass(frozen=True)
class Policies:
    """The providers' policies side by side, and closing rates by month, the latest first."""

    on: date
    providers: tuple[ProviderPolicy, ...]
    rates: tuple[tuple[date, tuple[Rate, ...]], ...]
    counted: tuple[str, ...]
    """The providers whose people the viewer may count: their own, or everybody's for the operator."""


def near_end(*, viewer: Actor, on: date) -> NearEnd:
    """Give who is held open, who is near the end and what was left open, in seven statements.

    Near the end: at the light level, or past the first warning of the guide. Nothing closes by itself.
    """
    provider_id = viewer.organisation_id or UUID(int=0)
    chosen = organisations.numbers_in_force(
        [numbers.REVIEW_CONTACT, numbers.ENGAGEMENT_FIRST_WARNING], provider_id=provider_id, on=on
    )
    days, months = chosen[numbers.REVIEW_CONTACT.name], chosen[numbers.ENGAGEMENT_FIRST_WARNING.name]
    mine = Case.objects.visible_to(viewer).still_open()
    if not policy.permits(viewer, Permission.VIEW_TEAM):
        mine = mine.filter(worker_id=viewer.user_id)
    kept = dict(HeldOpen.objects.visible_to(viewer).filter(case__in=mine).values_list("case_id", "words"))
    long_ago = time_rules.add_months(on, -months)
    near = mine.filter(Q(level=Level.LIGHT) | Q(assessed_on__lte=long_ago)).exclude(id__in=kept)
    left = Ending.objects.visible_to(viewer).filter(settled_at__isnull=True).exclude(left_open=[])
    return NearEnd(
        policy=organisations.discharge_policy(provider_id, on=on),
        open_cases=mine.count(),
        held=tuple(_near(case, kept[case.id], days=days, on=on) for case in _first(mine.filter(id__in=kept))),
        near=tuple(_near(case, _why(case, long_ago), days=days, on=on) for case in _first(near)),
        left=tuple(
            LeftOpenRow(one.case_id, one.case.client.full_name, one.ended_at, tuple(one.left_open))
            for one in left.select_related("case__client").order_by("ended_at", "id")[:SHOWN]
        ),
    )


def policies(*, viewer: Actor, on: date) -> Policies:
    """Give every commissioned provider's policy beside the others', and the closing rates that the viewer may see."""
    found = organisations.commissioned_providers(on=on)
    changes = organisations.changes_of_discharge_policy(one.id for one in found)
    against = dict(
        Ending.objects.visible_to(viewer)
        .exclude(against_policy="")
        .values_list("provider_id")
        .annotate(many=Count("id"))
    )
    providers = tuple(
        ProviderPolicy(one.id, one.name, _now(changes[one.id], on=on), tuple(changes[one.id]), against.get(one.id, 0))
        for one in found
    )
    mine = [one for one in found if viewer.is_system or one.id == viewer.organisation_id]
    rates = _rates([one.id for one in mine], viewer=viewer, on=on)
    return Policies(on, providers, rates, tuple(one.name for one in mine))


def _rates(provider_ids: list[UUID], *, viewer: Actor, on: date) -> tuple[tuple[date, tuple[Rate, ...]], ...]:
    months = [time_rules.add_months(on.replace(day=1), -back) for back in range(MONTHS_SHOWN)]
    asked = {}
    for number, month in enumerate(months):
        first = _begins(month)
        until = _begins(time_rules.add_months(month, 1))
        ended = Q(closed_at__gte=first, closed_at__lt=until) & ~Q(close_reason__in=MOVES)
        asked[f"closed_{number}"] = Count("id", filter=ended)
        asked[f"served_{number}"] = Count(
            "id", filter=Q(opened_at__lt=until) & (Q(closed_at__isnull=True) | Q(closed_at__gte=first))
        )
    counted = {
        row["provider_id"]: row for row in Case.objects.visible_to(viewer).values("provider_id").annotate(**asked)
    }
    return tuple(
        (
            month,
            tuple(
                Rate(counted.get(id_, {}).get(f"closed_{number}", 0), counted.get(id_, {}).get(f"served_{number}", 0))
                for id_ in provider_ids
            ),
        )
        for number, month in enumerate(months)
    )


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.LONDON)


def _now(changes: list[PolicyChange], *, on: date) -> PolicyChange:
    return next((one for one in changes if one.from_on and one.from_on <= on), PolicyChange(Discharge.ORDINARY, None))


def _first(cases: Any) -> list[Case]:
    return list(cases.select_related("client", "worker").order_by("last_reached_at", "id")[:SHOWN])


def _near(case: Case, why: str, *, days: int, on: date) -> NearRow:
    reached = clock.local_date(case.last_reached_at) if case.last_reached_at else None
    return NearRow(
        case.id, case.client_id, case.client.full_name, case.worker.name, why, reached,
        rules.is_reviewed(reached, days=days, on=on),
    )  # fmt: skip


def _why(case: Case, long_ago: date) -> str:
    light = "at the light level" if case.level == Level.LIGHT else ""
    long = "long in the service" if case.assessed_on and case.assessed_on <= long_ago else ""
    return ", ".join(words for words in (light, long) if words).capitalize()
