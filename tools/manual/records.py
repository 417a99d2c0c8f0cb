"""What is kept of whom: every table, whether it only grows, which fields tell of a person, and who sees a row."""

from __future__ import annotations

import re
from functools import cache

from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from tests.architecture.public_tables import PUBLIC
from throughline.core.database import our_models
from tools.manual.writing import first_line, page, table

SAYS = """\
*Only grows*: the program's role in the database may add and read, never change or delete. *Tells of a person*: fields
that exports and scrubbed copies leave out. *Seen by*: the columns that the row-level policy compares with the reader's
organisation; without one, the reason why the table is public."""
POLICY = re.compile(r"create policy in_scope on (\w+) using \((.*?)\) with check", re.DOTALL)


def render() -> str:
    """Write the page."""
    found = sorted(our_models(), key=lambda model: model._meta.db_table)
    head = ["Table", "holds", "only grows", "tells of a person", "seen by"]
    return page("What is kept of whom", SAYS, table(head, [_row(model) for model in found]))


def _row(model: type[models.Model]) -> list[str]:
    name = model._meta.db_table
    personal = ", ".join(sorted(getattr(model, "personal", ())))
    seen = ", ".join(_policies()[name]) if name in _policies() else f"everybody: {PUBLIC[name]}"
    return [f"`{name}`", first_line(model), "yes" if getattr(model, "append_only", False) else "", personal, seen]


@cache
def _policies() -> dict[str, list[str]]:
    """Give the columns that each table's policy looks at, as the migrations make it."""
    found = {}
    for _, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        for operation in migration.operations:
            if isinstance(operation, migrations.RunSQL):
                for name, seen in POLICY.findall(str(operation.sql)):
                    found[name] = re.findall(r"(\w+) = any", seen)
    return found
