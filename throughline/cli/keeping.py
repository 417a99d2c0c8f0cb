"""Keep the data: all of it into one file, and back again. A restored copy answers the same."""

from __future__ import annotations

from pathlib import Path

import click
import psycopg

from throughline import postgres
from throughline.cli import answers, archive, databases, door, leaving, preparing
from throughline.cli.archive import Archive, Manifest
from throughline.cli.problems import CouldNotError
from throughline.cli.taking import FILE


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@answers.may_answer_in_json
def backup(file: Path, in_json: bool) -> None:
    """Write everything as it is at this moment into FILE, for your eyes alone. The service may go on meanwhile."""
    door.ready()
    door.require_prepared()
    from throughline.core import clock

    leaving.note_alone("EXPORTED", what="backup")  # Before it is made, so that the copy tells of itself.
    owner = postgres.urls().owner
    with databases.still_picture(owner) as (connection, moment):
        manifest = Manifest(
            made_at=clock.system_time().isoformat(timespec="seconds"),
            server=connection.info.server_version,
            tables=databases.count_rows(connection),
            migrations=_migrations_in(connection),
        )
        with archive.new_archive(file, manifest) as into:
            databases.dump(owner, moment, into)
    size = file.stat().st_size
    words = [f"{file}: {manifest.rows} rows of {len(manifest.tables)} tables, {size} bytes."]
    answer = {"file": file, "bytes": size, "tables": len(manifest.tables), "rows": manifest.rows}
    answers.give(answer, words, in_json=in_json)


@click.command()
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Replace a service that is in the database now. It will be gone.")
@answers.may_answer_in_json
def restore(file: Path, replace: bool, in_json: bool) -> None:
    """Put back what is in FILE: all of it, or nothing. An empty or a demo database is replaced without asking."""
    door.ready()
    urls = postgres.urls()
    with archive.open_archive(file) as opened:
        _require_known(opened)
        if not replace and _holds_a_service(urls.owner):
            raise CouldNotError(
                "There is a service in this database: back it up, then restore with --replace, or set THROUGHLINE_DATA "
                "to a new folder."
            )
        with databases.workshop(urls) as shop:
            shop.make_room()
            with answers.progress(f"Restoring {file.name}", in_json=in_json) as far:
                databases.fill(databases.address_of(urls.owner, shop.new), opened, far)
            _require_equal(opened, databases.address_of(urls.owner, shop.new))
            _prepare(urls, shop.new)
            shop.put_in_place()
    manifest = opened.manifest
    _note_restored(manifest.rows)
    words = [f"Restored {manifest.rows} rows of {len(manifest.tables)} tables, as of {manifest.made_at}."]
    answer = {"file": file, "made_at": manifest.made_at, "tables": len(manifest.tables), "rows": manifest.rows}
    answers.give(answer, words, in_json=in_json)


def _note_restored(rows: int) -> None:
    """Let the trail that came back tell that it did."""
    from django.db import connections

    connections.close_all()  # They were to the database that was replaced.
    leaving.note_alone("RESTORED", what="restore", rows=rows)


def _migrations_in(connection: psycopg.Connection) -> list[str]:
    found = connection.execute("select app || '.' || name from django_migrations order by 1").fetchall()
    return [str(name) for (name,) in found]


def _require_known(opened: Archive) -> None:
    """Go on only if this program knows everything that was done to the tables of the backup."""
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if not set(opened.manifest.migrations) <= known:
        raise CouldNotError(f"{opened.path} was made by a newer Throughline: update this one, then try again.")


def _holds_a_service(owner: str) -> bool:
    from django.conf import settings

    if settings.DEMO:
        return False
    with psycopg.connect(owner) as connection:
        table = connection.execute("select to_regclass('public.organisations_organisation')").fetchone()
        if table == (None,):
            return False
        return connection.execute("select 1 from organisations_organisation limit 1").fetchone() is not None


def _require_equal(opened: Archive, restored: str) -> None:
    with psycopg.connect(restored) as connection:
        found = databases.differences(opened.manifest, databases.count_rows(connection))
    if found:
        raise CouldNotError(f"The restored copy is not equal ({'; '.join(found)}), so nothing was replaced.")


def _prepare(urls: postgres.Urls, database: str) -> None:
    """Bring the restored copy up to date and state every right anew, before it takes the real one's place."""
    new = postgres.Urls(databases.address_of(urls.owner, database), databases.address_of(urls.program, database))
    postgres.prepare(new)
    preparing.prepare_database({"DATABASE_URL": new.owner, "THROUGHLINE_PROGRAM_URL": new.program})
