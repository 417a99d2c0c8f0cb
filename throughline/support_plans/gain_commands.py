"""What can happen to ground gained: it is written down with what it leans on, holds, slips, is regained (R21, R22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts.models import User
from throughline.audit import commands as audit
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.directory.kinds import Mode
from throughline.support_plans import leaning_commands as leanings
from throughline.support_plans import rules
from throughline.support_plans.events import SetBackRecorded
from throughline.support_plans.kinds import Cause, GainState, Gives, Part
from throughline.support_plans.leaning_commands import LeansOn
from throughline.support_plans.models import Gain, GainTurn, Risk, SetBack
from throughline.support_plans.writing import lock, whose


@dataclass(frozen=True, kw_only=True)
class GainSaid:
    """Ground gained as it was said, and what it leans on besides services."""

    part: Part
    words: str
    gained_on: date
    worker_id: UUID | None = None
    person: str = ""
    routine: str = ""
    service_id: UUID | None = None
    mode: Mode | None = None


@dataclass(frozen=True, kw_only=True)
class SetBackSaid:
    """A set-back as it was told."""

    parts: Sequence[Part]
    words: str
    next_step: str
    since_on: date | None = None
    causes: Sequence[Cause] = ()
    gain_id: UUID | None = None


@transaction.atomic
def record_gain(*, client_id: UUID, said: GainSaid, by: Actor, at: datetime) -> Gain:
    """Write down what somebody gained, with what it leans on (R21).

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the client, or the worker works elsewhere
    :raises Refused: without words, or if it is still to come
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    who = whose(client_id, by=by)
    if not said.words.strip():
        raise Refused("Say what they gained, in their words.")
    if said.gained_on > clock.local_date(at):
        raise Refused("This day is still to come. Enter the day on which they had gained it.")
    if said.worker_id and not User.objects.filter(id=said.worker_id, organisation_id=who.provider_id).exists():
        raise NotFound("nobody of that id works here")
    gain: Gain = Gain.objects.create(
        provider_id=who.provider_id, client_id=client_id, part=said.part, words=said.words.strip(),
        gained_on=said.gained_on, leans_on_worker_id=said.worker_id, leans_on_person=said.person.strip(),
        leans_on_routine=said.routine.strip(), state_on=said.gained_on, made_at=at, made_by_id=by.user_id,
    )  # fmt: skip
    _keep_turn(gain, words="", by=by, at=at)
    audit.record("GAIN_RECORDED", about=gain, by=by, at=at, details={"client": client_id})
    if said.service_id and said.mode:
        given = LeansOn(service_id=said.service_id, mode=said.mode, gives=Gives.ACTIVITY, gain_id=gain.id)
        leanings.record_leaning(client_id=client_id, said=given, by=by, at=at)
    return gain


@transaction.atomic
def tell_gain(*, gain_id: UUID, to: GainState, words: str, by: Actor, at: datetime) -> Gain:
    """Say that ground gained holds, or is regained. What put it at risk has been looked at then.

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the gain
    :raises Refused: if it has slipped and is said to hold, or has not and is said to be regained
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    gain = lock(Gain, gain_id, by=by)
    rules.may_turn_gain(GainState(gain.state), to).require()
    been = GainTurn.objects.filter(gain=gain).values_list("state", flat=True)
    held = rules.holds_again(map(GainState, been)) if to == GainState.HELD else to
    _turn(gain, held, words=words, by=by, at=at)
    return gain


@transaction.atomic
def record_set_back(*, client_id: UUID, said: SetBackSaid, by: Actor, at: datetime) -> SetBack:
    """Write down what slipped, what set it off and what is done next; the gain stays in the history as slipped (R22).

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the client or the gain
    :raises Refused: if it is not told whole, lies ahead, or they are not in the service
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    who, today = whose(client_id, by=by), clock.local_date(at)
    rules.may_record_set_back(
        parts=said.parts, has_words=bool(said.words.strip()), has_next_step=bool(said.next_step.strip()),
        in_service=who.case_id is not None,
    ).require()  # fmt: skip
    if said.since_on and said.since_on > today:
        raise Refused("This day is still to come. Enter the day since when it is so, or leave it out.")
    if said.gain_id:
        gain = lock(Gain, said.gain_id, by=by)
        if gain.client_id != client_id:
            raise NotFound("no such gain of theirs")
        if gain.state != GainState.SLIPPED:
            _turn(gain, GainState.SLIPPED, words=said.words, by=by, at=at)
    set_back: SetBack = SetBack.objects.create(
        provider_id=who.provider_id, client_id=client_id, gain_id=said.gain_id, parts=list(said.parts),
        since_on=said.since_on, causes=list(said.causes), words=said.words.strip(), next_step=said.next_step.strip(),
        told_on=today, recorded_at=at, recorded_by_id=by.user_id,
    )  # fmt: skip
    audit.record("SET_BACK_RECORDED", about=set_back, by=by, at=at, details={"client": client_id})
    events.publish(SetBackRecorded(case_id=who.open_case_id, by=by, at=at))
    return set_back


@transaction.atomic
def review_set_back(*, set_back_id: UUID, words: str, regained: bool, by: Actor, at: datetime) -> SetBack:
    """Say how it is now after a set-back; the next contact opens with it no longer. Ground may be regained.

    :raises NotAllowed: if `by` may not write plans
    :raises NotFound: if `by` cannot see the set-back
    :raises Refused: if it was looked at already, or without words
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    set_back = lock(SetBack, set_back_id, by=by)
    if set_back.reviewed_at is not None:
        raise Refused("This was looked at already. Record another set-back if something slipped since.")
    if not words.strip():
        raise Refused("Say in their words how it is now.")
    set_back.reviewed_at, set_back.reviewed_by_id, set_back.review_words = at, by.user_id, words.strip()
    set_back.save(update_fields=["reviewed_at", "reviewed_by", "review_words"])
    audit.record("SET_BACK_REVIEWED", about=set_back, by=by, at=at)
    if regained and set_back.gain_id:
        gain = lock(Gain, set_back.gain_id, by=by)
        if gain.state == GainState.SLIPPED:
            _turn(gain, GainState.REGAINED, words=words, by=by, at=at)
    return set_back


def _turn(gain: Gain, to: GainState, *, words: str, by: Actor, at: datetime) -> None:
    gain.state, gain.state_on = to, clock.local_date(at)
    gain.save(update_fields=["state", "state_on"])
    _keep_turn(gain, words=words, by=by, at=at)
    Risk.objects.filter(gain=gain, ended_at__isnull=True).update(ended_at=at, ended_by_id=by.user_id)
    audit.record("GAIN_TURNED", about=gain, by=by, at=at, details={"state": to})


def _keep_turn(gain: Gain, *, words: str, by: Actor, at: datetime) -> None:
    GainTurn.objects.create(
        provider_id=gain.provider_id, gain=gain, state=gain.state, turned_on=gain.state_on, words=words.strip(),
        made_at=at, made_by_id=by.user_id,
    )  # fmt: skip
