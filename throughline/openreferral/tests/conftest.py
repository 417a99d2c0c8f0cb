"""What several tests of feeds need."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.support import clock
from throughline.core.actor import Actor
from throughline.openreferral import commands
from throughline.openreferral.tests.feeds import AT_ONCE

OPERATOR = Actor.system("import")
SOURCE = "moor.example"
SCHEMAS = Path(__file__).resolve().parents[4] / "shared" / "data" / "oruk" / "schemas-V3.0-UK"
"""The standard's own schemas, where they lie beside the project: they are not ours to pass on."""


@pytest.fixture
def take(db):
    """Take in a feed, so many days after the first."""

    def take_it(where, *, days=0, **options):
        options = {"source": SOURCE, "patience": AT_ONCE, "by": OPERATOR, **options}
        return commands.take_feed(where=str(where), at=clock.START + timedelta(days=days), **options)

    return take_it


@pytest.fixture
def take_records(take, tmp_path):
    """Take in records from a file."""

    def take_them(*records, name="feed.json", **options):
        (tmp_path / name).write_text(json.dumps(list(records)))
        return take(tmp_path / name, **options)

    return take_them


def faults(record, schema):
    """List what the standard's schema finds wrong with a record."""
    path = SCHEMAS / schema
    if not path.exists():
        return []
    validator = Draft202012Validator(json.loads(path.read_text()), format_checker=FormatChecker())
    return [f"{'/'.join(map(str, found.path))}: {found.message}" for found in validator.iter_errors(record)]
