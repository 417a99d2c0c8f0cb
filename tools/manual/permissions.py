"""Who may do what, from the roles that the doors and the commands ask."""

from __future__ import annotations

from throughline.access.permissions import Permission
from throughline.access.roles import ROLES
from throughline.accounts.models import RoleCode
from tools.manual.writing import page, table

SAYS = """\
A role is a sentence and a list. The doors, the commands and the page "What each role can do" read the same list.
Whose records somebody sees is another question: those of their own organisation, never another's."""


def render() -> str:
    """Write the page."""
    roles = [role for code, role in ROLES.items() if code != RoleCode.OPERATOR]
    sentences = "\n".join(f"- **{role.name}**: {role.can}" for role in roles)
    rows = [[p.value, *("yes" if p in role.permissions else "" for role in roles)] for p in Permission]
    return page("Who may do what", SAYS, sentences, table(["", *(role.name for role in roles)], rows))
