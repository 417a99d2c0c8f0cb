"""Databases beside one another on one server: made, filled, counted, and put in each other's place by a rename."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from throughline import postgres
from throughline.cli.archive import Archive, Manifest, Progress
from throughline.cli.problems import CouldNotError

RESTORE_LOCK = 0x72657374  # "rest" in ASCII
TRIES_TO_SWAP = 5


def address_of(url: str, database: str) -> str:
    """Give the address of another database on the same server, for the same role."""
    split = urlsplit(url)
    kept = urlencode([(name, value) for name, value in parse_qsl(split.query) if name != "dbname"], quote_via=quote)
    return urlunsplit((split.scheme, split.netloc, f"/{quote(database, safe='')}", kept, ""))


def count_rows(connection: psycopg.Connection) -> dict[str, int]:
    """Count the rows of every table, by the table's name."""
    tables = "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1"
    names = [str(name) for (name,) in connection.execute(tables).fetchall()]
    return {name: _count(connection, sql.SQL("select count(*) from {}").format(sql.Identifier(name))) for name in names}


def _count(connection: psycopg.Connection, statement: sql.Composed) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def still_picture(url: str) -> Iterator[tuple[psycopg.Connection, str]]:
    """Give a connection that sees one moment of the database, and that moment's name for pg_dump to see the same."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("select pg_export_snapshot()").fetchone()
        yield connection, str(row[0]) if row else ""


def dump(url: str, moment: str, into: IO[bytes]) -> None:
    """Have pg_dump write everything as it was at a moment.

    :raises CouldNotError: with pg_dump's own last words
    """
    words = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}"]
    with _program("pg_dump", url, *words, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        shutil.copyfileobj(process.stdout, into, 1 << 20)


def fill(url: str, archive: Archive, progress: Progress) -> None:
    """Have pg_restore fill an empty database from a backup.

    :raises CouldNotError: with pg_restore's own last words
    """
    with _program("pg_restore", url, "--no-owner", "--no-privileges", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        try:
            archive.pour(process.stdin, progress)
            process.stdin.close()
        except BrokenPipeError:
            pass  # It gave up, and says why.


@contextmanager
def _program(name: str, url: str, *words: str, **streams: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of PostgreSQL's programs beside the block; whatever ends the block early ends the program.

    :raises CouldNotError: if the program fails
    """
    parts = conninfo_to_dict(url)
    secret = {"PGPASSWORD": str(parts.pop("password"))} if parts.get("password") else {}
    where = make_conninfo(**{key: str(value) for key, value in parts.items()})
    command = [_path_of(name, url), f"--dbname={where}", *words]
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(command, env={**os.environ, **secret}, stderr=said, **streams) as process:
            try:
                yield process
            except BaseException:
                process.kill()
                raise
        said.seek(0)
        reason = _why(process.returncode, said.read().decode(errors="replace").splitlines())
    if reason:
        raise CouldNotError(f"{name} could not finish ({reason}): correct that, then try again.")


def _path_of(name: str, url: str) -> str:
    """Give the program that came by pip, or the machine's own where the server speaks TLS, which pip's cannot."""
    machines_own = shutil.which(name)
    if machines_own and not postgres.is_own_server():
        with psycopg.connect(url) as connection:
            if connection.pgconn.ssl_in_use:
                return machines_own
    return str(postgres.binary(name))


def _why(code: int, lines: list[str]) -> str:
    """Give what stopped a program, or nothing. Servers before 17 do not know one setting of ours, which is harmless."""
    problems = [line for line in lines if "error:" in line]
    real = [line for line in problems if "transaction_timeout" not in line]
    if code and not problems:
        return lines[-1] if lines else "it gave no reason"
    return real[0] if real else ""


@dataclass(frozen=True)
class Workshop:
    """A place beside the real database, where a restored one is made before it takes the real one's name."""

    name: str
    owner: str
    program: str
    server: psycopg.Connection

    @property
    def new(self) -> str:
        return f"{self.name[:50]}_restoring"

    @property
    def old(self) -> str:
        return f"{self.name[:50]}_replaced"

    def make_room(self) -> None:
        """Make an empty database like the real one in encoding and sort order; what a killed restore left goes."""
        self.clear_away()
        row = self.server.execute(
            "select to_jsonb(d) || jsonb_build_object('code', pg_encoding_to_char(encoding))"
            " from pg_database d where datname = %s",
            [self.name],
        ).fetchone()
        like: dict[str, str] = row[0] if row else {}
        provider = {"b": "builtin", "i": "icu"}.get(like["datlocprovider"], "libc")
        statement = sql.SQL(
            "create database {} template template0 encoding {} lc_collate {} lc_ctype {} locale_provider {}"
        ).format(
            sql.Identifier(self.new),
            *(sql.Literal(like[key]) for key in ("code", "datcollate", "datctype")),
            sql.SQL(provider),
        )
        locale = like.get("datlocale") or like.get("daticulocale")
        if provider != "libc":
            statement += sql.SQL(f" {provider}_locale ") + sql.Literal(locale)
        try:
            self.server.execute(statement)
        except errors.InsufficientPrivilege as error:
            raise CouldNotError(
                "The owner in DATABASE_URL may not create databases: let a database administrator grant it createdb."
            ) from error

    def put_in_place(self) -> None:
        """Give the new database the real one's name, in one transaction, and drop the old one."""
        for tries_left in reversed(range(TRIES_TO_SWAP)):
            self.server.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = any(%s) and pg_has_role(usesysid, 'member')",
                [[self.name, self.new]],
            )
            try:
                with self.server.transaction():
                    self._rename(self.name, self.old)
                    self._rename(self.new, self.name)
                break
            except errors.ObjectInUse as error:
                if not tries_left:
                    raise CouldNotError("The database is too busy to be replaced: stop the service first.") from error
        self.clear_away()

    def clear_away(self) -> None:
        """Drop what is not the real database."""
        for name in (self.new, self.old):
            self.server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))

    def _rename(self, name: str, to: str) -> None:
        self.server.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(name), sql.Identifier(to)))


@contextmanager
def workshop(urls: postgres.Urls) -> Iterator[Workshop]:
    """Open the workshop, for one restore at a time, and leave nothing lying about.

    :raises CouldNotError: if another restore is at work
    """
    name = str(conninfo_to_dict(urls.owner)["dbname"])
    with psycopg.connect(address_of(urls.owner, "postgres"), autocommit=True) as server:
        row = server.execute("select pg_try_advisory_lock(%s)", [RESTORE_LOCK]).fetchone()
        if row != (True,):
            raise CouldNotError("Another restore is at work: wait until it has ended, then try again.")
        server.execute("set client_min_messages to warning")
        shop = Workshop(name, urls.owner, urls.program, server)
        try:
            yield shop
        finally:
            shop.clear_away()


def differences(manifest: Manifest, found: dict[str, int]) -> list[str]:
    """Say of every table whose number of rows is not the backed-up one what was expected and what was found."""
    names = sorted(manifest.tables.keys() | found.keys())
    wanted = {name: manifest.tables.get(name) for name in names}
    return [f"{n}: {wanted[n]} expected, {found.get(n)} found" for n in names if wanted[n] != found.get(n)]
