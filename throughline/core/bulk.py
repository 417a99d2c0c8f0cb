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
