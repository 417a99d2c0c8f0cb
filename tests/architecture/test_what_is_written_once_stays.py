"""Append-only tables are append-only in the database: the program has no right to change them (R131)."""

import pytest

from tests.architecture.tables import MODELS, ask, name_of
from throughline.core.database import keys_that_may_move

APPEND_ONLY = [model for model in MODELS if getattr(model, "append_only", False)]
ALWAYS = {"agreements_agreement", "agreements_wording", "audit_auditentry", "audit_seal", "cases_handover",
          "cases_promise", "circumstances_circumstance", "contacts_contact", "contacts_correction",
          "contacts_review"}  # fmt: skip
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
        columns = "select column_name from information_schema.column_privileges where table_name = %s and"
        granted = ask(f"{columns} privilege_type = 'UPDATE' and grantee = current_user", model._meta.db_table)
        assert granted == [(c,) for t, c in keys_that_may_move(MODELS) if t == model._meta.db_table]


def test_only_a_key_to_a_person_moves_when_two_records_of_them_become_one():
    assert {column for _, column in keys_that_may_move(MODELS)} <= {"client_id"}


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_the_program_can_empty_no_table_at_once(db, model):
    assert ask("select has_table_privilege(current_user, %s, 'TRUNCATE')", model._meta.db_table) == [(False,)]


def test_the_history_of_cases_is_append_only():
    assert {model._meta.db_table for model in APPEND_ONLY} >= ALWAYS
