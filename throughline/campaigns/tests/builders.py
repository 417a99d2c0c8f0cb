"""A campaign of a few people, to test with."""

from datetime import timedelta

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.campaigns import commands
from throughline.campaigns.commands import Plan
from throughline.clients.models import Client

NAME = "Everybody before Easter"


def people(service, count, *, first=0, to="worker", days_ago=40, **about):
    """Have so many people in the service for so long; give their cases."""
    cases = [
        service.open_case(f"Person Number{first + i:03}", to=to, at=clock.START - timedelta(days=days_ago))
        for i in range(count)
    ]
    if about:
        with acting_as(service.actor("manager")):
            Client.objects.filter(id__in=[case.client_id for case in cases]).update(**about)
    return cases


def begun(service, *, by="manager", at=None, **plan):
    """Have a manager begin a campaign."""
    with acting_as(service.actor(by)) as actor:
        return commands.begin_campaign(
            provider_id=service.places["Harbour Trust"].id, plan=Plan(**{"name": NAME, **plan}), by=actor,
            at=at or clock.test_time(),
        )  # fmt: skip
