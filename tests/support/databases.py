"""Databases that a test may have to itself, each cloned in a moment from one that was prepared once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from django.db import connections

from throughline import postgres


def as_owner(statement: str) -> None:
    """Run one statement as the owner, outside every test's transaction."""
    with owner_of("postgres") as connection:
        connection.execute(statement)


def owner_of(database: str) -> psycopg.Connection:
    """Connect as the owner, whom row-level security does not bind."""
    return psycopg.connect(postgres.url(Path(os.environ["THROUGHLINE_DATA"]), database=database), autocommit=True)


@contextmanager
def clone_of(template: str, name: str | None = None, *, keep: bool = False) -> Iterator[str]:
    """Point Django, in every thread, at a fresh copy of a database; drop it afterwards unless it is to be kept."""
    name = name or f"t{uuid4().hex[:12]}"
    as_owner(f"create database {name} template {template}")
    before = {alias: connections.settings[alias]["NAME"] for alias in connections.settings}
    _point_at(dict.fromkeys(before, name))
    try:
        yield name
    finally:
        _point_at(before)
        if not keep:
            as_owner(f"drop database {name} with (force)")


def _point_at(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections.settings[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name
