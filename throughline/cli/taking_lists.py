"""Lists of vulnerable people on the command line: take one in, and say what each came to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from throughline.cli import answers, door, leaving, overseeing
from throughline.cli.problems import FOUND_PROBLEMS, CouldNotError

if TYPE_CHECKING:
    from throughline.outreach.commands import TakenIn


def take_list(
    file: Path, *, provider: str, source: str, kind: str, legal_basis: str, delete_by: datetime | None,
    received: datetime | None, means: Sequence[str], dry_run: bool, in_json: bool,
) -> None:  # fmt: skip
    """Take a list in, and leave with the code that says whether rows came back."""
    if delete_by is None:
        raise CouldNotError("Say by when the list must be deleted: --delete-by YYYY-MM-DD.")
    with door.inside("import") as system:
        from throughline.core import clock
        from throughline.outreach import commands
        from throughline.outreach.models import ListKind

        now = clock.now()
        coming = commands.Coming(
            provider_id=overseeing.provider_named(provider), source_id=_source_named(source), kind=ListKind(kind),
            received_on=received.date() if received else clock.local_date(now), legal_basis=legal_basis,
            delete_by=delete_by.date(), meanings=_meanings(means),
        )  # fmt: skip
        with answers.progress(f"Reading {file.name}", in_json=in_json) as far:
            taken = commands.take_list(path=file, coming=coming, dry_run=dry_run, progress=far, by=system, at=now)
        if taken.list_id and not taken.here_already:
            leaving.note("TAKEN_IN", what="import list", by=system, taken=taken.listed, bad=taken.bad)
    answers.give(asdict(taken), _words(taken, dry_run=dry_run), in_json=in_json)
    if taken.bad:
        sys.exit(FOUND_PROBLEMS)


@click.command("lists")
@click.option("--provider", "name", metavar="NAME", default="", help="Only of one provider.")
@answers.may_answer_in_json
def lists(name: str, in_json: bool) -> None:
    """List the lists of vulnerable people and what each came to."""
    with door.inside("lists on the command line") as system:
        from throughline.outreach import queries

        provider_id = overseeing.provider_named(name) if name else None
        found = queries.vulnerable_lists(viewer=system, provider_id=provider_id)
    rows = [(r.received_on, r.name, r.listed, r.joined, r.flagged + r.former, r.bad, r.delete_by) for r in found]
    titles = ("received", "list", "listed", "joined", "flagged", "bad", "delete by")
    words = [*(answers.table(titles, rows) if rows else ()), f"{len(found)} lists."]
    answers.give([asdict(row) for row in found], words, in_json=in_json)


def _source_named(name: str) -> UUID:
    from throughline.organisations import queries as organisations

    found = organisations.organisation_named(name) if name else None
    if found is None:
        raise CouldNotError(f"There is no organisation called “{name}”: say whose list it is with --source.")
    return found.id


def _meanings(means: Sequence[str]) -> dict[str, str]:
    wrong = [one for one in means if "=" not in one]
    if wrong:
        raise CouldNotError(f"Write what a heading means as HEADING=COLUMN, not “{wrong[0]}”.")
    return {heading.strip(): column.strip() for heading, _, column in (one.rpartition("=") for one in means)}


def _words(taken: TakenIn, *, dry_run: bool) -> list[str]:
    found = asdict(taken)
    if found["here_already"]:
        return ["This very file is here already: 0 new."]
    would = "would be " if dry_run else ""
    said = [
        f"{found['listed']:,} {would}listed, {found['joined']:,} on a list already, {found['flagged']:,} clients"
        f" flagged, {found['former']:,} former clients flagged, {found['bad']:,} bad."
    ]
    if found["died"] or found["opted_out"]:
        said.append(f"Left out: {found['died']:,} marked as having died, {found['opted_out']:,} who opted out.")
    if found["bad_file"]:
        said.append(f"The bad rows are in {found['bad_file']}")
    return said
