"""What can happen to an onward referral: somebody is referred on, and what became of it is noted, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.agreements import queries as agreements
from throughline.audit import commands as audit
from throughline.cases import commands as cases
from throughline.cases.models import Case
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.directory.models import WayOfJoining
from throughline.onward_referrals import owing, rules
from throughline.onward_referrals.events import HeldReferralOver
from throughline.onward_referrals.models import CLOSED, OnwardReferral, OnwardStep, State, Strength, WhyNot
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.tasks import owing_commands as owed
from throughline.tasks.models import TaskKind


@dataclass(frozen=True, kw_only=True)
class ReferringOn:
    """Where somebody is pointed or sent, how strongly, what for, and when we ask what became of it."""

    way_id: UUID
    strength: Strength
    state: State = State.AGREED
    wish: str = ""
    words: str = ""
    check_back_on: date | None = None
    goal_id: UUID | None = None
    follows_id: UUID | None = None
    """An earlier referral that did not start, was not enough or takes too long."""


@dataclass(frozen=True, kw_only=True)
class WhatBecame:
    """What happened next, on its day."""

    to: State
    happened_on: date
    words: str = ""
    check_back_on: date | None = None
    expected_wait_weeks: int | None = None
    why_not: WhyNot | None = None
    still_needed: str = ""
    alternatives: str = ""
    """What else was offered once the wait had grown long."""
    none_found: bool = False


@transaction.atomic
def refer_on(referring: ReferringOn, *, case_id: UUID, by: Actor, at: datetime) -> OnwardReferral:
    """Refer somebody on to a linked service: signposted, referred, or with the first contact made together (R39).

    :raises NotAllowed: if `by` may not refer on
    :raises NotFound: if `by` cannot see the case, or there is no such way of joining
    :raises Refused: without a day to check back, without their agreement where details leave, or if the case is closed
    """
    policy.require(Permission.REFER_ON, actor=by)
    case = cases.lock_case(case_id, viewer=by)
    cases.require_open(case)
    way = WayOfJoining.objects.select_related("service").filter(id=referring.way_id).first()
    if way is None:
        raise NotFound("no such way of joining")
    today = clock.local_date(at)
    if referring.state not in rules.first_states(referring.strength):
        raise Refused("Choose whether it was suggested, agreed, or sent already. A signpost sends no details.")
    rules.may_check_back(referring.check_back_on, waits=False, today=today, touch_days=0).require()
    _require_agreement(referring.state, case=case, name=way.service.name, by=by)
    follows = _lock(referring.follows_id, by=by) if referring.follows_id else None
    onward = OnwardReferral.objects.create(
        provider_id=case.provider_id, case=case, service=way.service, way=way, follows=follows,
        strength=referring.strength, wish=referring.wish.strip(), state=referring.state,
        check_back_on=referring.check_back_on, opened_at=at, opened_by_id=by.user_id,
    )  # fmt: skip
    _keep_step(onward, WhatBecame(to=referring.state, happened_on=today, words=referring.words), by=by, at=at)
    audit.record("REFERRED_ON", about=onward, by=by, at=at, details={"case": case_id, "service": way.service_id})
    owing.check_back(onward, by=by, at=at)
    if follows is not None:
        owed.settle(kind=TaskKind.SEARCH_AGAIN, subject_id=follows.id, answer="Referred on anew.", by=by, at=at)
    return onward


@transaction.atomic
def note_what_became(became: WhatBecame, *, onward_id: UUID, by: Actor, at: datetime) -> OnwardReferral:
    """Note what became of an onward referral; what follows from a wait and from a "not enough" follows at once.

    :raises NotAllowed: if `by` may not refer on
    :raises NotFound: if `by` cannot see the referral
    :raises Refused: if it cannot follow, says too little, leaves no day to check back, or they do not agree to it
    """
    policy.require(Permission.REFER_ON, actor=by)
    onward = _lock(onward_id, by=by)
    cases.require_open(onward.case)
    today = clock.local_date(at)
    _require_it_can_follow(became, onward, today=today)
    _require_agreement(became.to, case=onward.case, name=onward.service.name, by=by)
    was_held = onward.state == State.ON_HOLD
    changed = _moved(onward, became, today=today, by=by, at=at)
    onward.save(update_fields=changed)
    _keep_step(onward, became, by=by, at=at)
    audit.record("ONWARD_STEP", about=onward, by=by, at=at, details={"state": became.to})
    owing.follow(onward, became.to, none_found=became.none_found, by=by, at=at)
    if was_held:
        events.publish(HeldReferralOver(onward_id=onward.id, by=by, at=at))
    return onward


@transaction.atomic
def note_searched(*, onward_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Note that something else was looked for after what ended too soon, and what came of it (R42).

    :raises NotAllowed: if `by` may not refer on
    :raises NotFound: if `by` cannot see the referral
    :raises Refused: without words
    """
    policy.require(Permission.REFER_ON, actor=by)
    onward = _lock(onward_id, by=by)
    if not words.strip():
        raise Refused("Say where you looked, and what came of it.")
    audit.record("SEARCHED_AGAIN", about=onward, by=by, at=at)
    owed.settle(kind=TaskKind.SEARCH_AGAIN, subject_id=onward.id, answer=words.strip(), by=by, at=at)


