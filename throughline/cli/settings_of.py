"""The numbers a provider runs by, on the command line (R150)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import click

from throughline.cli import answers, door
from throughline.core.decisions import NotFound

DAY = click.DateTime(formats=["%Y-%m-%d"])
OF_PROVIDER = click.option("--provider", required=True, metavar="NAME", help="The provider, by its name.")


@click.group()
def setting() -> None:
    """See and change the numbers that a provider runs by."""


@setting.command("list")
@OF_PROVIDER
@answers.may_answer_in_json
def list_settings(provider: str, in_json: bool) -> None:
    """List every number as it stands today, with its ground."""
    with door.inside("settings on the command line") as operator:
        from throughline.core import clock
        from throughline.office import queries

        found = queries.office(provider_id=provider_named(provider), viewer=operator, on=clock.local_date(clock.now()))
    answer = [
        {"name": s.number.name, "says": s.number.says, "value": s.value, "unit": s.number.unit,
         "default": s.number.default, "ground": s.number.ground}
        for s in found.settings
    ]  # fmt: skip
    lines = [(s.number.name, s.number.in_words(s.value), s.number.says) for s in found.settings]
    answers.give(answer, answers.table(("name", "now", "what"), lines), in_json=in_json)


@setting.command("set")
@click.argument("name")
@click.argument("value")
@OF_PROVIDER
@click.option("--from", "from_on", type=DAY, required=True, metavar="YYYY-MM-DD", help="Today or a later day.")
@click.option("--reason", required=True, help="Why it changes; kept with it.")
@answers.may_answer_in_json
def set_setting(name: str, value: str, provider: str, from_on: datetime, reason: str, in_json: bool) -> None:
    """Give the number called NAME another VALUE (for some: yes or no) from a day on."""
    number = _number(value)
    with door.inside("settings on the command line") as operator:
        from throughline.core import clock
        from throughline.office import commands

        commands.change_number(
            provider_id=provider_named(provider), name=name, value=number, from_on=from_on.date(), reason=reason,
            by=operator, at=clock.now(),
        )  # fmt: skip
    answer = {"name": name, "value": number, "from_on": from_on.date()}
    answers.give(answer, [f"{name} is {value} from {from_on:%-d %B %Y}."], in_json=in_json)


@setting.command()
@click.argument("name")
@OF_PROVIDER
@answers.may_answer_in_json
def history(name: str, provider: str, in_json: bool) -> None:
    """List every change of the number called NAME, the newest first, with who made it and why."""
    with door.inside("settings on the command line") as operator:
        from throughline.core import clock
        from throughline.office import queries

        found = queries.setting(
            name, provider_id=provider_named(provider), viewer=operator, on=clock.local_date(clock.now())
        )
    answer = [
        {"from_on": c.from_on, "value": c.value, "reason": c.reason, "set_at": c.set_at, "set_by": who}
        for c, who in found.changes
    ]
    lines = [tuple(change.values()) for change in answer]
    words = answers.table(("from", "value", "why", "at", "by"), lines) if lines else ["It has never been changed."]
    answers.give(answer, words, in_json=in_json)


def _number(value: str) -> int:
    try:
        return int({"yes": "1", "no": "0"}.get(value.casefold(), value))
    except ValueError as error:
        raise click.UsageError(f"“{value}” is no whole number, and neither yes nor no") from error


def provider_named(name: str) -> UUID:
    from throughline.organisations import queries
    from throughline.organisations.models import Kind

    found = queries.organisation_named(name)
    if found is None or found.kind != Kind.PROVIDER:
        raise NotFound("No provider has that name: check its spelling.")
    return found.id
