"""The organisations of the service and how they are tied, on the command line (R1)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from throughline.cli import answers, door
from throughline.cli.problems import CouldNotError
from throughline.cli.settings_of import DAY

if TYPE_CHECKING:
    from throughline.organisations.models import Organisation

KINDS = (
    "commissioner", "provider", "surgery", "council", "linked_service", "university", "transcription", "ethics",
    "funder",
)  # fmt: skip
TIES = (
    "commissions", "delivers_for", "attached_to", "refers_to", "sends_list", "receives_referral", "transcribes_for",
    "approves", "funds",
)  # fmt: skip
LAST_DAY = click.option("--last-day", type=DAY, required=True, metavar="YYYY-MM-DD", help="The last day.")
PURPOSE = "organisations on the command line"


@click.group()
def organisation() -> None:
    """See, add, tie and close the organisations of the service."""


@organisation.command("list")
@click.option("--all", "with_closed", is_flag=True, help="Also what closed and what ended.")
@answers.may_answer_in_json
def list_organisations(with_closed: bool, in_json: bool) -> None:
    """List every organisation with its ties of today."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.office import organisation_queries

        today = clock.local_date(clock.now())
        found = organisation_queries.directory(viewer=operator, on=today).sheets
    answer: list[dict[str, Any]] = [
        {
            "id": sheet.organisation_id, "kind": sheet.kind.lower(), "name": sheet.name, "phone": sheet.phone,
            "closed_on": sheet.closed_on,
            "ties": [
                {"says": tie.says, "to": tie.other, "starts_on": tie.starts_on, "ends_on": tie.ends_on}
                for tie in sheet.ties
                if with_closed or not tie.is_over(today)
            ],
        }
        for sheet in found
        if with_closed or not sheet.is_closed
    ]  # fmt: skip
    lines = [(row["kind"], row["name"], _in_a_line(row["ties"])) for row in answer]
    answers.give(answer, answers.table(("kind", "name", "ties"), lines), in_json=in_json)


@organisation.command("add")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--phone", default="", help="The number that people are given.")
@click.option("--commissioned-by", metavar="NAME", help="For a provider: who commissions it, from today.")
@click.option("--refers-to", metavar="NAME", help="For a surgery: the provider that it refers to, from today.")
@answers.may_answer_in_json
def add_organisation(
    name: str, kind: str, phone: str, commissioned_by: str | None, refers_to: str | None, in_json: bool
) -> None:
    """Add an organisation called NAME. A provider needs a commissioner: add that first."""
    with door.inside("founding a service") as operator:
        from throughline.core import clock
        from throughline.office import organisation_commands as commands
        from throughline.organisations.models import Kind, RelationKind

        at = clock.now()
        added = commands.add_organisation(
            kind=Kind(kind.upper()), name=name, phone=phone, from_on=None,
            commissioned_by_id=named(commissioned_by).id if commissioned_by else None, by=operator, at=at,
        )  # fmt: skip
        if refers_to:
            commands.add_relation(
                source_id=added.id, kind=RelationKind.REFERS_TO, target_id=named(refers_to).id,
                from_on=clock.local_date(at), by=operator, at=at,
            )  # fmt: skip
    answers.give({"id": added.id, "name": added.name}, [f"{added.name} is added."], in_json=in_json)


@organisation.command("relate")
@click.argument("source")
@click.argument("tie", type=click.Choice(TIES))
@click.argument("target")
@click.option("--from", "from_on", type=DAY, required=True, metavar="YYYY-MM-DD", help="The first day.")
@answers.may_answer_in_json
def relate(source: str, tie: str, target: str, from_on: datetime, in_json: bool) -> None:
    """Tie the organisation SOURCE to the organisation TARGET from a day on, read from left to right."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.office import organisation_commands as commands
        from throughline.organisations.models import RelationKind

        commands.add_relation(
            source_id=named(source).id, kind=RelationKind(tie.upper()), target_id=named(target).id,
            from_on=from_on.date(), by=operator, at=clock.now(),
        )  # fmt: skip
    answer = {"source": source, "tie": tie, "target": target, "starts_on": from_on.date()}
    answers.give(answer, [f"It holds from {from_on:%-d %B %Y}."], in_json=in_json)


@organisation.command("unrelate")
@click.argument("source")
@click.argument("tie", type=click.Choice(TIES))
@click.argument("target")
@LAST_DAY
@answers.may_answer_in_json
def unrelate(source: str, tie: str, target: str, last_day: datetime, in_json: bool) -> None:
    """End the tie of SOURCE to TARGET that has no last day yet; it stays in the history."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.office import organisation_commands as commands
        from throughline.organisations import queries

        here, there = named(source), named(target)
        found = next(
            (r for r in queries.relations_of(here.id)
             if (r.source_id, r.kind, r.target_id, r.ends_on) == (here.id, tie.upper(), there.id, None)),
            None,
        )  # fmt: skip
        if found is None:
            raise CouldNotError("They are not tied in this way now: see `throughline organisation list`.")
        commands.close_relation(relation_id=found.id, last_day=last_day.date(), by=operator, at=clock.now())
    answer = {"source": source, "tie": tie, "target": target, "ends_on": last_day.date()}
    answers.give(answer, [f"Its last day is {last_day:%-d %B %Y}."], in_json=in_json)


@organisation.command("close")
@click.argument("name")
@LAST_DAY
@answers.may_answer_in_json
def close_organisation(name: str, last_day: datetime, in_json: bool) -> None:
    """Close the organisation called NAME, and all its ties with it; all of it stays in the history."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.office import organisation_commands as commands

        commands.wind_up_organisation(
            organisation_id=named(name).id, last_day=last_day.date(), by=operator, at=clock.now()
        )
    answer = {"name": name, "closed_on": last_day.date()}
    answers.give(answer, [f"{name} closes; its last day is {last_day:%-d %B %Y}."], in_json=in_json)


def named(name: str) -> Organisation:
    """Give the organisation of a name.

    :raises CouldNotError: if there is none
    """
    from throughline.organisations import queries

    found = queries.organisation_named(name)
    if found is None:
        raise CouldNotError(f"There is no organisation called “{name}”: add it with `throughline organisation add`.")
    return found


def _in_a_line(ties: list[dict[str, object]]) -> str:
    return "; ".join(f"{tie['says']} {tie['to']}" for tie in ties)
