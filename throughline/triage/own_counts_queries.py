"""What surgeries and commissioners see of calls to listed people: numbers of their own, no name (R52, S33)."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core import scope
from throughline.core.actor import Actor
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.organisations.models import Kind, RelationKind
from throughline.triage.counting import By, Count, counts
from throughline.triage.models import Point

HELPED = """
select t.point, count(distinct c.person_id),
    count(distinct c.person_id) filter (where t.met_at is not null)
from triage_told t join triage_call c on c.id = t.call_id join outreach_listedperson p on p.id = c.person_id
where t.provider_id = any(%(providers)s) and t.due_on is not null
    and (%(surgery)s::uuid is null or p.surgery_id = %(surgery)s)
group by t.point order by 2 desc, 1
"""


@dataclass(frozen=True)
class Helped:
    """With what so many people needed help, and for how many it was seen to."""

    point: Point
    people: int
    seen_to: int


@dataclass(frozen=True)
class OwnCounts:
    """How far it has come with the viewer's own listed people, and what is planned for."""

    whole: Count
    by_surgery: tuple[Count, ...]
    """Of a commissioner; a surgery has only its own."""
    helped: tuple[Helped, ...]
    planned: tuple[int, int]


def own_counts(*, viewer: Actor, on: date) -> OwnCounts:
    """Count how far it has come with the viewer's own listed people, in a fixed number of statements.

    :raises NotAllowed: if the viewer is neither a surgery nor a commissioner
    :raises NotFound: if the surgery refers to no provider
    """
    policy.require(Permission.VIEW_LIST_COUNTS, actor=viewer)
    providers, surgery_id = _whose(viewer, on=on)
    with ExitStack() as stack:
        for provider_id in providers:
            stack.enter_context(scope.also_within(provider_id))
        [whole] = counts(By.ALL, providers, surgery_id=surgery_id) or [Count("")]
        by_surgery = () if surgery_id else tuple(counts(By.SURGERY, providers))
        helped = _helped(providers, surgery_id)
    return OwnCounts(whole, by_surgery, helped, _planned(providers, on=on))


def _whose(viewer: Actor, *, on: date) -> tuple[list[UUID], UUID | None]:
    """Give the providers that have the viewer's people, and the surgery where it is one."""
    own = viewer.organisation_id
    if own is None:
        return [], None
    if organisations.organisation(own).kind == Kind.SURGERY:
        return [organisations.provider_for_surgery(own, on=on).id], own
    ties = (tie for tie in organisations.relations_of(own) if tie.kind == RelationKind.COMMISSIONS)
    paid = {
        tie.target_id for tie in ties
        if tie.source_id == own and tie.starts_on <= on and (tie.ends_on is None or tie.ends_on >= on)
    }  # fmt: skip
    return sorted(paid), None


def _helped(providers: list[UUID], surgery_id: UUID | None) -> tuple[Helped, ...]:
    with connection.cursor() as cursor:
        cursor.execute(HELPED, {"providers": providers, "surgery": surgery_id})
        return tuple(Helped(Point(point), people, seen_to) for point, people, seen_to in cursor.fetchall())


def _planned(providers: list[UUID], *, on: date) -> tuple[int, int]:
    wanted = (numbers.LISTED_SUPPORT_LOW, numbers.LISTED_SUPPORT_HIGH)
    if len(providers) != 1:
        return wanted[0].default, wanted[1].default
    in_force = organisations.numbers_in_force(wanted, provider_id=providers[0], on=on)
    return in_force[wanted[0].name], in_force[wanted[1].name]
