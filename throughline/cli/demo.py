"""The demo service from the command line. In live settings there is none."""

from __future__ import annotations

import subprocess
import sys

import click

from throughline.cli import answers, door, region
from throughline.cli.problems import CouldNotError


@click.group()
def demo() -> None:
    """Look after the demo service."""


@demo.command()
@answers.may_answer_in_json
def reset(in_json: bool) -> None:
    """Delete everything in the demo's database and live its lives anew, the same as before."""
    door.ready()
    from django.conf import settings

    if not settings.DEMO:
        raise CouldNotError("This is not a demo installation, so nothing was deleted: reset only a demo.")
    door.require_prepared()
    _clear()
    people = load(in_json=in_json)
    answers.give({"people": people}, [f"The demo service holds {people} people again."], in_json=in_json)


@demo.command(name="load")
@click.option("--size", type=click.Choice(["region"]), required=True, help="300,000 people and their contacts.")
@click.option(
    "--share", type=click.FloatRange(0.001, 2), default=1.0, show_default=True, help="0.01: a hundredth of it."
)
@click.option("--replace", is_flag=True, help="Delete everything in the demo's database first.")
@answers.may_answer_in_json
def load_region(size: str, share: float, replace: bool, in_json: bool) -> None:
    """Fill an empty demo's database with a region of made-up people, to see how quick everything is at that size."""
    door.ready()
    from django.conf import settings

    if not settings.DEMO:
        raise CouldNotError("This is not a demo installation, so nothing was written: load only a demo.")
    door.require_prepared()
    if replace:
        _clear()
    else:
        _require_empty()
    steps = region.load(share, in_json=in_json)
    answers.give({"size": size, "share": share, "steps": steps}, region.in_words(steps), in_json=in_json)


def _require_empty() -> None:
    from throughline.core.scope import NOBODY
    from throughline.organisations import queries as organisations

    if organisations.every_organisation_id() != [NOBODY]:
        raise CouldNotError("There is a service in this database already: --replace puts the region in its place.")


def load_if_empty(*, in_json: bool) -> None:
    """Load the demo service into a demo installation that holds nothing yet."""
    from django.conf import settings

    from throughline.core.scope import NOBODY
    from throughline.organisations import queries as organisations

    if settings.DEMO and organisations.every_organisation_id() == [NOBODY]:
        click.echo("Loading the demo service, this once: about half a minute ...", err=True)
        load(in_json=in_json)


def load(*, in_json: bool) -> int:
    """Load the demo service, showing how far it is, and give how many people it holds."""
    from throughline.demo.loading import load_demo

    with answers.progress("Living the demo's lives", in_json=in_json) as far:
        return load_demo(progress=far)


def sign_in_words() -> list[str]:
    """List who may sign in and how, where this is a demo installation."""
    from django.conf import settings

    if not settings.DEMO:
        return []
    from throughline.accounts.models import RoleCode
    from throughline.demo.personas import DEMO_PASSWORD, PERSONAS

    people = [(p.name, RoleCode(p.role).label, p.organisation, p.email) for p in PERSONAS]
    return [
        "All people in it are made up. Click a name on the sign-in page, or sign in with an e-mail address",
        f"and the password {DEMO_PASSWORD}",
        "",
        *answers.table(("name", "role", "at", "e-mail"), people),
    ]


def _clear() -> None:
    """Empty the database as its owner, and so in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "throughline.demo.clearing"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise CouldNotError(f"The demo could not be emptied ({last}): correct that, then try again.")
