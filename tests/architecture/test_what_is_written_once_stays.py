"""Append-only tables are append-only in the database: the program has no right to change them (R131)."""

import pytest

from tests.architecture.tables import MODELS, ask, name_of

APPEND_ONLY = [model for model in MODELS if getattr(model, "append_only", False)]
ALWAYS = {"audit_auditentry", "audit_seal", "cases_handover", "cases_promise", "contacts_contact"}
"""What a court, a client or a commissioner may ask for years later. A model leaves this list by decision only."""


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_every_model_says_whether_it_is_append_only(model):
    assert "append_only" in {name for parent in model.__mro__ for name in vars(parent)}
    assert isinstance(model.append_only, bool)


@pytest.mark.parametrize("model", APPEND_ONLY, ids=name_of)
@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_the_program_cannot_change_what_is_append_only(db, model, right):
    assert ask("select has_table_privilege(current_user, %s, %s)", model._meta.db_table, right) == [(False,)]
    if right == "UPDATE":
        assert ask("select has_any_column_privilege(current_user, %s, 'UPDATE')", model._meta.db_table) == [(False,)]


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_the_program_can_empty_no_table_at_once(db, model):
    assert ask("select has_table_privilege(current_user, %s, 'TRUNCATE')", model._meta.db_table) == [(False,)]


def test_the_history_of_cases_is_append_only():
    assert {model._meta.db_table for model in APPEND_ONLY} >= ALWAYS
