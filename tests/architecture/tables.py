"""Our models and what PostgreSQL itself says of their tables, for tests that compare the two."""

from __future__ import annotations

from typing import Any

from django.db import connection, models

from throughline.core.database import our_models

MODELS = sorted(our_models(), key=lambda model: model._meta.db_table)
TABLES = [model._meta.db_table for model in MODELS]


def ask(sql: str, *given: Any) -> list[tuple[Any, ...]]:
    """Ask the database, as the program."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def name_of(model: type[models.Model]) -> str:
    """Name a model for a test's id."""
    return model._meta.db_table


def columns_of(model: type[models.Model]) -> dict[str, models.Field[Any, Any]]:
    """Give a model's own fields, those that are columns of its table, by name."""
    return {field.name: field for field in model._meta.concrete_fields}
