"""Disruptions on the command line: declared, switched to, eased, over (R48, R61)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from throughline.cli import answers, door
from throughline.cli.settings_of import DAY, OF_PROVIDER, provider_named

if TYPE_CHECKING:
    from throughline.disruptions.queries import Preview

PURPOSE = "disruption on the command line"
FORBIDS = {"meetings": "NO_MEETINGS", "groups": "NO_GROUPS", "going-out": "STAY_IN"}


@click.group()
def disruption() -> None:
    """Declare, switch to, ease and end times in which a provider cannot work as usual."""


@disruption.command()
@click.argument("name")
@OF_PROVIDER
@click.option("--from", "starts_on", type=DAY, required=True, metavar="YYYY-MM-DD", help="The first day.")
@click.option(
    "--no", "forbidden", multiple=True, type=click.Choice(list(FORBIDS)), default=("meetings",), show_default=True,
    help="What is not possible; give it again for more.",
)  # fmt: skip
@answers.may_answer_in_json
def declare(name: str, provider: str, starts_on: datetime, forbidden: tuple[str, ...], in_json: bool) -> None:
    """Declare a disruption that people call NAME. Nobody's case changes."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.disruptions import commands
        from throughline.organisations.models import Restriction

        commands.begin_disruption(
            provider_id=provider_named(provider), name=name, starts_on=starts_on.date(),
            restrictions=[Restriction(FORBIDS[word]) for word in forbidden], by=operator, at=clock.now(),
        )  # fmt: skip
    answers.give({"name": name, "starts_on": starts_on.date()}, [f"{name} is declared."], in_json=in_json)


@disruption.command()
@OF_PROVIDER
@answers.may_answer_in_json
def preview(provider: str, in_json: bool) -> None:
    """Say what a switch would do, in numbers; nothing is changed."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.disruptions import queries

        found = queries.preview(provider_named(provider), viewer=operator, on=clock.local_date(clock.now()))
        answer = _counts(found)
    lines = answers.table(("what", "number"), [(what.replace("_", " "), str(n)) for what, n in answer.items()])
    answers.give(answer, lines, in_json=in_json)


@disruption.command()
@OF_PROVIDER
@click.option("--contact-everybody", is_flag=True, help="Begin a campaign over the whole caseload too.")
@answers.may_answer_in_json
def switch(provider: str, contact_everybody: bool, in_json: bool) -> None:
    """Switch every meeting that cannot be; each person is to be told."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.disruptions import commands, queries

        id_, at = provider_named(provider), clock.now()
        answer = _counts(queries.preview(id_, viewer=operator, on=clock.local_date(at)))
        commands.switch_service(provider_id=id_, contact_everybody=contact_everybody, by=operator, at=at)
    said = f"{answer['meetings']} meetings switched, {answer['need_another_way']} of them need another way."
    answers.give(answer, [said], in_json=in_json)


@disruption.command()
@OF_PROVIDER
@click.option("--on", "eased_on", type=DAY, required=True, metavar="YYYY-MM-DD", help="The first day of it.")
@answers.may_answer_in_json
def ease(provider: str, eased_on: datetime, in_json: bool) -> None:
    """Say that the disruption eases: what it forbade is possible again."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.disruptions import commands

        commands.ease_disruption(
            provider_id=provider_named(provider), eased_on=eased_on.date(), by=operator, at=clock.now()
        )
    answers.give({"eased_on": eased_on.date()}, [f"It eases from {eased_on:%-d %B %Y}."], in_json=in_json)


@disruption.command()
@OF_PROVIDER
@answers.may_answer_in_json
def left(provider: str, in_json: bool) -> None:
    """Count what the disruption left, while it eases."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.core.decisions import Refused
        from throughline.disruptions import queries

        found = queries.recovery(provider_named(provider), viewer=operator, on=clock.local_date(clock.now()))
        if found is None:
            raise Refused("No disruption eases. Ease it first: throughline disruption ease")
    answer = {kind.value.lower(): {"number": one.number, "open": one.is_open} for kind, one in found.left.items()}
    rows = [(kind.label, str(one.number), "to look at" if one.is_open else "done") for kind, one in found.left.items()]
    answers.give(answer, answers.table(("what", "number", "stands"), rows), in_json=in_json)


@disruption.command()
@OF_PROVIDER
@click.option("--on", "ends_on", type=DAY, required=True, metavar="YYYY-MM-DD", help="The first day as usual again.")
@answers.may_answer_in_json
def end(provider: str, ends_on: datetime, in_json: bool) -> None:
    """End the disruption that is on."""
    with door.inside(PURPOSE) as operator:
        from throughline.core import clock
        from throughline.disruptions import commands

        commands.finish_disruption(
            provider_id=provider_named(provider), ends_on=ends_on.date(), by=operator, at=clock.now()
        )
    answers.give({"ends_on": ends_on.date()}, [f"Work is as usual from {ends_on:%-d %B %Y}."], in_json=in_json)


def _counts(found: Preview) -> dict[str, int | float]:
    from throughline.disruptions import rules

    meetings = len(found.meetings)
    return {
        "meetings": meetings,
        **{f"to_{way.value.lower()}": number for way, number in sorted(found.by_way().items())},
        "need_another_way": len(found.without_a_way),
        "late_already": found.late,
        "gains_at_risk": found.gains,
        "hours_to_tell": rules.hours(meetings, minutes_each=found.minutes_each),
    }
