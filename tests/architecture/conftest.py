"""Fixtures for tests about the whole."""

import pytest
from django.db import transaction

from tests.support import clock
from tests.support.living import Living, live_through
from tests.support.service import build_service


@pytest.fixture(scope="module")
def lived_once(django_db_setup, django_db_blocker):
    """Let one client's whole history happen once for all the tests of a module, and never commit it."""
    clock.move_to(clock.START)
    with django_db_blocker.unblock(), transaction.atomic():
        yield live_through(build_service())
        transaction.set_rollback(True)


@pytest.fixture
def lived(lived_once) -> Living:
    """Give a service with one client's whole history at Harbour Trust; what the test does to it is undone."""
    with transaction.atomic():
        yield lived_once
        transaction.set_rollback(True)
