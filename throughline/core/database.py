"""Promises that PostgreSQL keeps and Django has no word for: row-level policies, keys of two columns, rights."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.apps import apps
from django.db import connection, migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Compared as an uncorrelated array so that indexes stay in use; an absent or emptied setting means nothing is seen.
# Read as ids within, once a statement: read outside alone, they would be read anew for every row (over all providers
# that took nine tenths of the integrity report). The cast outside says that it is one array, and costs nothing.
IN_SCOPE = "any((select string_to_array(nullif(current_setting('app.orgs', true), ''), ',')::uuid[])::uuid[])"

NAMED = re.compile(r"(\w+) = ANY")


def row_level_policy(table: str, *columns: str, write_columns: tuple[str, ...] = ()) -> migrations.RunSQL:
    """Show and accept only rows of which one of these columns names an organisation in scope."""
    seen, kept = _any_of(columns), _any_of(write_columns or columns)
    return migrations.RunSQL(
        f"alter table {table} enable row level security;"
        f"create policy in_scope on {table} using ({seen}) with check ({kept});",
        f"drop policy in_scope on {table}; alter table {table} disable row level security;",
    )


def renew_policies(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the policies of a database that has them already in today's words. What they show does not change."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select tablename, qual, with_check from pg_policies where policyname = 'in_scope'")
        for table, seen, kept in cursor.fetchall():
            cursor.execute(
                f"alter policy in_scope on {table} using ({_any_of(NAMED.findall(seen))})"
                f" with check ({_any_of(NAMED.findall(kept))})"
            )


def _any_of(columns: Iterable[str]) -> str:
    return " or ".join(f"{column} = {IN_SCOPE}" for column in columns)


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
        for table, column in keys_that_may_move(our_models()):
            name, key = connection.ops.quote_name(table), connection.ops.quote_name(column)
            cursor.execute(f"grant update ({key}) on {name} to {quoted}")
        cursor.execute(f"revoke insert, update, delete on django_migrations from {quoted}")


def _append_only_tables(found: Iterable[type[models.Model]]) -> list[str]:
    return [m._meta.db_table for m in found if getattr(m, "append_only", False)]


def keys_that_may_move(found: Iterable[type[models.Model]]) -> list[tuple[str, str]]:
    """List the one kind of column that may change in an append-only table: a key to a record that can be merged."""
    return [
        (m._meta.db_table, str(f.column))
        for m in found if getattr(m, "append_only", False)
        for f in m._meta.concrete_fields
        if f.is_relation and getattr(f.related_model, "can_be_merged", False)
    ]  # fmt: skip
