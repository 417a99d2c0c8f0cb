"""What the next contact is to talk about, from somebody's plan: set-backs first, and none of it to be read as blame."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse

from throughline.contacts.agenda import AgendaItem
from throughline.core.actor import Actor
from throughline.support_plans import queries, rules, words
from throughline.support_plans.kinds import GainState


def agenda_of(client_id: UUID, *, viewer: Actor, on: date) -> list[AgendaItem]:
    """List it in order: what slipped, what is at risk, what is unmet, goals, those to look at first."""
    plan = queries.plan_of(client_id, viewer=viewer)
    slipped = [one for one in plan.set_backs if one.reviewed_on is None]
    risky = [gain for gain in plan.gains if gain.state == GainState.AT_RISK]
    goals = sorted(
        (goal for goal in plan.goals if goal.state in rules.LOOKED_AT_AGAIN),
        key=lambda goal: goal.review_on or date.max,
    )
    return [
        *(AgendaItem(words.set_back(one), _to("set_back", one.set_back_id)) for one in slipped),
        *(AgendaItem(words.at_risk(gain), _to("gain", gain.gain_id)) for gain in risky),
        *(AgendaItem(words.unmet(need), _to("need", need.leaning_id)) for need in plan.unmet),
        *(AgendaItem(words.could_go_back(kept), _to("goal", kept.original_id), True) for kept in plan.could_go_back),
        *(AgendaItem(words.goal(goal, on=on), _to("goal", goal.goal_id), True) for goal in goals),
    ]


def _to(page: str, id_: UUID) -> str:
    return reverse(f"support_plans:{page}", args=[id_])
