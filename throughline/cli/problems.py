"""What went wrong, in one plain sentence with what to do about it."""

from __future__ import annotations

import click
import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from throughline import postgres
from throughline.core.decisions import NotAllowed, NotFound, Refused

FOUND_PROBLEMS = 1
COULD_NOT = 2

SAY_MORE = "run it again with THROUGHLINE_DEBUG=1 to see where"


class CouldNotError(click.ClickException):
    """What was asked for could not be done. The message is the sentence that says why and what to do."""

    exit_code = COULD_NOT


def in_words(error: BaseException) -> str:
    """Put any error into one sentence; nothing of the data is quoted from errors that are not meant for reading."""
    if isinstance(error, click.ClickException):
        return _usage(error) if isinstance(error, click.UsageError) else error.format_message()
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return "Stopped."
    if isinstance(error, postgres.ServerProblem | Refused | NotFound | NotAllowed | ImproperlyConfigured):
        return str(error)
    if isinstance(error, OperationalError | ProgrammingError | psycopg.Error):
        return _database(error)
    if isinstance(error, OSError):
        return (
            f"{error.filename or 'A file'} could not be used ({error.strerror or error}): correct that, then try again."
        )
    return f"Something went wrong that should not ({type(error).__name__}): {SAY_MORE}."


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "throughline"
    return f"{error.format_message().rstrip('.')}: see `{command} --help`."


def _database(error: BaseException) -> str:
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    state = getattr(cause, "sqlstate", None)
    sentences = {
        "42P01": "The database is not prepared: run `throughline setup`, then try again.",
        "42703": "The database is older than this program: run `throughline setup`, then try again.",
        "42501": "The program lacks rights in the database: run `throughline setup`, then try again.",
        "53100": "The disk of the database is full: make room on it, then try again.",
        "53300": "The database has no connection left: raise its max_connections, or run fewer processes.",
    }
    if state in sentences:
        return sentences[state]
    if isinstance(cause, psycopg.OperationalError):
        return "The database went away or cannot be reached: see that it runs, then try again."
    return f"The database refused ({type(cause or error).__name__}): {SAY_MORE}."
