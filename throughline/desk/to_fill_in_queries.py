"""Who was never asked what contact needs, and whose shielding is to be reviewed (R13, R15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases.models import Case
from throughline.clients.standing import STANDING, Standing, standing
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.paging import Page, bounds, page
from throughline.profiles.models import Risk, Vulnerability

MOST_REVIEWS = 50


@dataclass(frozen=True)
class ToAsk:
    """Somebody in the service whose profile was never gone through."""

    client_id: UUID
    name: str
    worker: str
    opened_on: date
    standing: Standing


@dataclass(frozen=True)
class ToReview:
    """A status that somebody should ask about. Until they do, it stands."""

    vulnerability_id: UUID
    name: str
    risk: Risk
    review_on: date


@dataclass(frozen=True)
class ToFillIn:
    """Both lists. `everybody`: the provider's, and not only the viewer's own."""

    people: Page[ToAsk]
    reviews: tuple[ToReview, ...]
    everybody: bool


def to_fill_in(*, viewer: Actor, on: date, number: int) -> ToFillIn:
    """List both, the provider's for whoever oversees the team, else the viewer's own: two statements."""
    everybody = policy.permits(viewer, Permission.VIEW_TEAM)
    mine = Q() if everybody else Q(worker_id=viewer.user_id)
    start, end = bounds(number)
    held = Case.objects.visible_to(viewer).still_open().filter(mine)
    found = held.filter(client__profile_asked_on__isnull=True).order_by("opened_at", "id").values_list(
        "client_id", "client__full_name", "worker__name", "opened_at", *(f"client__{column}" for column in STANDING)
    )[start:end]  # fmt: skip
    rows = [ToAsk(row[0], row[1], row[2], clock.local_date(row[3]), standing(*row[4:])) for row in found]
    due = Vulnerability.objects.visible_to(viewer).filter(ended_on__isnull=True, review_on__lte=on)
    due = due.filter(client_id__in=held.values("client_id")).order_by("review_on", "id")
    reviews = due.values_list("id", "client__full_name", "risk", "review_on")[:MOST_REVIEWS]
    return ToFillIn(page(rows, number), tuple(ToReview(i, n, Risk(r), d) for i, n, r, d in reviews), everybody)
