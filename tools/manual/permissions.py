"""Who may do what, from the roles that the doors and the commands ask."""

from __future__ import annotations

from throughline.access.table import PEOPLE, Part, Row, parts
from tools.manual.writing import page, table

SAYS = """\
A role is a sentence and a list. The doors, the commands and the page "What each role can do" read the same list, and
a test signs in as every role and walks every cell. Whose records somebody sees is another question: those of their own
organisation, never another's; and a link worker who opens the record of somebody else's client is asked why first."""


def render() -> str:
    """Write the page."""
    sentences = "\n".join(f"- **{role.name}**: {role.can}" for role in PEOPLE.values())
    return page("Who may do what", SAYS, sentences, *(_part(part) for part in parts()))


def _part(part: Part) -> str:
    rows = [[_what(row), *("yes" if cell else "no" for cell in row.cells)] for row in part.rows]
    return f"## {part.heading}\n\n" + table(["What", *(role.name for role in part.roles)], rows)


def _what(row: Row) -> str:
    return f"{row.what} (`{row.where}`)" if row.where else row.what
