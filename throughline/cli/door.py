"""How a command gets in: the database is kept running, Django made ready, and one transaction opened in a scope.

Django's models cannot be imported before it is ready, so the commands import what they call when they run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

from throughline import postgres
from throughline.cli.problems import CouldNotError
from throughline.core.actor import Actor

_held: list[postgres.Hold] = []


def hold_database() -> None:
    """Keep our own server running for as long as this process lives, or see that the named one can be used.

    :raises ServerProblem: if it cannot be
    """
    if not postgres.is_own_server():
        postgres.check_url(postgres.urls().owner)
    elif not _held:
        _held.append(postgres.hold())


def hold_again() -> None:
    """Start our own server again if it was ended from outside while this process still needs it."""
    if postgres.is_own_server() and not postgres.is_running():
        let_go()
        hold_database()


def let_go() -> None:
    """Say that this process needs our own server no more."""
    while _held:
        _held.pop().close()


def ready() -> None:
    """Hold the database and make Django ready."""
    hold_database()
    ready_without_database()


def ready_without_database() -> None:
    """Make Django ready, for what asks the database nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.config.settings.dev")
    django.setup()


@contextmanager
def inside(purpose: str) -> Iterator[Actor]:
    """Come in as the system, with a purpose that the audit trail will show, in one transaction that sees everything."""
    ready()
    from throughline.accounts.scopes import acting_as

    with acting_as(Actor.system(purpose)) as actor:
        yield actor


@contextmanager
def inside_as(email: str | None, *, purpose: str) -> Iterator[Actor]:
    """Come in as the account under an e-mail address, bound by its role; without one, as the system.

    :raises NotFound: if no active account has that address
    """
    ready()
    from throughline.accounts import queries as accounts
    from throughline.accounts.scopes import acting_as
    from throughline.core.decisions import NotFound

    user = accounts.account_by_email(email) if email else None
    if email and user is None:
        raise NotFound("No active account has that e-mail address: check its spelling.")
    with acting_as(accounts.actor_for(user, purpose=purpose) if user else Actor.system(purpose)) as actor:
        yield actor


def require_prepared() -> None:
    """Go on only if every migration has been applied.

    :raises CouldNotError: if not
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CouldNotError("The database is not prepared for this program: run `throughline setup`, then try again.")
