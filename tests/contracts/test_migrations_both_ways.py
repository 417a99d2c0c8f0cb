"""Every migration of ours can be taken back, and made again to the same tables: what went up can come down."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from tests.support.service import build_service
from throughline.core.database import our_models, renew_policies

OURS = sorted(app.label for app in apps.get_app_configs() if app.name.startswith("throughline."))

SHAPE = """
    select 'column', table_name || '.' || column_name,
           concat_ws(' ', data_type, is_nullable, column_default, is_generated, generation_expression)
    from information_schema.columns where table_schema = 'public'
    union all select 'constraint', conname, pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'public'::regnamespace
    union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
    union all select 'policy', tablename || '.' || policyname, qual || with_check from pg_policies
    union all select 'row-level security', relname, relrowsecurity::text from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r'
    union all select 'function', proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'trigger', tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
"""


@pytest.fixture
def owner(own_database):
    """Give the owner's connection to a database of the test's own."""
    yield connections["owner"]
    connections["owner"].close()


def shape(owner) -> set[tuple[str, str, str]]:
    """Describe every table, key, index, policy and function."""
    with owner.cursor() as cursor:
        cursor.execute(SHAPE)
        return set(cursor.fetchall())


def applied(owner) -> set[tuple[str, str]]:
    """Name the migrations of ours that are in place."""
    return {(app, name) for app, name in MigrationExecutor(owner).loader.applied_migrations if app in OURS}


def test_everything_goes_down_and_comes_up_the_same(owner):
    before, in_place = shape(owner), applied(owner)
    assert in_place
    for app in OURS:
        if any(label == app for label, _ in applied(owner)):
            call_command("migrate", app, "zero", database="owner", verbosity=0, interactive=False)
    assert applied(owner) == set()
    left = {name for kind, name, _ in shape(owner) if kind == "row-level security"}
    assert left & {model._meta.db_table for model in our_models()} == set()
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    assert applied(owner) == in_place
    assert shape(owner) == before


@pytest.mark.parametrize("app", OURS)
def test_the_last_step_of_a_package_can_be_taken_alone(owner, app):
    steps = sorted(name for label, name in applied(owner) if label == app)
    if not steps:
        assert not apps.get_app_config(app).models, "a package with models has migrations"
        return
    before = shape(owner)
    one_back = steps[-2] if len(steps) > 1 else "zero"
    call_command("migrate", app, one_back, database="owner", verbosity=0, interactive=False)
    assert (app, steps[-1]) not in applied(owner)
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    assert shape(owner) == before


def test_policies_in_the_words_of_before_are_renewed_and_show_the_same(owner):
    before = shape(owner)
    scope = "any((select string_to_array(nullif(current_setting('app.orgs', true), ''), ','))::uuid[])"
    with owner.cursor() as cursor:
        cursor.execute(
            f"alter policy in_scope on clients_client using (provider_id = {scope} or surgery_id = {scope})"
            f" with check (provider_id = {scope})"
        )
    assert shape(owner) != before
    with owner.schema_editor() as editor:
        renew_policies(apps, editor)
    assert shape(owner) == before


def test_names_that_were_there_before_their_words_are_found_by_the_same_words(owner):
    service = build_service()
    for name in ("Amina Begum", "Amina Begum", "Zoë Ó'Hara-Smith", "রহিমা খাতুন"):
        service.refer(name)
    words = "select client_id, word from clients_nameword"
    with owner.schema_editor() as editor, editor.connection.cursor() as cursor:
        cursor.execute(words)
        before = set(cursor.fetchall())
        cursor.execute("delete from clients_nameword")
        import_module("throughline.clients.migrations.0006_finding_people_behind_locks").write_words(apps, editor)
        cursor.execute(words)
        assert set(cursor.fetchall()) == before
    assert {word for _, word in before} >= {"amina", "begum", "zoe", "ohara", "smith"}
