"""What can be asked: which services to ring this week, in which order, whose turn it is, what a link opens."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from throughline.core.actor import Actor
from throughline.core.clock import LONDON, local_date
from throughline.core.decisions import NotFound
from throughline.directory import queries as directory
from throughline.directory.kinds import Status
from throughline.directory.models import Service, WayOfJoining
from throughline.directory.queries import WayRow
from throughline.verification import rules
from throughline.verification.models import Outcome, ServiceLink, Turn
from throughline.verification.rules import LinkFacts

SIGNED_FOR = "throughline.verification.service_link"
LISTED_AT_MOST = 200
PEOPLE_WHO_LEAN = """
    (select count(*) from (
        select c.client_id from onward_referrals_onwardreferral o join cases_case c on c.id = o.case_id
        where o.service_id = directory_service.id and o.closed_on is null and o.provider_id = %s and c.closed_at is null
        union
        select l.client_id from support_plans_leaning l join cases_case c on c.client_id = l.client_id
        where l.service_id = directory_service.id and l.state in ('LEANING', 'UNMET') and l.provider_id = %s
            and c.closed_at is null
    ) people)
"""
"""Each person once, whatever they lean on it by: a referral that is not over, or something that it gives them."""


@dataclass(frozen=True)
class RoundRow:
    """One service to be asked: how many people of one's own provider lean on it, and how old what we know is."""

    service_id: UUID
    name: str
    offered_by: str
    phone: str
    leaning: int
    days: int
    is_stale: bool
    rung_by: str


@dataclass(frozen=True)
class ToRing:
    """A service as one rings it."""

    turn_id: UUID
    service_id: UUID
    name: str
    offered_by: str
    who_to_ring: str
    phone: str
    ways: tuple[WayRow, ...]
    leaning: int
    left: int
    worker: str
    provider: str
    after: int


@dataclass(frozen=True)
class Asked:
    """A service that answers by its link."""

    name: str
    offered_by: str
    ways: tuple[WayRow, ...]


def call_round(*, viewer: Actor, on: date) -> list[RoundRow]:
    """List this week's calls in the order in which they are given out: most people leaning, then the stalest."""
    after = directory.stale_after(viewer=viewer, on=on)
    found = to_ask(viewer=viewer, on=rules.week_ends(on), after=after).select_related("organisation")
    rows = list(found[:LISTED_AT_MOST])
    rung = Turn.objects.filter(service_id__in=[s.id for s in rows], ended_at__isnull=True).select_related("taken_by")
    ringing = {turn.service_id: turn.taken_by for turn in rung}
    return [_round_row(s, ringing.get(s.id), viewer=viewer, on=on, after=after) for s in rows]


def to_ask(*, viewer: Actor, on: date, after: int) -> QuerySet[Service, Any]:
    """Narrow to services of which something is stale by a day, in the order of the round. People are one's own only."""
    stale = directory.stale_ways(on=on, after=after).filter(service=OuterRef("pk"))
    oldest = WayOfJoining.objects.filter(service=OuterRef("pk")).exclude(status=Status.CLOSED).order_by("verified_at")
    people = RawSQL(PEOPLE_WHO_LEAN, [viewer.organisation_id, viewer.organisation_id], models.IntegerField())
    found = Service.objects.filter(Exists(stale)).annotate(
        oldest_at=Subquery(oldest.values("verified_at")[:1]), leaning=people
    )
    return found.order_by("-leaning", "oldest_at", "id")


def free_to_ring(*, viewer: Actor, at: datetime) -> QuerySet[Service, Any]:
    """Narrow to those that nobody rings now, and where nobody failed to answer today."""
    on = local_date(at)
    today = datetime.combine(on, datetime.min.time(), tzinfo=LONDON)
    turns = Turn.objects.filter(service=OuterRef("pk"))
    rung = turns.filter(ended_at__isnull=True, lasts_until__gt=at)
    in_vain = turns.filter(outcome=Outcome.NO_ANSWER, ended_at__gte=today)
    after = directory.stale_after(viewer=viewer, on=on)
    return to_ask(viewer=viewer, on=rules.week_ends(on), after=after).exclude(Exists(rung)).exclude(Exists(in_vain))