@transaction.atomic
def note_read(*, onward_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Note that whoever oversees the team read that nothing else was found for a long wait, and what they do (R40).

    :raises NotAllowed: if `by` may not oversee waits
    :raises NotFound: if `by` cannot see the referral
    :raises Refused: without words
    """
    policy.require(Permission.VIEW_WAITS, actor=by)
    onward = _lock(onward_id, by=by)
    if not words.strip():
        raise Refused("Say what is done about it, for example that you will ring the service yourself.")
    audit.record("LONG_WAIT_READ", about=onward, by=by, at=at)
    owed.settle(kind=TaskKind.WAITED_TOO_LONG, subject_id=onward.id, answer=words.strip(), by=by, at=at)


def _lock(onward_id: UUID, *, by: Actor) -> OnwardReferral:
    found = OnwardReferral.objects.visible_to(by).select_related("service", "case").select_for_update(of=("self",))
    onward: OnwardReferral | None = found.filter(id=onward_id).first()
    if onward is None:
        raise NotFound("no such onward referral")
    return onward


def _require_agreement(to: State, *, case: Case, name: str, by: Actor) -> None:
    """Go on unless details leave without the client's agreement (R16, R39)."""
    if to in rules.DETAILS_LEAVE:
        agreements.may_share_with_service(case.client_id, name, viewer=by).require()


def _require_it_can_follow(became: WhatBecame, onward: OnwardReferral, *, today: date) -> None:
    state, strength = State(onward.state), Strength(onward.strength)
    before = State(onward.before_hold) if onward.before_hold else None
    rules.may_follow(became.to, state, strength, before_hold=before).require()
    last = OnwardStep.objects.filter(onward=onward).order_by("-sequence").values_list("happened_on", flat=True).first()
    rules.may_happen_on(became.happened_on, last_on=last, today=today).require()
    told = rules.Told(became.to, bool(became.why_not), bool(became.still_needed.strip()))
    rules.may_end_so(told).require()
    if became.to in CLOSED:
        return
    waits = became.to == State.WAITING
    touch = organisations.number_in_force(numbers.WAITING_TOUCH, provider_id=onward.provider_id, on=today)
    rules.may_check_back(became.check_back_on, waits=waits, today=today, touch_days=touch).require()
    if waits:
        grows_long = owing.escalates_on(onward, today=today)
        looked = bool(became.alternatives.strip() or became.none_found or onward.escalated_at)
        rules.may_go_on_waiting(
            has_waited_long=bool(grows_long and today >= grows_long), looked_for_more=looked
        ).require()


def _moved(onward: OnwardReferral, became: WhatBecame, *, today: date, by: Actor, at: datetime) -> list[str]:
    """Move the row on to where it stands now; give the fields that may have changed."""
    over = became.to in CLOSED
    onward.state, onward.before_hold = became.to, ""
    if became.to == State.WAITING:
        onward.waiting_since = onward.waiting_since or became.happened_on
        onward.expected_wait_weeks = became.expected_wait_weeks or onward.expected_wait_weeks
    if became.to == State.STARTED:
        onward.started_on = onward.started_on or became.happened_on
    escalates = owing.escalates_on(onward, today=today) if became.to == State.WAITING else None
    chosen = became.check_back_on
    onward.check_back_on = None if over or chosen is None else rules.next_check_back(
        chosen, escalates=escalates, today=today
    )  # fmt: skip
    onward.closed_on = became.happened_on if over else None
    onward.why_not = became.why_not or ""
    if became.why_not == WhyNot.NOT_ONLINE:
        onward.ask_online_from = owing.asks_online_from(onward, today=today)
    onward.still_needed = became.still_needed.strip()
    if became.to == State.NOT_ENOUGH:
        onward.unmet_need = rules.unmet_need(
            onward.service.get_category_display(), session_limit=onward.service.session_limit
        )
    if became.alternatives.strip() or became.none_found:
        onward.alternatives, onward.escalated_at, onward.escalated_by_id = became.alternatives.strip(), at, by.user_id
    return [
        "state", "before_hold", "waiting_since", "expected_wait_weeks", "started_on", "check_back_on", "closed_on",
        "why_not", "still_needed", "ask_online_from", "unmet_need", "alternatives", "escalated_at", "escalated_by",
    ]  # fmt: skip


def _keep_step(onward: OnwardReferral, became: WhatBecame, *, by: Actor, at: datetime) -> None:
    last = OnwardStep.objects.filter(onward=onward).order_by("-sequence").values_list("sequence", flat=True).first()
    OnwardStep.objects.create(
        provider_id=onward.provider_id, onward=onward, sequence=(last or 0) + 1, state=became.to,
        happened_on=became.happened_on, words=became.words.strip(), why_not=became.why_not or "",
        check_back_on=onward.check_back_on, expected_wait_weeks=became.expected_wait_weeks, recorded_at=at,
        recorded_by_id=by.user_id,
    )  # fmt: skip
