"""Whatever the description of the published directory allows, and much that it does not, is answered as it says."""

from __future__ import annotations

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support import clock
from throughline.config.wsgi import application
from throughline.core.actor import Actor
from throughline.openreferral import commands
from throughline.openreferral.publishing.api import api
from throughline.openreferral.tests.awkward import EVERYTHING
from throughline.openreferral.tests.feeds import AT_ONCE, MadeUpFeed

DESCRIPTION = "/open-referral/v3/openapi.json"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ADDRESSES = sorted(address for _, router in api._routers for address in router.path_operations)
A_FEW = settings(
    max_examples=20, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def one_connection():
    """Keep the test's own connection, and what it holds, from one request to the next, as Django's test client does."""
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.fixture
def described(db, one_connection):
    """Give the description of a directory in which there is something."""
    with MadeUpFeed(EVERYTHING, per_page=10) as feed:
        commands.take_feed(where=feed.address, patience=AT_ONCE, by=Actor.system("import"), at=clock.START)
    return schemathesis.openapi.from_wsgi(DESCRIPTION, application)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_that_can_be_asked_is_an_error_of_ours(described, address):
    operation = described[DESCRIPTION.removesuffix("/openapi.json") + address]["GET"]

    @A_FEW
    @given(case=operation.as_strategy())
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()
