"""Call plans on the command line: the example of one city, which needs no data."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from throughline.cli import answers

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
