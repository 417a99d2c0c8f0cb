"""What of somebody's plan is open when their case is to end, and what they gained (R58)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse

from throughline.core.actor import Actor
from throughline.endings.standing import StandsOpen
from throughline.support_plans.kinds import GainState, GoalState
from throughline.support_plans.models import Gain, Goal, SetBack

GOES_ON = (GoalState.OPEN, GoalState.ON_HOLD)


def open_plans(client_id: UUID, *, viewer: Actor, on: date) -> list[StandsOpen]:
    """List set-backs nobody answered, which keep a case from closing, and goals, which are theirs to go on with."""
    slipped = SetBack.objects.visible_to(viewer).filter(client_id=client_id, reviewed_at__isnull=True)
    goals = Goal.objects.visible_to(viewer).filter(client_id=client_id, state__in=GOES_ON)
    return [
        *(
            StandsOpen(f"A set-back told on {told:%-d %B %Y}", reverse("support_plans:set_back", args=[id_]))
            for id_, told in slipped.order_by("told_on", "id").values_list("id", "told_on")
        ),
        *(
            StandsOpen(words, reverse("support_plans:goal", args=[id_]), blocks=False)
            for id_, words in goals.order_by("id").values_list("id", "words")
        ),
    ]


def gains_of(client_id: UUID, *, viewer: Actor) -> list[str]:
    """List what they gained and hold, in their words, the first gained at the top."""
    held = Gain.objects.visible_to(viewer).filter(client_id=client_id).exclude(state=GainState.SLIPPED)
    return list(held.order_by("gained_on", "id").values_list("words", flat=True))
