"""Calls to people on lists, on the command line: how far they have come, and deletion on the day (R52, R53)."""

from __future__ import annotations

from dataclasses import asdict

import click

from throughline.cli import answers, door
from throughline.cli.overseeing import provider_named

PURPOSE = "listed people on the command line"


@click.group()
def listed() -> None:
    """See how far the calls to listed people have come, and delete lists on their day."""


@listed.command()
@click.option("--provider", required=True, metavar="NAME", help="Whose lists they are on.")
@answers.may_answer_in_json
def progress(provider: str, in_json: bool) -> None:
    """Count how far the calls have come, by list, surgery and link worker, and what is to be expected."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.triage import progress_queries

        found = progress_queries.progress(provider_named(provider), viewer=operator, on=clock.local_date(clock.now()))
    low, high = found.likely
    answer = {
        "whole": asdict(found.whole), "share_needing": found.whole.share_needing, "planned": list(found.planned),
        "likely_to_need": [low, high],
        **{f"by_{by.value.lower()}": [asdict(one) for one in counts] for by, counts in found.groups.items()},
    }  # fmt: skip
    columns = ("who", "listed", "tried", "reached", "check-in only", "needed support", "still to call")
    everybody = [found.whole, *(one for counts in found.groups.values() for one in counts)]
    rows = [
        (one.named or "All", one.listed, one.tried, one.reached, one.check_in, one.needed, one.to_call)
        for one in everybody
    ]
    words = [*answers.table(columns, rows), f"Of {found.whole.to_call} still to call, {low} to {high} are likely to"
             " need support."]  # fmt: skip
    answers.give(answer, words, in_json=in_json)


@listed.command("delete-due")
@answers.may_answer_in_json
def delete_due(in_json: bool) -> None:
    """Delete what lists tell of people whose day has come; the counts stay."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.triage import deleting_commands

        done = deleting_commands.delete_due_lists(by=operator, at=clock.now())
    said = f"{done.lists} lists deleted, {done.people} people forgotten. Their counts are kept."
    answers.give(asdict(done), [said], in_json=in_json)