def my_turn(*, viewer: Actor) -> UUID | None:
    """Give the turn that one has taken and not ended."""
    mine = Turn.objects.filter(taken_by_id=viewer.user_id, ended_at__isnull=True)
    return mine.values_list("id", flat=True).first()


def to_ring(turn_id: UUID, *, viewer: Actor, at: datetime) -> ToRing:
    """Give what one needs in order to ring the service whose turn it is.

    :raises NotFound: if it is not the viewer's turn, or has ended
    """
    turns = Turn.objects.filter(id=turn_id, taken_by_id=viewer.user_id, ended_at__isnull=True)
    turn = turns.select_related("taken_by__organisation").first()
    if turn is None:
        raise NotFound("no such turn")
    on = local_date(at)
    after = directory.stale_after(viewer=viewer, on=on)
    service = directory.service(turn.service_id)
    counted: Any = to_ask(viewer=viewer, on=rules.week_ends(on), after=after).filter(id=service.id).first()
    worker = turn.taken_by
    return ToRing(
        turn_id=turn.id, service_id=service.id, name=service.name, offered_by=service.organisation.name,
        who_to_ring=service.who_to_ring, phone=service.phone or service.organisation.phone,
        ways=_ways_to_ask(service.id), leaning=counted.leaning if counted else 0,
        left=free_to_ring(viewer=viewer, at=at).count(), worker=worker.name,
        provider=worker.organisation.name if worker.organisation else "", after=after,
    )  # fmt: skip


def token_of(link: ServiceLink) -> str:
    """Give the signed text that stands for a link, as short as may be."""
    short = urlsafe_b64encode(link.id.bytes).decode().rstrip("=")
    return signing.Signer(salt=SIGNED_FOR).sign(short)


def link_in(token: str) -> tuple[ServiceLink | None, LinkFacts | None]:
    """Find the link that a signed text stands for; nothing for a text that we did not sign for this purpose."""
    try:
        link_id = UUID(bytes=urlsafe_b64decode(f"{signing.Signer(salt=SIGNED_FOR).unsign(token)}=="))
    except (signing.BadSignature, ValueError):
        return None, None
    link = ServiceLink.objects.filter(id=link_id).first()
    if link is None:
        return None, None
    return link, LinkFacts(last_day_on=link.last_day_on, used=link.used_at is not None, opened=link.opened)


def asked_by_link(link: ServiceLink) -> Asked:
    """Give what a link asks about: the service and its ways, and nothing of anybody who goes there."""
    service = directory.service(link.service_id)
    return Asked(service.name, service.organisation.name, _ways_to_ask(service.id))


@dataclass(frozen=True)
class StaleService:
    """A service that is to be verified again, and for how many days it has not been."""

    service_id: UUID
    name: str
    status: str
    days: int


def stale_services(*, on: date, after: int) -> list[StaleService]:
    """List every service that is stale, the stalest first. No people are counted."""
    stale = directory.stale_ways(on=on, after=after).values_list("service_id", flat=True).distinct()
    found = [
        StaleService(row.id, row.name, row.headline.words, max(
            way.age(on=on, after=after).days for way in row.ways if way.status != Status.CLOSED
        ))
        for row in directory.services_named(stale).values()
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-row.days, row.name))


def _ways_to_ask(service_id: UUID) -> tuple[WayRow, ...]:
    ways: Sequence[WayRow] = directory.ways_of([service_id]).get(service_id, [])
    return tuple(way for way in ways if way.status != Status.CLOSED)


def _round_row(service: Any, ringing: Any, *, viewer: Actor, on: date, after: int) -> RoundRow:
    days = (on - local_date(service.oldest_at)).days
    if ringing is None:
        rung_by = ""
    else:
        rung_by = ringing.name if ringing.organisation_id == viewer.organisation_id else "another provider"
    return RoundRow(
        service_id=service.id, name=service.name, offered_by=service.organisation.name,
        phone=service.phone or service.organisation.phone, leaning=service.leaning, days=days, is_stale=days > after,
        rung_by=rung_by,
    )  # fmt: skip
