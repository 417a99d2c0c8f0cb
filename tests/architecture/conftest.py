"""Fixtures for tests about the whole."""

import pytest

from tests.support.living import Living, live_through


@pytest.fixture
def lived(service) -> Living:
    """Give a service with one client's whole history at Harbour Trust."""
    return live_through(service)
