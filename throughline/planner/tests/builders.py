"""A campaign with its calls planned, to test with."""

from datetime import timedelta

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.campaigns.tests.builders import begun, people
from throughline.planner import commands
from throughline.planner.gather import Hours
from throughline.planner.models import PlannedCall

SIX_CALLS = Hours({}, otherwise=120, call=20, longer=40)


def act(service, command, *, by="manager", at=None, **what):
    """Have somebody do something."""
    with acting_as(service.actor(by)) as actor:
        return command(by=actor, at=at or clock.test_time(), **what)


def planned(service, *, count=4, hours=SIX_CALLS, **about):
    """Have so many people of a campaign planned; give the plan with its cases and calls."""
    cases = people(service, count, **about)
    campaign = begun(service)
    plan = act(service, commands.propose_calls, campaign_id=campaign.id, hours=hours)
    plan.cases = cases
    return plan


def calls_of(service, plan, *, by="manager"):
    """Give the calls of a plan, those with a day first."""
    with acting_as(service.actor(by)) as viewer:
        return list(PlannedCall.objects.visible_to(viewer).filter(plan=plan).order_by("call_on", "id"))


def tomorrow():
    """Give the same hour on the next day."""
    return clock.test_time() + timedelta(days=1)
