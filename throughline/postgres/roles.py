"""The program's role in the database: it uses the tables it is given, and never goes round row-level security."""

from pathlib import Path

import psycopg
from psycopg import errors, sql

from .addresses import Urls
from .connections import connect, parts_of
from .places import DATABASE, url
from .problems import ServerProblem

PROGRAM = "THROUGHLINE_PROGRAM_URL"

# One number for all who prepare, so that they do it one after another ("thro" in ASCII).
LOCK = 0x7468726F


def make_own(data: Path) -> None:
    """This will make the database and the program's role in our own server, where they are missing."""
    with psycopg.connect(url(data, "owner", "postgres"), autocommit=True) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
    prepare(Urls(owner=url(data, "owner"), program=url(data, "program")))


def prepare(urls: Urls) -> None:
    """This will see that the program's role is there, is bound by row-level security, and can sign in.

    :raises ServerProblem: if the owner may not make it, or what is there will not do
    """
    parts = parts_of(urls.program, setting=PROGRAM)
    role = parts.get("user", "")
    if role == parts_of(urls.owner).get("user", ""):
        raise ServerProblem(f"The program may not sign in as the owner {role}: set {PROGRAM} to a user of its own.")
    with connect(urls.owner) as connection, connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        _see_to_the_role(connection, role, parts.get("password"))
        _see_to_the_rights(connection, role)
    _see_to_the_password(urls, role, parts.get("password"))


def _see_to_the_role(connection: psycopg.Connection, role: str, password: str | None) -> None:
    found = connection.execute("select rolsuper or rolbypassrls from pg_roles where rolname = %s", [role]).fetchone()
    if found is None:
        make = sql.SQL("create role {} login").format(sql.Identifier(role))
        _as_owner(connection, make + _password_words(connection, role, password), role)
    elif found[0]:
        raise ServerProblem(
            f"The program's user {role} is not bound by row-level security: "
            f"run `alter role {role} nosuperuser nobypassrls`, or set {PROGRAM} to another user."
        )


def _see_to_the_rights(connection: psycopg.Connection, role: str) -> None:
    database = connection.info.dbname
    name = sql.Identifier(role)
    may_connect = "select has_database_privilege(%s, current_database(), 'connect')"
    if connection.execute(may_connect, [role]).fetchone() != (True,):
        grant = sql.SQL("grant connect on database {} to {}").format(sql.Identifier(database), name)
        _as_owner(connection, grant, role)
    if connection.execute("select has_schema_privilege(%s, 'public', 'usage')", [role]).fetchone() != (True,):
        _as_owner(connection, sql.SQL("grant usage on schema public to {}").format(name), role)


def _see_to_the_password(urls: Urls, role: str, password: str | None) -> None:
    try:
        connect(urls.program, setting=PROGRAM).close()
    except ServerProblem:
        if password is None:
            raise
        with connect(urls.owner) as connection:
            change = sql.SQL("alter role {} login").format(sql.Identifier(role))
            _as_owner(connection, change + _password_words(connection, role, password), role)
        connect(urls.program, setting=PROGRAM).close()


def _password_words(connection: psycopg.Connection, role: str, password: str | None) -> sql.Composed:
    if password is None:
        return sql.Composed([])
    # Made unreadable on this side, so that the server's log can never hold the password.
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    return sql.SQL(" password {}").format(sql.Literal(verifier.decode()))


def _as_owner(connection: psycopg.Connection, statement: sql.Composed, role: str) -> None:
    try:
        connection.execute(statement)
    except errors.InsufficientPrivilege as error:
        owner = connection.info.user
        raise ServerProblem(
            f"The owner {owner} in DATABASE_URL may not make or change the user {role}: let a database administrator "
            f"make a user that can connect and use the schema public, and set {PROGRAM} to its address."
        ) from error
