"""With DATABASE_URL the program gets a role of its own, with a password that is made once and kept."""

import psycopg
import pytest

from throughline.postgres import ServerProblem, Urls, check_url, is_own_server, prepare, urls
from throughline.postgres.places import places

HBA = "local all throughline_owner trust\nlocal all all scram-sha-256\n"


@pytest.fixture(autouse=True)
def own_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path / "kept"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("THROUGHLINE_PROGRAM_URL", raising=False)


@pytest.fixture
def owner(shared_server):
    """The owner's address on a server that asks everybody else for a password."""
    hba = places(shared_server.data).cluster / "pg_hba.conf"
    before = hba.read_text()
    with psycopg.connect(shared_server.url(), autocommit=True) as connection:
        hba.write_text(HBA)
        connection.execute("select pg_reload_conf()")
        yield shared_server.url()
        hba.write_text(before)
        connection.execute("select pg_reload_conf()")


def test_without_database_url_it_is_our_own_server(tmp_path):
    found = urls()
    assert is_own_server()
    assert found.owner.startswith("postgresql://throughline_owner@/throughline?host=")
    assert found.program.startswith("postgresql://throughline_program@/throughline?host=")
    assert not (tmp_path / "kept").exists()


def test_the_programs_address_follows_from_the_owners(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://boss:secret@db.example:5433/care?sslmode=require&user=x")
    first, second = urls(), urls()
    password = (tmp_path / "kept" / "program_password").read_text()
    assert first == second
    assert first.program == f"postgresql://care_program:{password}@db.example:5433/care?sslmode=require"
    assert len(password) > 30
    assert (tmp_path / "kept" / "program_password").stat().st_mode & 0o777 == 0o600


def test_a_given_program_address_is_taken_as_it_is(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://boss@db.example/care")
    monkeypatch.setenv("THROUGHLINE_PROGRAM_URL", "postgresql://other@db.example/care")
    assert urls() == Urls("postgresql://boss@db.example/care", "postgresql://other@db.example/care")
    assert not (tmp_path / "kept").exists()


def test_preparing_twice_makes_the_role_and_mends_its_password(monkeypatch, tmp_path, owner):
    monkeypatch.setenv("DATABASE_URL", owner.replace("/throughline?", "/postgres?"))
    found = urls()
    with pytest.raises(ServerProblem):
        check_url(found.program)
    prepare(found)
    prepare(found)
    check_url(found.program)
    (tmp_path / "kept" / "program_password").unlink()
    changed = urls()
    with pytest.raises(ServerProblem, match="does not accept this password for postgres_program"):
        check_url(changed.program)
    prepare(changed)
    check_url(changed.program)


def test_an_owner_that_may_not_make_roles(owner):
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("create role small login password 'x'")
    small = owner.replace("throughline_owner@", "small:x@")
    program = owner.replace("throughline_owner@", "made_by_small:y@")
    with pytest.raises(
        ServerProblem, match="The owner small in DATABASE_URL may not make .* set THROUGHLINE_PROGRAM_URL"
    ):
        prepare(Urls(small, program))


def test_a_program_that_could_see_everything_is_refused(owner):
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("create role mighty login bypassrls")
    with pytest.raises(ServerProblem, match="The program's user mighty is not bound by row-level security"):
        prepare(Urls(owner, owner.replace("throughline_owner", "mighty")))
    with pytest.raises(ServerProblem, match="may not sign in as the owner"):
        prepare(Urls(owner, owner))
