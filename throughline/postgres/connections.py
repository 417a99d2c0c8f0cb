"""Reach a PostgreSQL server, and say in words why it cannot be reached."""

from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from .places import url
from .problems import ServerProblem

OLDEST_SERVER = 15
SECONDS = 5


def answers(data: Path) -> bool:
    """This will say whether our own server takes a connection now; a pid file would prove nothing."""
    try:
        with psycopg.connect(url(data, "owner", "postgres"), connect_timeout=SECONDS):
            return True
    except psycopg.OperationalError:
        return False


def check_url(address: str, *, setting: str = "DATABASE_URL") -> None:
    """This will connect to a PostgreSQL server and see that it is recent enough.

    :raises ServerProblem: if the address is wrong, or the server cannot be used
    """
    with connect(address, setting=setting) as connection:
        version = connection.info.server_version // 10000
    if version < OLDEST_SERVER:
        raise ServerProblem(
            f"The server in {setting} is PostgreSQL {version}, and Throughline needs {OLDEST_SERVER} or newer: "
            "upgrade it, or use another server."
        )


def connect(address: str, *, setting: str = "DATABASE_URL") -> psycopg.Connection:
    """This will connect with each statement its own transaction.

    :raises ServerProblem: if it cannot
    """
    parts = parts_of(address, setting=setting)
    try:
        return psycopg.connect(address, connect_timeout=SECONDS, autocommit=True)
    except psycopg.OperationalError as error:
        raise ServerProblem(_in_words(str(error), parts, setting)) from error


def parts_of(address: str, *, setting: str = "DATABASE_URL") -> dict[str, str]:
    """This will take an address apart into libpq's names: host, port, user, password, dbname.

    :raises ServerProblem: if it is not an address of PostgreSQL
    """
    problem = ServerProblem(
        f"{setting} is not an address of PostgreSQL: write it as postgresql://user:password@host:port/database, "
        "with %40 for @, %3A for : and %2F for / in the password."
    )
    if not address.startswith(("postgresql://", "postgres://")):
        raise problem
    try:
        found = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        raise problem from None  # The error would quote the password.
    if "@" in str(found.get("host", "")):  # A part of the password, which must not be quoted either.
        raise problem
    return {name: str(value) for name, value in found.items() if value is not None}


def _in_words(error: str, parts: dict[str, str], setting: str) -> str:
    where = f"{parts.get('host', 'this machine')}, port {parts.get('port', '5432')}"
    user = parts.get("user", "your account")
    database = parts.get("dbname", user)
    sentences = {
        ("could not translate host name", "failed to resolve host"): (
            f"The host {parts.get('host')} in {setting} cannot be found: check its spelling and your network."
        ),
        ("password authentication failed", "no password supplied", "Peer authentication failed"): (
            f"The server at {where} does not accept this password for {user}: correct user and password in {setting}."
        ),
        ("no pg_hba.conf entry",): (
            f"The server at {where} does not let {user} in from this machine: allow it in the server's pg_hba.conf."
        ),
        ("Connection refused", "No such file or directory", "timeout", "unreachable"): (
            f"No PostgreSQL answers at {where}: check that it runs, and the host and port in {setting}."
        ),
        ("too many clients", "remaining connection slots"): (
            f"The server at {where} has no connection left: raise its max_connections, or run fewer processes."
        ),
    }
    for signs, sentence in sentences.items():
        if any(sign in error for sign in signs):
            return sentence
    if "does not exist" in error and "database" in error.rpartition("FATAL:")[2]:
        return f"There is no database {database} at {where}: create it there, or correct {setting}."
    if "does not exist" in error and "role" in error.rpartition("FATAL:")[2]:
        return f"There is no user {user} at {where}: create it there, or correct {setting}."
    reason = " ".join(error.rpartition("FATAL:")[2].rpartition(" failed: ")[2].split())
    return f"The server at {where} cannot be used ({reason}): check {setting}."
