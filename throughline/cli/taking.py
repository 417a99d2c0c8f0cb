"""Files from other systems: take them in, and say what columns they have."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from throughline.cli import answers, door, leaving, taking_lists, taking_services
from throughline.cli.problems import FOUND_PROBLEMS

DAY = click.DateTime(formats=["%Y-%m-%d"])
FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.command("import")
@click.argument("kind")
@click.argument("where", metavar="FILE|URL")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--partial", is_flag=True, help="Take the good rows even if there are bad ones (services always are).")
@click.option(
    "--source", default="", help="Services: the feed's name, where its address has changed. List: who sent it."
)
@click.option("--provider", metavar="NAME", default="", help="List: whose it is.")
@click.option(
    "--of", "people", type=click.Choice(["SHIELDING", "VULNERABLE"]), default="SHIELDING", help="List: of whom."
)
@click.option("--legal-basis", default="", help="List: what allows us to have it.")
@click.option("--delete-by", type=DAY, help="List: by when it must be gone.")
@click.option("--received", type=DAY, help="List: when it came, if not today.")
@click.option("--map", "means", multiple=True, metavar="HEADING=COLUMN", help="List: what a heading means, remembered.")
@answers.may_answer_in_json
def take_in(kind: str, where: str, dry_run: bool, partial: bool, source: str, in_json: bool, **of_list: Any) -> None:
    """Take in a CSV FILE of KIND `clients` or `referrals` (all of it, or nothing), a `list`, or a feed of `services`.

    Bad rows come back in a file beside it, each with its row number, the field and the reason. The same file again
    changes nothing. A `list` is one of vulnerable people, CSV or Excel. Services come from the URL of an Open Referral
    UK feed, or from a FILE that holds one.
    """
    if kind == "services":
        taking_services.take_services(where, source=source, dry_run=dry_run, in_json=in_json)
        return
    file = FILE.convert(where, None, click.get_current_context())
    if kind == "list":
        of_list["kind"] = of_list.pop("people")
        taking_lists.take_list(file, source=source, dry_run=dry_run, in_json=in_json, **of_list)
        return
    with door.inside("import") as system:
        from throughline.core import clock
        from throughline.imports import commands

        with answers.progress(f"Reading {file.name}", in_json=in_json) as far:
            outcome = commands.take_file(
                kind=kind, path=file, dry_run=dry_run, partial=partial, progress=far, by=system, at=clock.now()
            )
        if not dry_run:
            leaving.note("TAKEN_IN", what=f"import {kind}", by=system, taken=outcome.taken, bad=outcome.bad)
    said = f"{outcome.taken} {'would be ' if dry_run else ''}taken, {outcome.again} here already, {outcome.bad} bad."
    words = [said, *([f"The bad rows are in {outcome.bad_file}"] if outcome.bad_file else [])]
    answers.give(asdict(outcome), words, in_json=in_json)
    if outcome.bad:
        sys.exit(FOUND_PROBLEMS)


@click.command()
@click.argument("kind")
@answers.may_answer_in_json
def schema(kind: str, in_json: bool) -> None:
    """Print the columns of a file of KIND `clients`, `referrals` or `eligibility`."""
    door.ready_without_database()
    from throughline.imports import queries

    columns = queries.schema(kind)
    lines = [(c.name, "required" if c.required else "", c.says, c.example) for c in columns]
    words = answers.table(("column", "", "what to write", "example"), lines)
    answers.give([asdict(column) for column in columns], words, in_json=in_json)


@click.command()
@click.argument("file", type=FILE)
@answers.may_answer_in_json
def eligibility(file: Path, in_json: bool) -> None:
    """Say of every row of a CSV FILE whether that person is eligible, and why."""
    door.ready_without_database()
    from throughline.imports import commands

    rows = [asdict(row) for row in commands.check_eligibility(file)]
    words = answers.table(("row", "eligible", "why"), [tuple(row.values()) for row in rows])
    answers.give(rows, words, in_json=in_json)
