"""Fixtures that every package's tests may use."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.support import clock, databases
from tests.support.service import Service, build_service

ROOT = Path(__file__).parent
TEMPLATE = "throughline_template"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> None:  # type: ignore[no-untyped-def]
    """Migrate as the owner, in a process of its own, and keep a copy that tests can clone. Tests are the program."""
    subprocess.run(
        [sys.executable, "-m", "throughline.config.prepare_database"],
        env={**os.environ, "THROUGHLINE_AS": "owner", "DJANGO_SETTINGS_MODULE": "throughline.config.settings.test"},
        check=True,
        cwd=ROOT,
    )
    databases.as_owner(f"create database {TEMPLATE} template throughline")


@pytest.fixture
def own_database(django_db_setup, django_db_blocker) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """Give the test a database of its own, where it may commit; many processes and threads may use it."""
    with django_db_blocker.unblock(), databases.clone_of(TEMPLATE) as name:
        yield name


@pytest.fixture(autouse=True)
def the_clock_stands_still() -> Iterator[None]:
    """Start every test on Monday 2 March 2020 at ten."""
    clock.move_to(clock.START)
    yield


@pytest.fixture
def now() -> datetime:
    """Give the time it is in the test."""
    return clock.START


@pytest.fixture
def service(db: None) -> Service:
    """Give two providers with surgeries and staff, and nobody referred yet."""
    return build_service()
