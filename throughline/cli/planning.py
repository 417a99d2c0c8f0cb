"""Call plans on the command line: propose one for the campaign that goes on, and the example of one city."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from throughline.cli import answers, door
from throughline.cli.overseeing import provider_named
from throughline.core.decisions import NotFound

A_FEW = 5


@click.group()
def plan() -> None:
    """Plan who calls whom on which day. A plan is a proposal: people decide."""


@plan.command()
@click.option(
    "--picture", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a page with the picture."
)
@answers.may_answer_in_json
def example(picture: Path | None, in_json: bool) -> None:
    """Plan the calls of five workers to 3,000 made-up people, of whom 15 to 20% need more than a check-in."""
    from throughline.planner import example as examples
    from throughline.planner import picture as pictures

    city = examples.city()
    if picture:
        picture.write_text(pictures.page(city), encoding="utf-8")
    names = [worker.name for worker in city.problem.workers]
    rows = [(day.on, *day.calls, day.needing_more, day.called_so_far) for day in city.days]
    words = [*answers.table(("day", *names, "needing more", "called so far"), rows), *pictures.sentences(city)]
    words += [f"Person {price.person}: {price.promise}. {price.why}" for price in city.prices[:A_FEW]]
    if len(city.prices) > A_FEW:
        words.append(f"And {len(city.prices) - A_FEW:,} more promises not kept: --json lists all.")
    answer = {
        "people": len(city.problem.people), "needing_more": city.needing_more, "late": city.late,
        "everybody_called_on": city.everybody_called_on, "days": [asdict(day) for day in city.days],
        "prices": [asdict(price) for price in city.prices],
    }  # fmt: skip
    answers.give(answer, words, in_json=in_json)


@plan.command()
@click.option("--provider", required=True, metavar="NAME", help="Whose campaign it is.")
@click.option("--minutes", type=click.IntRange(0, 600), default=180, show_default=True, help="For calls, a day, each.")
@click.option("--call", type=click.IntRange(5, 120), default=20, show_default=True, help="Minutes of a call.")
@click.option("--longer", type=click.IntRange(5, 120), default=40, show_default=True, help="Where points are many.")
@answers.may_answer_in_json
def propose(provider: str, minutes: int, call: int, longer: int, in_json: bool) -> None:
    """Propose who calls whom on which day in the campaign that goes on, by ids. People accept it on the pages."""
    with door.inside("plan on the command line") as operator:
        from throughline.campaigns import queries as campaigns
        from throughline.core import clock
        from throughline.planner import commands, queries
        from throughline.planner.gather import Hours

        now = clock.now()
        going_on = campaigns.campaign_going_on(viewer=operator, provider_id=provider_named(provider))
        if going_on is None:
            raise NotFound("No campaign goes on there: begin one with `throughline campaign begin`.")
        hours = Hours({}, otherwise=minutes, call=call, longer=longer)
        made = commands.propose_calls(campaign_id=going_on.id, hours=hours, by=operator, at=now)
        found = queries.call_plan(made.id, viewer=operator, on=clock.local_date(now))
    placed = [row for row in found.calls if row.call_on]
    unkept = sum(bool(row.not_kept) for row in found.calls)
    answer = {
        "plan_id": made.id, "people": made.people, "with_a_day": len(placed), "promises_not_kept": unkept,
        "worth": made.worth, "bound": made.bound,
        "calls": [
            {"case_id": row.case_id, "worker_id": row.worker_id, "on": row.call_on, "minutes": row.minutes,
             "promises_not_kept": len(row.not_kept)}
            for row in found.calls
        ],
    }  # fmt: skip
    words = [
        f"{len(placed)} of {made.people} have a day. With a promise not kept: {unkept}.",
        "Nothing is agreed with anybody until a person accepts it on the pages.",
    ]
    answers.give(answer, words, in_json=in_json)
