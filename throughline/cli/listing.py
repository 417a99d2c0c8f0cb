"""The directory on the command line: which services are to be verified again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import click

from throughline.cli import answers, door, overseeing


@click.group()
def directory() -> None:
    """Look after the directory of services."""


@directory.command()
@click.option("--provider", "name", metavar="NAME", required=True, help="By whose days a status goes stale.")
@click.option("--on", type=click.DateTime(formats=["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Another day than today.")
@answers.may_answer_in_json
def stale(name: str, on: datetime | None, in_json: bool) -> None:
    """List the services whose status has not been verified for too long, the stalest first."""
    with door.inside("directory on the command line"):
        from throughline.core import clock
        from throughline.directory import queries as services
        from throughline.verification import queries

        provider_id = overseeing.provider_named(name)
        day = on.date() if on else clock.local_date(clock.now())
        after = services.days_to_stale(provider_id, on=day)
        found = queries.stale_services(on=day, after=after)
    rows = [(row.days, row.status, row.name) for row in found]
    words = [*(answers.table(("days", "status", "service"), rows) if rows else ()), f"{len(found)} stale."]
    answer = {"on": day, "stale_after_days": after, "stale": len(found), "services": [asdict(row) for row in found]}
    answers.give(answer, words, in_json=in_json)
