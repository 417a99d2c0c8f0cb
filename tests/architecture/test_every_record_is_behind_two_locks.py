"""First lock: `visible_to` in every query. Second: a row-level policy in PostgreSQL (architecture, section 7)."""

import pytest

from tests.architecture.public_tables import PUBLIC
from tests.architecture.tables import MODELS, TABLES, ask, name_of
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as

BEHIND_LOCKS = [model for model in MODELS if model._meta.db_table not in PUBLIC]


@pytest.mark.parametrize("model", BEHIND_LOCKS, ids=name_of)
def test_its_query_set_narrows_to_what_somebody_may_see(model):
    assert hasattr(model._default_manager, "visible_to"), f"{model.__name__} needs visible_to, or a reason to be public"


@pytest.mark.parametrize("model", BEHIND_LOCKS, ids=name_of)
def test_a_stranger_sees_no_row_of_it_even_without_the_second_lock(lived, model):
    """The operator's scope opens every row, so that only `visible_to` is left."""
    with acting_as(SYSTEM):
        assert model._default_manager.visible_to(lived.service.actor("worker")).exists()
        seen = model._default_manager.visible_to(lived.service.actor("stranger"))
        assert set(seen.values_list("provider_id", flat=True)) <= {lived.service.places["Northgate Wellbeing"].id}


@pytest.mark.parametrize("model", BEHIND_LOCKS, ids=name_of)
def test_the_database_narrows_it_too(lived, model):
    [(enabled, policies, compares, once)] = ask(
        "select c.relrowsecurity, count(p.policyname), bool_and(p.qual ~ 'app\\.orgs' and p.with_check ~ 'app\\.orgs'),"
        " bool_and(p.qual ~ '::uuid\\[\\] AS') from pg_class c left join pg_policies p on p.tablename = c.relname"
        " where c.oid = %s::regclass group by c.relrowsecurity",
        model._meta.db_table,
    )
    assert enabled, f"{model._meta.db_table} has no row-level security"
    assert policies == 1, "policies widen one another, so there is exactly one"
    assert compares, "its policy does not look at whose rows are in scope"
    assert once, "its policy reads the ids in scope anew for every row: use IN_SCOPE"


@pytest.mark.parametrize("model", BEHIND_LOCKS, ids=name_of)
def test_nobody_sees_a_row_of_it_without_a_scope(lived, model):
    assert ask(f"select count(*) from {model._meta.db_table}") == [(0,)]


@pytest.mark.parametrize("model", BEHIND_LOCKS, ids=name_of)
def test_a_stranger_sees_no_row_of_it_even_without_the_first_lock(lived, model):
    with acting_as(lived.service.actor("worker")):
        assert ask(f"select count(*) > 0 from {model._meta.db_table}") == [(True,)], (
            "have tests/support/living.py make one"
        )
    stranger = lived.service.actor("stranger")
    with acting_as(stranger):
        of_others = f"select count(*) from {model._meta.db_table} where provider_id <> %s"
        assert ask(of_others, stranger.organisation_id) == [(0,)]


def test_the_public_list_names_only_what_there_is():
    assert set(PUBLIC) <= set(TABLES)


def test_nothing_on_the_public_list_has_a_policy_after_all(lived):
    locked = {table for (table,) in ask("select relname from pg_class where relrowsecurity")}
    assert not locked & set(PUBLIC)
