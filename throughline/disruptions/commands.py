"""What can happen when a service cannot work as usual: it is declared, switched to, eases, and is over (R48, R61).

A meeting is never taken away: what was promised stays on record, something is promised in its place, and it can return.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.campaigns import commands as campaign_commands
from throughline.campaigns import queries as campaigns
from throughline.campaigns.commands import Plan
from throughline.cases import ripple_commands as cases
from throughline.cases.models import Promise
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.bulk import insert_models
from throughline.core.decisions import NotFound, Refused
from throughline.core.working_days import on_or_after
from throughline.correspondence import plan_commands as notices
from throughline.correspondence.models import About
from throughline.disruptions import queries, rules
from throughline.disruptions.gathering import Meeting, may_switch, meetings_that_cannot_be
from throughline.disruptions.models import Answered, Left, Switch, SwitchedMeeting
from throughline.disruptions.words import when_promised
from throughline.nhsuk.words import long_date
from throughline.organisations import commands as organisations
from throughline.organisations.models import Disruption, Restriction
from throughline.support_plans import ripple_queries as ground
from throughline.support_plans import risk_commands as risks
from throughline.support_plans.kinds import WhyAtRisk
from throughline.tasks import owing_commands as owed
from throughline.tasks.models import TaskKind


@transaction.atomic
def begin_disruption(
    *, provider_id: UUID, name: str, starts_on: date,
    restrictions: Collection[Restriction] = (Restriction.NO_MEETINGS,), by: Actor, at: datetime,
) -> Disruption:  # fmt: skip
    """Declare that the service cannot work as usual from a day on. Nobody's case changes until it is switched.

    :raises NotAllowed: if `by` may not change settings
    :raises NotFound: if it is another provider's
    :raises Refused: without a name, or while another disruption is on
    """
    _require_own(provider_id, by=by)
    return organisations.declare_disruption(
        provider_id=provider_id, name=name, starts_on=starts_on, restrictions=restrictions, by=by, at=at
    )


@transaction.atomic
def switch_service(*, provider_id: UUID, contact_everybody: bool = False, by: Actor, at: datetime) -> Switch:
    """Make every meeting that cannot be something that can, tell everybody, and see to what leans on going out (R48).

    One transaction. Each meeting becomes the way of talking that the person likes best, on the same day; where none is
    open their link worker has a task to find another. `contact_everybody`: begin a campaign over the whole caseload
    too, unless one goes on (R55). Doing it again takes only what came since.

    :raises NotAllowed: if `by` may not change settings
    :raises NotFound: if it is another provider's
    :raises Refused: unless a disruption is declared which forbids meetings or going out, and has not eased
    """
    _require_own(provider_id, by=by)
    today = clock.local_date(at)
    disruption = queries.declared(provider_id, viewer=by)
    may_switch(disruption, on=today).require()
    assert disruption is not None, "the rule above asks for one"
    found: list[Meeting] = []
    if Restriction.NO_MEETINGS in disruption.restrictions:
        found = meetings_that_cannot_be(provider_id, disruption, hold=True, viewer=by, on=today)
        found = _not_switched_before(found, by=by)
    gains = _see_to_ground(provider_id, disruption, by=by, at=at)
    switch: Switch = Switch.objects.create(
        provider_id=provider_id, disruption=disruption, gains_at_risk=gains, switched_at=at, switched_by_id=by.user_id
    )
    _switch_meetings(switch, found, name=disruption.name, by=by, at=at)
    if contact_everybody and campaigns.campaign_going_on(viewer=by, provider_id=provider_id) is None:
        campaign_commands.begin_campaign(provider_id=provider_id, plan=Plan(disruption.name), by=by, at=at)
    audit.record(
        "SERVICE_SWITCHED", about=switch, by=by, at=at,
        details={"disruption": disruption.id, "meetings": len(found), "gains": gains},
    )  # fmt: skip
    return switch


@transaction.atomic
def ease_disruption(*, provider_id: UUID, eased_on: date, by: Actor, at: datetime) -> Disruption:
    """Say from which day nothing is forbidden any more; what was left is then put in order, by people (R61).

    Ground is at risk no longer for people's having to stay at home; what slipped meanwhile has slipped.

    :raises NotAllowed: if `by` may not change settings
    :raises NotFound: if it is another provider's
    :raises Refused: if none is on, it eases already, or that would be before it began, or is still to come
    """
    _require_own(provider_id, by=by)
    if eased_on > clock.local_date(at):
        raise Refused("Say it on the day itself, or after it.")
    disruption = organisations.begin_easing(provider_id=provider_id, eased_on=eased_on, by=by, at=at)
    if Restriction.STAY_IN in disruption.restrictions:
        risks.end_risk_of_staying_in(provider_id=provider_id, by=by, at=at)
    return disruption


@transaction.atomic
def answer_left(*, provider_id: UUID, left: Left, reason: str, by: Actor, at: datetime) -> Answered:
    """Say of something that a disruption left why it may stay so. More of it asks for another answer (R61).

    :raises NotAllowed: if `by` may not change settings
    :raises NotFound: if it is another provider's
    :raises Refused: without a reason, if no disruption eases, or nothing of it is left
    """
    _require_own(provider_id, by=by)
    found = queries.recovery(provider_id, viewer=by, on=clock.local_date(at))
    if found is None:
        raise Refused("Nothing is put in order before the disruption eases.")
    if not reason.strip():
        raise Refused("Say why it may stay so.")
    number = found.left[left].number
    if not number:
        raise Refused("Nothing of this is left.")
    made: Answered = Answered.objects.create(
        provider_id=provider_id, disruption_id=found.disruption_id, left=left, number=number, reason=reason.strip(),
        answered_at=at, answered_by_id=by.user_id,
    )  # fmt: skip
    audit.record("LEFT_OVER_ANSWERED", about=made, by=by, at=at, details={"left": left, "number": number})
    return made


@transaction.atomic
def finish_disruption(*, provider_id: UUID, ends_on: date, by: Actor, at: datetime) -> None:
    """End the disruption; `ends_on` is the first day on which work is as usual again.

    :raises NotAllowed: if `by` may not change settings
    :raises NotFound: if it is another provider's
    :raises Refused: if none is on, it would end before it began, or what it left is without an answer
    """
    _require_own(provider_id, by=by)
    queries.may_be_over(provider_id, viewer=by, on=clock.local_date(at)).require()
    organisations.end_disruption(provider_id=provider_id, ends_on=ends_on, by=by, at=at)
    risks.end_risk_of_staying_in(provider_id=provider_id, by=by, at=at)


def _not_switched_before(found: Sequence[Meeting], *, by: Actor) -> list[Meeting]:
    """Leave out whose meeting still waits for another way from an earlier switch."""
    waits = SwitchedMeeting.objects.visible_to(by).filter(
        case_id__in=[one.case.id for one in found], settled_at__isnull=True
    )
    waiting = set(waits.values_list("case_id", flat=True))
    return [one for one in found if one.case.id not in waiting]


def _switch_meetings(switch: Switch, found: Sequence[Meeting], *, name: str, by: Actor, at: datetime) -> None:
    ids = [one.case.id for one in found]
    # A lock does not keep a promise in order: it is read after the cases are held.
    before = _last_promises(ids, by=by)
    cases.promise_other_ways(ways={one.case.id: one.instead.way for one in found if one.instead.way}, by=by, at=at)
    after = _last_promises(ids, by=by)
    told = _tell(found, before, name=name, by=by, at=at)
    rows = [
        SwitchedMeeting(
            provider_id=switch.provider_id, switch=switch, case=one.case, promised=before[one.case.id],
            instead=one.instead.way or "", instead_promised=after[one.case.id] if one.instead.way else None,
            why=one.instead.why, notice_id=told.get(one.case.id),
        )
        for one in found
    ]  # fmt: skip
    insert_models(rows)
    audit.record_many(
        "MEETING_SWITCHED", about=SwitchedMeeting, entries={row.id: {"instead": row.instead} for row in rows},
        provider_id=switch.provider_id, by=by, at=at,
    )  # fmt: skip
    due = on_or_after(clock.local_date(at))
    owed.owe_many(
        [owed.Owed(row.case_id, row.id, due, row.why) for row in rows if not row.instead],
        kind=TaskKind.FIND_ANOTHER_WAY, by=by, at=at,
    )  # fmt: skip


def _tell(
    found: Sequence[Meeting], before: dict[UUID, Promise], *, name: str, by: Actor, at: datetime
) -> dict[UUID, UUID]:
    """Queue for each person what is promised instead, in a form they can use."""
    what = {
        one.case.id: rules.told(name, worker=one.case.worker.name, was=when_promised(before[one.case.id]))
        for one in found
    }
    promises = {
        one.case.id: rules.to_be_found(worker=one.case.worker.name, by=long_date(before[one.case.id].due_on))
        for one in found
        if one.instead.way is None
    }
    return notices.tell_of_plans(what=what, about=About.WAY_CHANGED, promises=promises, by=by, at=at)


def _see_to_ground(provider_id: UUID, disruption: Disruption, *, by: Actor, at: datetime) -> int:
    """Let what people gained and have to leave home for be at risk, with a contact due soon for each (R21, S31)."""
    if Restriction.STAY_IN not in disruption.restrictions:
        return 0
    leaning = ground.gains_leaning_on_going_out(provider_id, viewer=by)
    risks.flag_at_risk(
        gain_ids=leaning.keys(), why=WhyAtRisk.STAYS_IN, since_on=disruption.starts_on, words=disruption.name,
        by=by, at=at,
    )  # fmt: skip
    return len(leaning)


def _last_promises(case_ids: Collection[UUID], *, by: Actor) -> dict[UUID, Promise]:
    made = Promise.objects.visible_to(by).filter(case_id__in=case_ids)
    return {p.case_id: p for p in made.order_by("case_id", "-sequence").distinct("case_id")}


def _require_own(provider_id: UUID, *, by: Actor) -> None:
    policy.require(Permission.KEEP_SETTINGS, actor=by)
    if not by.is_system and by.organisation_id != provider_id:
        raise NotFound("another provider's disruption")
