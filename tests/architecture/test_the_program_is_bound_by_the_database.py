"""The second lock holds only if the program's role cannot go round it: no superuser, no owner, no bypass."""

from tests.architecture.tables import ask


def test_the_program_is_no_superuser_and_cannot_bypass_row_level_security(db):
    [rights] = ask(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles"
        " where rolname = current_user"
    )
    assert not any(rights)


def test_the_program_owns_nothing(db):
    owned = ask(
        "select 'table or index', relname::text from pg_class where relowner = current_user::regrole"
        " union all select 'function', proname::text from pg_proc where proowner = current_user::regrole"
        " union all select 'schema', nspname::text from pg_namespace where nspowner = current_user::regrole"
        " union all select 'database', datname::text from pg_database where datdba = current_user::regrole"
    )
    assert owned == []


def test_the_program_may_become_nobody_else(db):
    assert ask("select roleid::regrole::text from pg_auth_members where member = current_user::regrole") == []


def test_the_program_can_make_nothing_in_the_schema(db):
    assert ask("select has_schema_privilege(current_user, 'public', 'CREATE')") == [(False,)]


def test_no_function_lends_the_program_its_owner_s_rights(db):
    lending = ask(
        "select p.proname::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname = 'public' and p.prosecdef"
    )
    assert lending == []
