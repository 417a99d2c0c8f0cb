"""Begin a real service: the accounts of the people who work there, and their passwords."""

from __future__ import annotations

import sys

import click

from throughline.cli import answers, door
from throughline.cli.tying import named

ROLES = ("link_worker", "senior_link_worker", "manager", "administrator", "practice_user", "commissioner")


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
        code, where = RoleCode(role.upper()), named(place)
        user = commands.open_account(
            name=name, email=email, organisation=where, role=code, phone=phone, by=operator, at=at
        )
        for surgery in surgeries:
            commands.attach(worker=user, surgery=named(surgery), from_on=clock.local_date(at), by=operator, at=at)
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
