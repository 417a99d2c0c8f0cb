"""Is this installation sound? Asked of the database as the program, and of Django's own checks."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core import checks
from django.db import connection

from throughline.core.database import our_models

RULES = {
    "The program signs in as a superuser: give it a user of its own.": (
        "select from pg_roles where rolname = current_user and rolsuper"
    ),
    "The program's user goes round row-level security: run `alter role ... nobypassrls` for it.": (
        "select from pg_roles where rolname = current_user and rolbypassrls"
    ),
    "The program's user owns tables, so it could lift their protection: give it a user of its own.": (
        "select from pg_class where relnamespace = 'public'::regnamespace and pg_has_role(relowner, 'member')"
    ),
    "A table has a row-level policy that is switched off: run `throughline setup`.": (
        "select from pg_policy p join pg_class c on c.oid = p.polrelid where not c.relrowsecurity"
    ),
}
"""What is wrong if the statement finds a row."""


def check_all() -> list[str]:
    """List what is not sound, each in a sentence."""
    return [*_database(), *_append_only_tables(), *_django()]


def _database() -> Iterator[str]:
    with connection.cursor() as cursor:
        for sentence, statement in RULES.items():
            cursor.execute(f"select exists ({statement})")
            if cursor.fetchone()[0]:
                yield sentence


def _append_only_tables() -> Iterator[str]:
    tables = [m._meta.db_table for m in our_models() if getattr(m, "append_only", False)]
    with connection.cursor() as cursor:
        cursor.execute(
            "select t from unnest(%s::text[]) t where has_table_privilege(t, 'update, delete, truncate') order by t",
            [tables],
        )
        for (table,) in cursor.fetchall():
            yield f"The program could change {table}, which may only be added to: run `throughline setup`."


def _django() -> Iterator[str]:
    # A demo on a laptop has no https, which is all that the checks for deployment would say of it.
    for message in checks.run_checks(include_deployment_checks=not settings.DEMO):
        if message.level >= checks.WARNING and not message.is_silenced():
            yield f"{message.msg} ({message.id})"
