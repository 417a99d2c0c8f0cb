"""How long people wait for what, and what was not enough, in numbers: each a fixed number of statements (R40, R42)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Min, Q

from throughline.core.actor import Actor
from throughline.core.models import VisibleQuerySet
from throughline.directory.kinds import Category
from throughline.onward_referrals.models import OnwardReferral, State


class Median(Aggregate):
    """The middle one: half waited longer."""

    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class WaitRow:
    """How long people waited for one kind of service. No median where nobody has started yet."""

    category: Category
    median_days: int | None
    started: int
    waiting: int
    longest_days: int | None
    """Of those who still wait."""


@dataclass(frozen=True)
class UnmetRow:
    """What was not enough, and for how many people."""

    need: str
    people: int


def median_waits(*, viewer: Actor, on: date, provider_id: UUID | None = None) -> list[WaitRow]:
    """Give how long people waited, by category, the longest median first, in one statement; or at one provider."""
    waited = ExpressionWrapper(F("started_on") - F("waiting_since"), output_field=DurationField())
    still = Q(state=State.WAITING, case__closed_at__isnull=True)
    found = (
        _of(provider_id, viewer=viewer)
        .filter(waiting_since__isnull=False)
        .values("service__category")
        .annotate(
            median=Median(waited, filter=Q(started_on__isnull=False)),
            started=Count("id", filter=Q(started_on__isnull=False)),
            waiting=Count("id", filter=still),
            since=Min("waiting_since", filter=still),
        )
    )
    rows = [
        WaitRow(
            Category(one["service__category"]), _days(one["median"]), one["started"], one["waiting"],
            (on - one["since"]).days if one["since"] else None,
        )
        for one in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-(row.median_days or 0), -(row.longest_days or 0), row.category))


def unmet_needs(*, viewer: Actor, provider_id: UUID | None = None) -> list[UnmetRow]:
    """Count the people for whom a service ended before the need did, by what they still need, in one statement."""
    found = _of(provider_id, viewer=viewer).filter(state=State.NOT_ENOUGH)
    counted = found.values("unmet_need").annotate(people=Count("case__client_id", distinct=True))
    return [UnmetRow(*row) for row in counted.order_by("-people", "unmet_need").values_list("unmet_need", "people")]


def _of(provider_id: UUID | None, *, viewer: Actor) -> VisibleQuerySet:
    """Narrow to one provider, where one is asked for."""
    found: VisibleQuerySet = OnwardReferral.objects.visible_to(viewer)
    return found.filter(provider_id=provider_id) if provider_id else found


def _days(wait: timedelta | None) -> int | None:
    return None if wait is None else round(wait / timedelta(days=1))
