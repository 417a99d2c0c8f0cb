"""Many rows in one statement. (PostgreSQL refuses COPY into a table that has row-level security.)"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.db import connection, models


def insert_rows(model: type[models.Model], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows given by column, each with its id; what they leave out gets the model's own default.

    The rows go as one JSON text, which PostgreSQL takes apart by the table's own types: arrays, dates and all.
    """
    if not rows:
        return
    fields = [f for f in model._meta.concrete_fields if not f.generated]
    defaults = {str(f.column): f.get_default() for f in fields}
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(map(quote, defaults))
    document = json.dumps([{**defaults, **row} for row in rows], default=str, ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} ({columns}) select {columns} from jsonb_populate_recordset(null::{table}, %s)",
            [document],
        )


def update_rows(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Write these fields of many rows of one model as they stand now, in one statement.

    Django's own way writes a case for each row and field, and takes four times as long for a thousand.
    """
    if not rows:
        return
    options = rows[0]._meta
    written = [options.get_field(name) for name in ("id", *fields)]
    columns = [str(getattr(field, "column", "")) for field in written]
    given = [{str(f.column): getattr(row, f.attname) for f in written} for row in rows]  # type: ignore[union-attr]
    quote = connection.ops.quote_name
    table, sets = quote(options.db_table), ", ".join(f"{quote(c)} = given.{quote(c)}" for c in columns[1:])
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {table} set {sets} from jsonb_populate_recordset(null::{table}, %s) given"
            f" where {table}.id = given.id",
            [json.dumps(given, default=str, ensure_ascii=False)],
        )


def insert_models(rows: Sequence[models.Model]) -> None:
    """Insert many rows of one model, each made and not saved, in one statement."""
    if not rows:
        return
    fields = [f for f in rows[0]._meta.concrete_fields if not f.generated]
    insert_rows(type(rows[0]), [{str(f.column): getattr(row, f.attname) for f in fields} for row in rows])
