"""Run the service: set it up, serve it, see that it is sound, and the database under it."""

from __future__ import annotations

import sys
import time

import click

from throughline import postgres
from throughline.cli import answers, checking, demo, door, preparing, serving
from throughline.cli.problems import FOUND_PROBLEMS

DEFAULT_PORT = 8000


@click.command()
@answers.may_answer_in_json
def setup(in_json: bool) -> None:
    """Prepare everything without starting: database, rights, style sheet. Quick when there is nothing to do."""
    began = time.monotonic()
    preparing.prepare_own_or_named_server()
    preparing.prepare_database()
    built = preparing.prepare_pages()
    where = str(postgres.data_folder().resolve()) if postgres.is_own_server() else "DATABASE_URL"
    seconds = round(time.monotonic() - began, 1)
    words = [f"Everything is prepared (database in {where}; {seconds} s)."]
    answers.give({"database": where, "pages_built": built, "seconds": seconds}, words, in_json=in_json)


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), default=DEFAULT_PORT, envvar="PORT", show_default=True)
@answers.may_answer_in_json
def serve(port: int, in_json: bool) -> None:
    """Serve the pages and do the jobs until stopped with Ctrl-C. Loads the demo service on the first run."""
    service = serving.service_on(port, lambda words: click.echo(words, err=True))
    door.ready()
    door.require_prepared()
    demo.load_if_empty(in_json=in_json)
    address = f"http://localhost:{port}"
    words = ["", f"Throughline is at {address} (stop it with Ctrl-C).", *demo.sign_in_words(), ""]
    answers.give({"address": address}, words, in_json=in_json)
    sys.stdout.flush()
    service.run()


@click.command()
@answers.may_answer_in_json
def check(in_json: bool) -> None:
    """See that settings and database are sound: above all that the program is bound by row-level security."""
    door.ready()
    door.require_prepared()
    found = checking.check_all()
    words = [*found, f"{len(found)} problems."]
    answers.give({"problems": found}, words, in_json=in_json)
    if found:
        sys.exit(FOUND_PROBLEMS)


@click.group()
def db() -> None:
    """Start and stop our own PostgreSQL by hand. (It runs by itself for as long as a command needs it.)"""


@db.command()
@answers.may_answer_in_json
def start(in_json: bool) -> None:
    """Start the database and keep it running until `db stop`."""
    _own_server_only()
    server = postgres.start()
    answers.give({"running": True, "url": server.url()}, [f"The database runs: {server.url()}"], in_json=in_json)


@db.command()
@answers.may_answer_in_json
def stop(in_json: bool) -> None:
    """Stop the database."""
    _own_server_only()
    postgres.stop()
    answers.give({"running": False}, ["The database is stopped."], in_json=in_json)


@db.command()
@click.option("--program", is_flag=True, help="The program's address, whom row-level security binds.")
@answers.may_answer_in_json
def url(program: bool, in_json: bool) -> None:
    """Print the owner's address of the database, for psql and the like."""
    urls = postgres.urls()
    running = postgres.is_running() if postgres.is_own_server() else None
    found = urls.program if program else urls.owner
    answers.give({"url": found, "running": running}, [found], in_json=in_json)


def _own_server_only() -> None:
    if not postgres.is_own_server():
        raise click.UsageError("DATABASE_URL names another server, which Throughline does not start or stop")
