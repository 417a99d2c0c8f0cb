"""The server starts when it is needed, is shared, and ends with its last user."""

import psycopg
import pytest

from throughline.postgres import hold, is_running, start, stop, url, using
from throughline.postgres.places import places

from .processes import UserProcess, happens, nothing_runs, postgres_pid


def who_am_i(address: str) -> str:
    with psycopg.connect(address) as connection:
        row = connection.execute("select current_user || ' in ' || current_database()").fetchone()
    assert row is not None
    return row[0]


def test_both_roles_can_sign_in(shared_server):
    assert who_am_i(shared_server.url()) == "throughline_owner in throughline"
    assert who_am_i(shared_server.url("program")) == "throughline_program in throughline"
    assert shared_server.url() == url(shared_server.data)


def test_the_program_is_bound_by_row_level_security(shared_server):
    with psycopg.connect(shared_server.url("program")) as connection:
        row = connection.execute(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"
        ).fetchone()
    assert row == (False, False, False, False)


def test_names_sort_alike_on_every_machine(shared_server):
    with psycopg.connect(shared_server.url()) as connection:
        row = connection.execute(
            "select upper('é'), datlocprovider, pg_encoding_to_char(encoding) from pg_database"
            " where datname = current_database()"
        ).fetchone()
    assert row == ("É", "b", "UTF8")


def test_the_log_holds_no_values(shared_server):
    with psycopg.connect(shared_server.url(), autocommit=True) as connection:
        connection.execute("create table person (name text primary key)")
        connection.execute("insert into person values ('Amina Secret')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into person values ('Amina Secret')")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("select %s::int", ["Amina Secret"])
    assert "Amina" not in places(shared_server.data).log.read_text()


def test_the_server_is_for_its_owner_alone(shared_server):
    place = places(shared_server.data)
    for file in (place.cluster, place.log, place.users_lock):
        assert file.stat().st_mode & 0o077 == 0, file
    with psycopg.connect(shared_server.url()) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


def test_the_server_ends_with_its_last_user(data):
    first, second = hold(data), hold(data)
    first.close()
    first.close()
    assert not happens(lambda: not is_running(data), seconds=2.8)
    second.close()
    assert happens(lambda: nothing_runs(data))


def test_a_kept_server_runs_until_it_is_stopped(data):
    start(data)
    assert not happens(lambda: not is_running(data), seconds=3)
    stop(data)
    assert nothing_runs(data)
    assert not is_running(data)


def test_what_is_kept_is_there_after_a_stop(data):
    with using(data) as server, psycopg.connect(server.url()) as connection:
        connection.execute("create table kept as select 7 as number")
    stop(data)
    with using(data) as server, psycopg.connect(server.url()) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)


def test_processes_that_race_get_one_server(data):
    users = [UserProcess(data) for _ in range(4)]
    try:
        for each in users:
            each.wait_until_ready()
        assert places(data).log.read_text().count("starting PostgreSQL") == 1
        assert postgres_pid(data) > 0
    finally:
        for each in users:
            each.kill()


def test_stopping_what_does_not_run_does_nothing(tmp_path):
    stop(tmp_path / "never made")
    assert not (tmp_path / "never made").exists()
    assert not is_running(tmp_path / "never made")
