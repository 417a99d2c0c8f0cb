"""Promises that PostgreSQL keeps and Django has no word for: row-level policies, keys of two columns, rights."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import connection, migrations, models

# Compared as an uncorrelated array so that indexes stay in use; an absent or emptied setting means nothing is seen.
IN_SCOPE = "any((select string_to_array(nullif(current_setting('app.orgs', true), ''), ','))::uuid[])"


def row_level_policy(table: str, *columns: str, write_columns: tuple[str, ...] = ()) -> migrations.RunSQL:
    """Show and accept only rows of which one of these columns names an organisation in scope."""
    seen = " or ".join(f"{column} = {IN_SCOPE}" for column in columns)
    kept = " or ".join(f"{column} = {IN_SCOPE}" for column in write_columns or columns)
    return migrations.RunSQL(
        f"alter table {table} enable row level security;"
        f"create policy in_scope on {table} using ({seen}) with check ({kept});",
        f"drop policy in_scope on {table}; alter table {table} disable row level security;",
    )


def composite_key(*, name: str, table: str, columns: str, references: str) -> migrations.RunSQL:
    """Hold a key of several columns, e.g. that a case's worker is active and works for the case's provider."""
    return migrations.RunSQL(
        f"alter table {table} add constraint {name} foreign key ({columns}) references {references}",
        f"alter table {table} drop constraint {name}",
    )


def our_models() -> list[type[models.Model]]:
    """List the models of this project, parts we build on left out."""
    return [m for m in apps.get_models() if m.__module__.startswith("throughline.")]


def grant_rights(role: str) -> None:
    """Give the program's role what it needs and no more: append-only tables can be added to and read (R131).

    Run by the owner after every migration, so that a table can never keep rights it should have lost.
    """
    quoted = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute(f"grant usage on schema public to {quoted}")
        cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {quoted}")
        cursor.execute(f"grant usage, select on all sequences in schema public to {quoted}")
        cursor.execute(f"grant execute on all functions in schema public to {quoted}")
        for table in _append_only_tables(our_models()):
            cursor.execute(f"revoke update, delete, truncate on {connection.ops.quote_name(table)} from {quoted}")
        cursor.execute(f"revoke insert, update, delete on django_migrations from {quoted}")


def _append_only_tables(found: Iterable[type[models.Model]]) -> list[str]:
    return [m._meta.db_table for m in found if getattr(m, "append_only", False)]
