"""Journeys in a real browser."""

import pytest

pytest.register_assert_rewrite("tests.journeys.journey", "tests.journeys.records")
