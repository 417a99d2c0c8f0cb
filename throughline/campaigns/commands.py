"""What can happen to a campaign: it begins, somebody is moved up or left untried with a reason, it is complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.campaigns import queries, rules
from throughline.campaigns.models import Campaign, LeftUntried, MovedUp, Order
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.core.working_days import add_working_days
from throughline.organisations import numbers
from throughline.organisations import queries as organisations


@dataclass(frozen=True)
class Plan:
    """What a campaign is to be. Without a finish it lasts as long as everybody's latest day (SET13)."""

    name: str
    finish_on: date | None = None
    order: Order = Order.NEED
    tries: int = rules.TRIES


@transaction.atomic
def begin_campaign(*, provider_id: UUID, plan: Plan, by: Actor, at: datetime) -> Campaign:
    """Begin a campaign over everybody who is in the service now.

    :raises NotAllowed: if `by` may not run campaigns
    :raises NotFound: if it is another provider's
    :raises Refused: while another goes on, without a name, or with a finish that is not after today
    """
    policy.require(Permission.RUN_CAMPAIGN, actor=by)
    if not by.is_system and provider_id != by.organisation_id:
        raise NotFound("another provider's campaign")
    today = clock.local_date(at)
    values = organisations.numbers_in_force(rules.NUMBERS, provider_id=provider_id, on=today)
    everyone_days = values[numbers.CAMPAIGN_EVERYONE.name]
    finish_on = plan.finish_on or add_working_days(today, everyone_days)
    another = queries.campaign_going_on(viewer=by, provider_id=provider_id)
    rules.may_begin(
        name=plan.name, tries=plan.tries, finish_on=finish_on, on=today, another_goes_on=another is not None
    ).require()
    latest = rules.latest_days(
        today, finish_on, priority_days=values[numbers.CAMPAIGN_PRIORITY.name], everyone_days=everyone_days
    )
    made: Campaign = Campaign.objects.create(
        provider_id=provider_id, name=plan.name.strip(), order=plan.order, tries=plan.tries, finish_on=finish_on,
        priority_by_on=latest.priority_by, everyone_by_on=latest.everyone_by, begun_at=at, begun_by_id=by.user_id,
    )  # fmt: skip
    audit.record("CAMPAIGN_BEGUN", about=made, by=by, at=at, details={"finish_on": finish_on})
    return made


@transaction.atomic
def complete_campaign(*, campaign_id: UUID, by: Actor, at: datetime) -> Campaign:
    """Say that a campaign is complete: everybody was tried, or left untried one by one with a reason.

    :raises NotAllowed: if `by` may not run campaigns
    :raises NotFound: if `by` cannot see it
    :raises Refused: if it is complete, or while anybody is untried, with how many and who
    """
    policy.require(Permission.RUN_CAMPAIGN, actor=by)
    campaign = _lock(campaign_id, by=by)
    if campaign.completed_at is not None:
        raise Refused("This campaign is complete already.")
    people = queries.untried(campaign_id, viewer=by, on=clock.local_date(at), order=Order.NEED)
    rules.may_complete(untried=len(people), names=[one.name for one in people]).require()
    campaign.completed_at, campaign.completed_by_id = at, by.user_id
    campaign.save(update_fields=["completed_at", "completed_by"])
    audit.record("CAMPAIGN_COMPLETED", about=campaign, by=by, at=at)
    return campaign


@transaction.atomic
def leave_untried(*, campaign_id: UUID, case_id: UUID, reason: str, by: Actor, at: datetime) -> LeftUntried:
    """Let a campaign end without a try at one person, for a reason. They stay named in it.

    :raises NotAllowed: if `by` may not run campaigns
    :raises NotFound: if `by` cannot see it, or the person is not among those it has not reached
    :raises Refused: without a reason, if they were tried, if it was said already, or once the campaign is complete
    """
    policy.require(Permission.RUN_CAMPAIGN, actor=by)
    campaign, row = _lock(campaign_id, by=by), _person(campaign_id, case_id, by=by, at=at)
    rules.may_act_for(
        goes_on=campaign.completed_at is None, tried=row.days_tried > 0, again=bool(row.left_untried)
    ).require()
    made: LeftUntried = LeftUntried.objects.create(
        provider_id=campaign.provider_id, campaign=campaign, case_id=case_id, reason=_stated(reason), made_at=at,
        made_by_id=by.user_id,
    )  # fmt: skip
    audit.record("LEFT_UNTRIED", about=made, by=by, at=at, details={"case": case_id})
    return made


@transaction.atomic
def move_up(*, campaign_id: UUID, case_id: UUID, reason: str, by: Actor, at: datetime) -> MovedUp:
    """Have somebody called sooner than their points say, on a worker's own judgement.

    :raises NotAllowed: if `by` does not call in campaigns
    :raises NotFound: if `by` cannot see it, or the person is not among those it has not reached
    :raises Refused: without a reason, if they were moved up already, or once the campaign is complete
    """
    policy.require(Permission.CALL_IN_CAMPAIGN, actor=by)
    campaign, row = _lock(campaign_id, by=by), _person(campaign_id, case_id, by=by, at=at)
    rules.may_act_for(goes_on=campaign.completed_at is None, tried=False, again=bool(row.moved_up)).require()
    made: MovedUp = MovedUp.objects.create(
        provider_id=campaign.provider_id, campaign=campaign, case_id=case_id, reason=_stated(reason), made_at=at,
        made_by_id=by.user_id,
    )  # fmt: skip
    audit.record("MOVED_UP", about=made, by=by, at=at, details={"case": case_id})
    return made


def _person(campaign_id: UUID, case_id: UUID, *, by: Actor, at: datetime) -> queries.StillToCall:
    return queries.person(campaign_id, case_id, viewer=by, on=clock.local_date(at))


def _stated(reason: str) -> str:
    if not reason.strip():
        raise Refused("Say why. The reason is kept with their name.")
    return reason.strip()


def _lock(campaign_id: UUID, *, by: Actor) -> Campaign:
    found = Campaign.objects.visible_to(by).select_for_update(of=("self",)).filter(id=campaign_id)
    campaign: Campaign | None = found.first()
    if campaign is None:
        raise NotFound("no such campaign")
    return campaign
