"""What can happen to what a service gives somebody: it is written down; once gone, it is met or declined (R46)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.directory.kinds import STOPPED, Mode
from throughline.directory.models import Service, WayOfJoining
from throughline.support_plans import ripple_commands as ripple
from throughline.support_plans import rules
from throughline.support_plans.kinds import Gives, LeaningState
from throughline.support_plans.models import Gain, Goal, Leaning
from throughline.support_plans.writing import lock, whose
from throughline.tasks import owing_commands as owing
from throughline.tasks.models import TaskKind


@dataclass(frozen=True, kw_only=True)
class LeansOn:
    """One thing that one way of joining a service gives one person, and what of their plan rests on it."""

    service_id: UUID
    mode: Mode
    gives: Gives
    words: str = ""
    hidden: bool = False
    goal_id: UUID | None = None
    gain_id: UUID | None = None


@transaction.atomic
def record_leaning(*, client_id: UUID, said: LeansOn, by: Actor, at: datetime) -> Leaning:
    """Write down what a service gives somebody. If it has stopped already, it is a need from now on.

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the client, there is no such service, or the goal or gain is not theirs
    :raises Refused: if one cannot join the service in that way
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    who = whose(client_id, by=by)
    if not Service.objects.filter(id=said.service_id).exists():
        raise NotFound("no such service")
    if not WayOfJoining.objects.filter(service_id=said.service_id, mode=said.mode).exists():
        raise Refused("They do not offer this in that way. Choose another way, or add it to the directory first.")
    for model, id_ in ((Goal, said.goal_id), (Gain, said.gain_id)):
        if id_ and not model.objects.visible_to(by).filter(id=id_, client_id=client_id).exists():
            raise NotFound("not of this person's plan")
    leaning: Leaning = Leaning.objects.create(
        provider_id=who.provider_id, client_id=client_id, service_id=said.service_id, mode=said.mode,
        gives=said.gives, words=said.words.strip(), hidden=said.hidden, goal_id=said.goal_id, gain_id=said.gain_id,
        made_at=at, made_by_id=by.user_id,
    )  # fmt: skip
    audit.record("LEANING_RECORDED", about=leaning, by=by, at=at, details={"service": said.service_id})
    if who.case_id and _has_stopped(said):
        ripple.mark_unmet(leaning_ids=[leaning.id], since_on=clock.local_date(at), by=by, at=at)
        leaning.refresh_from_db()
    return leaning


@transaction.atomic
def settle_need(
    *, leaning_id: UUID, to: LeaningState, words: str, instead: LeansOn | None = None, by: Actor, at: datetime
) -> Leaning:
    """Say what meets a need now, or that it is not wanted; the service that meets it is leant on from then on.

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see it, or there is no such service
    :raises Refused: if it was settled already, or nothing is said
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    need = lock(Leaning, leaning_id, by=by)
    rules.may_settle(LeaningState(need.state), to, has_words=bool(words.strip())).require()
    if instead is not None:
        kept = replace(instead, gives=Gives(need.gives), goal_id=need.goal_id, gain_id=need.gain_id)
        record_leaning(client_id=need.client_id, said=kept, by=by, at=at)
    need.state, need.met_by, need.review_on = to, words.strip(), None
    need.met_by_service_id = instead.service_id if instead else None
    need.settled_at, need.settled_by_id = at, by.user_id
    need.save(update_fields=["state", "met_by", "review_on", "met_by_service", "settled_at", "settled_by"])
    owing.settle(kind=TaskKind.NEED_UNMET, subject_id=need.id, answer=f"{to.label}: {need.met_by}", by=by, at=at)
    audit.record("NEED_SETTLED", about=need, by=by, at=at, details={"state": to})
    return need


@transaction.atomic
def keep_looking(*, leaning_id: UUID, by: Actor, at: datetime) -> Leaning:
    """Say that nothing has been found for a need yet; it is looked at again after the days that the service chose.

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see it
    :raises Refused: if it is not unmet
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    need = lock(Leaning, leaning_id, by=by)
    if need.state != LeaningState.UNMET:
        raise Refused("This need is not open. Open the plan to see how it stands.")
    ripple.owe_another_look([need], by=by, at=at)
    audit.record("NEED_LOOKED_AT", about=need, by=by, at=at)
    return need


def _has_stopped(said: LeansOn) -> bool:
    """Say whether every way of joining of this kind is known to have stopped."""
    ways = WayOfJoining.objects.filter(service_id=said.service_id, mode=said.mode)
    known = set(ways.values_list("status", flat=True))
    return bool(known) and known <= set(STOPPED)
