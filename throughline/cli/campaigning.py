"""A campaign to contact everybody, on the command line: begin it, see how far it has come, complete it; by ids."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from throughline.cli import answers, door
from throughline.cli.overseeing import DAY, provider_named
from throughline.core.decisions import NotFound, Refused

if TYPE_CHECKING:
    from throughline.campaigns.models import Campaign
    from throughline.core.actor import Actor

OF_PROVIDER = click.option("--provider", required=True, metavar="NAME", help="Whose campaign it is.")


@click.group()
def campaign() -> None:
    """Contact everybody in a provider's service, and see whom nobody has tried."""


@campaign.command()
@click.argument("name")
@OF_PROVIDER
@click.option("--finish", type=DAY, metavar="YYYY-MM-DD", help="The last day. Without it, everybody's latest day.")
@click.option("--longest-first", is_flag=True, help="Order by how long ago they were spoken with, not by points.")
@click.option("--tries", type=click.IntRange(1, 20), default=3, show_default=True, help="Days on which to try.")
@answers.may_answer_in_json
def begin(name: str, provider: str, finish: datetime | None, longest_first: bool, tries: int, in_json: bool) -> None:
    """Begin a campaign that people call NAME, over everybody who is in the service now."""
    with door.inside("campaign on the command line") as operator:
        from throughline.campaigns import commands
        from throughline.campaigns.models import Order
        from throughline.core import clock

        plan = commands.Plan(
            name, finish.date() if finish else None, Order.LONGEST if longest_first else Order.NEED, tries
        )
        made = commands.begin_campaign(provider_id=provider_named(provider), plan=plan, by=operator, at=clock.now())
    answer = {
        "campaign_id": made.id, "finish_on": made.finish_on, "priority_by": made.priority_by_on,
        "everyone_by": made.everyone_by_on,
    }  # fmt: skip
    words = [f"{name} has begun. Everybody is to be tried by {made.everyone_by_on:%-d %B %Y}."]
    answers.give(answer, words, in_json=in_json)


@campaign.command()
@OF_PROVIDER
@answers.may_answer_in_json
def coverage(provider: str, in_json: bool) -> None:
    """Say whom the campaign that goes on has reached, tried and not tried: in numbers, by group, the untried by ids."""
    with door.inside("campaign on the command line") as operator:
        from throughline.campaigns import coverage_queries, queries

        found, today = _going_on(provider, operator), _today()
        counted = coverage_queries.coverage(found.id, viewer=operator, on=today)
        waiting = [row.case_id for row in queries.untried(found.id, viewer=operator, on=today)]
    groups = {by: [_as_values(count) for count in counts] for by, counts in counted.groups.items() if by != "WORKER"}
    answer = {"campaign_id": found.id, "on": today, **_as_values(counted.whole), "ended_since": counted.ended,
              "groups": groups, "untried_cases": waiting}  # fmt: skip
    whole = counted.whole
    words = [
        f"{whole.reached_share}% reached, {whole.tried_share}% tried: {whole.reached} and {whole.tried} of"
        f" {whole.people}. Untried: {whole.untried}.",
        *(str(case_id) for case_id in waiting),
    ]
    answers.give(answer, words, in_json=in_json)


@campaign.command()
@OF_PROVIDER
@answers.may_answer_in_json
def complete(provider: str, in_json: bool) -> None:
    """Complete the campaign that goes on. Refused while anybody is untried; says who, by ids."""
    with door.inside("campaign on the command line") as operator:
        from throughline.campaigns import commands, queries
        from throughline.core import clock

        found = _going_on(provider, operator)
        waiting = queries.untried(found.id, viewer=operator, on=_today())
        if waiting:
            ids = ", ".join(str(row.case_id) for row in waiting)
            raise Refused(f"{len(waiting)} have not been tried: {ids}.")
        commands.complete_campaign(campaign_id=found.id, by=operator, at=clock.now())
    answers.give({"campaign_id": found.id, "completed": True}, [f"{found.name} is complete."], in_json=in_json)


def _going_on(provider: str, operator: Actor) -> Campaign:
    from throughline.campaigns import queries

    found = queries.campaign_going_on(viewer=operator, provider_id=provider_named(provider))
    if found is None:
        raise NotFound("No campaign goes on there: begin one with `throughline campaign begin`.")
    return found


def _today() -> date:
    from throughline.core import clock

    return clock.local_date(clock.now())


def _as_values(count: Any) -> dict[str, object]:
    return {
        "value": count.value, "people": count.people, "reached": count.reached, "tried": count.tried,
        "untried": count.untried, "left_untried_with_reason": count.left_out, "reached_percent": count.reached_share,
        "tried_percent": count.tried_share,
    }  # fmt: skip
