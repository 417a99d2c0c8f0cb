"""What a disruption left, counted: each kind as the list counts it on which people deal with it (R61)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from throughline.cases.models import Case, Level, LevelAct, LevelChange
from throughline.core.actor import Actor
from throughline.disruptions.models import Answered, Left, SwitchedMeeting
from throughline.holds.models import Hold
from throughline.in_person.models import Wait
from throughline.organisations import queries as organisations
from throughline.organisations.models import Discharge, Disruption
from throughline.outreach.models import VulnerableList
from throughline.support_plans.kinds import GainState
from throughline.support_plans.models import Gain


@dataclass(frozen=True)
class Answer:
    """Why something may stay, and how many there were when that was said."""

    number: int
    reason: str


def counted(disruption: Disruption, *, viewer: Actor, on: date) -> dict[Left, int]:
    """Count what is left of each kind, in one statement each."""
    provider_id = disruption.provider_id
    here: Any = {"provider_id": provider_id}
    open_now = Case.objects.visible_to(viewer).still_open().filter(**here)
    gains = Gain.objects.visible_to(viewer).filter(state=GainState.AT_RISK, **here)
    holds = Hold.objects.visible_to(viewer).standing().filter(restart_from__lte=on, **here)
    lists = VulnerableList.objects.visible_to(viewer).filter(disruption=disruption, deleted_at__isnull=True)
    policy = organisations.discharge_policy(provider_id, on=on).policy
    return {
        Left.MEETINGS: SwitchedMeeting.objects.visible_to(viewer).filter(settled_at__isnull=True, **here).count(),
        Left.HOLDS: holds.count(),
        Left.IN_PERSON: Wait.objects.visible_to(viewer).filter(left_at__isnull=True, **here).count(),
        Left.LIGHT: _light_since(open_now, disruption, viewer=viewer).count(),
        Left.GROUND: gains.filter(client_id__in=open_now.values("client_id")).count(),
        Left.POLICY: int(policy != Discharge.ORDINARY),
        Left.LISTS: lists.count(),
    }


def answers(disruption_id: UUID, *, viewer: Actor) -> dict[Left, Answer]:
    """Give the last answer of each kind."""
    given = Answered.objects.visible_to(viewer).filter(disruption_id=disruption_id).order_by("answered_at", "id")
    rows = given.values_list("left", "number", "reason")
    return {Left(left): Answer(number, reason) for left, number, reason in rows}


def _light_since(open_now: Any, disruption: Disruption, *, viewer: Actor) -> Any:
    """Narrow to people on the light level who were moved to it since the disruption began."""
    agreed = LevelChange.objects.visible_to(viewer).filter(case_id=OuterRef("id"), act=LevelAct.AGREED)
    last = agreed.order_by("-sequence")
    moved = open_now.filter(level=Level.LIGHT).annotate(
        moved_at=Subquery(last.values("made_at")[:1]), moved_to=Subquery(last.values("to_level")[:1])
    )
    return moved.filter(moved_at__date__gte=disruption.starts_on, moved_to=F("level"))
