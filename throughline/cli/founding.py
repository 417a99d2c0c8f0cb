"""Begin a real service: its organisations, the accounts of the people who work there, and their passwords."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from throughline.cli import answers, door
from throughline.cli.problems import CouldNotError

if TYPE_CHECKING:
    from throughline.organisations.models import Organisation

KINDS = ("commissioner", "provider", "surgery", "council")
ROLES = ("link_worker", "senior_link_worker", "manager", "administrator", "practice_user", "commissioner")


@click.group()
def organisation() -> None:
    """Add the organisations of the service."""


@organisation.command("add")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--phone", default="", help="The number that people are given.")
@click.option("--refers-to", help="For a surgery: the name of the provider that it refers to, from today.")
@answers.may_answer_in_json
def add_organisation(name: str, kind: str, phone: str, refers_to: str | None, in_json: bool) -> None:
    """Add an organisation called NAME."""
    with door.inside("founding a service") as operator:
        from throughline.core import clock
        from throughline.organisations import commands
        from throughline.organisations.models import Kind, RelationKind

        at = clock.now()
        added = commands.register_organisation(kind=Kind(kind.upper()), name=name, phone=phone, by=operator, at=at)
        if refers_to:
            commands.relate(
                source=added,
                kind=RelationKind.REFERS_TO,
                target=_organisation(refers_to),
                from_on=clock.local_date(at),
                by=operator,
                at=at,
            )
    answers.give({"id": added.id, "name": name}, [f"{name} is added."], in_json=in_json)


@click.group()
def account() -> None:
    """Open accounts, attach link workers to surgeries, set passwords."""


@account.command("open")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--at", "place", required=True, help="The name of the organisation this job is at.")
@click.option("--phone", default="", help="The work number that clients are given.")
@click.option(
    "--surgery", "surgeries", multiple=True, help="A surgery the link worker is attached to; may be repeated."
)
@answers.may_answer_in_json
def open_account(
    email: str, name: str, role: str, place: str, phone: str, surgeries: tuple[str, ...], in_json: bool
) -> None:
    """Open the account of one person's job, under the address EMAIL. Then set its password."""
    with door.inside("founding a service") as operator:
        from throughline.accounts import commands
        from throughline.accounts.models import RoleCode
        from throughline.core import clock

        at = clock.now()
        code, where = RoleCode(role.upper()), _organisation(place)
        user = commands.open_account(
            name=name, email=email, organisation=where, role=code, phone=phone, by=operator, at=at
        )
        for surgery in surgeries:
            commands.attach(
                worker=user, surgery=_organisation(surgery), from_on=clock.local_date(at), by=operator, at=at
            )
    words = [f"The account is open. Set its password: throughline account password {email}"]
    answers.give({"id": user.id, "email": user.email}, words, in_json=in_json)


@account.command("password")
@click.argument("email")
@answers.may_answer_in_json
def set_password(email: str, in_json: bool) -> None:
    """Set the password of the account under EMAIL: asked for twice, or one line from standard input."""
    if sys.stdin.isatty():
        password = click.prompt("New password", hide_input=True, confirmation_prompt="The same again", err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    with door.inside("setting a password") as operator:
        from throughline.accounts import commands
        from throughline.core import clock

        commands.set_password(email=email, password=password, by=operator, at=clock.now())
    answers.give({"email": email, "password": "set"}, ["The password is set."], in_json=in_json)


def _organisation(name: str) -> Organisation:
    from throughline.organisations import queries

    found = queries.organisation_named(name)
    if found is None:
        raise CouldNotError(f"There is no organisation called “{name}”: add it with `throughline organisation add`.")
    return found
