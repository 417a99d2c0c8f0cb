"""Migrations: one line per package, named by intent, and nothing changed in the models without one."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

OURS = sorted(app.label for app in apps.get_app_configs() if app.name.startswith("throughline."))
SAYS_NOTHING = re.compile(
    r"^\d{4}_(auto|initial|merge|alter|remove|rename|add|change|update|fix|misc|new)(_|$)|_\d{8}_\d{4}$|_more$"
)


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    """Read the files, not the database."""
    return MigrationLoader(None)


@pytest.mark.parametrize("app", OURS)
def test_a_package_s_migrations_end_in_one_leaf(loader, app):
    assert len(loader.graph.leaf_nodes(app)) <= 1


@pytest.mark.parametrize("app", OURS)
def test_each_follows_the_one_before(loader, app):
    names = sorted(name for label, name in loader.disk_migrations if label == app)
    for before, after in zip(names, names[1:], strict=False):
        assert (app, before) in loader.disk_migrations[app, after].dependencies, f"{after} does not follow {before}"
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_each_is_named_by_what_it_is_for(loader):
    nameless = [f"{app}.{name}" for app, name in loader.disk_migrations if app in OURS and SAYS_NOTHING.search(name)]
    assert nameless == []


def test_the_models_hold_nothing_that_no_migration_made(db):
    call_command("makemigrations", *OURS, check=True, dry_run=True, verbosity=0)
    assert OURS
