"""Every cell of the published permission table is walked: sign in as the role, open the screen, run the command."""

import click
import pytest

from tests.architecture.addresses import every_address
from throughline.access.exports import EXPORTS
from throughline.access.roles import ROLES
from throughline.access.screens import screens
from throughline.access.table import PEOPLE, parts
from throughline.accounts.models import CANNOT_SIGN_IN, RoleCode
from throughline.cli import main

ADDRESSES = {address.name: address for address in every_address()}
SCREENS = screens()
FORBIDDEN, COULD_NOT = 403, 2
WHO = {
    RoleCode.LINK_WORKER: "worker", RoleCode.SENIOR_LINK_WORKER: "senior", RoleCode.MANAGER: "manager",
    RoleCode.ADMINISTRATOR: "administrator", RoleCode.PRACTICE_USER: "practice", RoleCode.COMMISSIONER: "commissioner",
    RoleCode.LINKED_SERVICE: "linked service", RoleCode.RESEARCHER: "researcher", RoleCode.TRANSCRIBER: "transcriber",
    RoleCode.STUDY_ADMINISTRATOR: "study administrator",
}  # fmt: skip
"""The member of staff who is signed in for each role. For the others nobody can be."""

SIGNS_OUT = "account_logout"
NAMES_NOBODY = {
    "account": "accounts and passwords; prints no client", "audit verify": "ids only", "check": "prints no record",
    "db": "the database's address", "demo": "made-up people", "integrity": "ids only", "organisation": "organisations",
    "directory": "services and no person", "lists": "counts only", "listed": "counts only",
    "campaign": "numbers and ids only",
    "setting": "a provider's numbers", "disruption": "a provider's days", "silent": "ids only",
    "plan example": "made-up people, by number", "plan propose": "numbers and ids only",
    "linkage": "made-up people and numbers only",
    "load imd": "areas, no person", "load postcodes": "areas, no person", "counts": "numbers only",
    "quality": "numbers and ids only", "gap": "numbers and ids only", "goals": "numbers only", "waits": "numbers only",
    "balance": "numbers and ids only", "policies": "numbers only",
    "schema": "columns, no rows", "serve": "starts the pages", "setup": "prepares the database",
}  # fmt: skip
"""Commands, or groups of them, that name no client, with what they print. Any other stands in access/exports.py."""


def every_command():
    found, waiting = set(), [("", main.throughline)]
    while waiting:
        words, command = waiting.pop()
        if isinstance(command, click.Group) and words not in NAMES_NOBODY:
            waiting += [(f"{words} {name}".strip(), inner) for name, inner in command.commands.items()]
        else:
            found.add(words)
    return found


def test_every_role_but_those_that_cannot_sign_in_has_somebody():
    assert set(WHO) == set(RoleCode) - set(CANNOT_SIGN_IN) == set(PEOPLE) - {RoleCode.CLIENT}


def test_every_screen_is_in_the_table():
    assert {screen.name for screen in SCREENS} == set(ADDRESSES)


def test_the_table_says_the_same_as_the_doors():
    for screen in SCREENS:
        assert screen.permissions == ADDRESSES[screen.name].permissions
        assert not screen.says.startswith(screen.name), f"{screen.name} needs a docstring that says what it is for"


@pytest.mark.parametrize("role", WHO)
def test_every_no_is_403_and_every_yes_is_not(client, lived, role):
    client.force_login(lived.service.staff[WHO[role]])
    wrong = []
    for screen in sorted(SCREENS, key=lambda screen: screen.name == SIGNS_OUT):
        answer = client.get(ADDRESSES[screen.name].path(lived.ids()))
        if (answer.status_code != FORBIDDEN) != screen.opens_to(role):
            wrong.append((screen.name, answer.status_code))
    assert wrong == []


def test_a_role_that_cannot_sign_in_finds_only_the_way_in_open(client, lived):
    for screen in SCREENS:
        answer = client.get(ADDRESSES[screen.name].path(lived.ids()))
        asked_to_sign_in = answer.status_code == 302 and answer.url.startswith("/account/login/")
        assert all(screen.opens_to(role) or asked_to_sign_in for role in CANNOT_SIGN_IN), screen.name


@pytest.mark.parametrize("role", WHO)
def test_a_worklist_is_refused_to_whom_the_table_refuses_it(capsys, lived, role):
    email = lived.service.staff[WHO[role]].email
    [worklist] = [export for export in EXPORTS if export.command == "worklist"]
    assert (main.run(["worklist", "--worker", email]) != COULD_NOT) == worklist.opens_to(role)
    capsys.readouterr()


@pytest.mark.parametrize("role", WHO)
def test_who_looked_is_refused_to_whom_the_table_refuses_it(capsys, lived, role):
    email = lived.service.staff[WHO[role]].email
    [looked] = [export for export in EXPORTS if export.command == "audit looked"]
    asked = main.run(["audit", "looked", str(lived.client_id), "--as", email])
    assert (asked != COULD_NOT) == looked.opens_to(role)
    capsys.readouterr()


def test_every_command_that_names_people_is_in_the_table():
    listed = {export.command for export in EXPORTS}
    assert listed <= every_command() | {"worklist"}
    unknown = every_command() - listed - set(NAMES_NOBODY)
    assert unknown == set(), "list it in access/exports.py, or above with the reason"


def test_no_cell_is_left_out():
    for part in parts():
        assert all(len(row.cells) == len(part.roles) for row in part.rows)
    assert {role.name for role in parts()[0].roles} == {ROLES[role].name for role in PEOPLE}
