"""The pages of the manual that are made from the program say what the program does now."""

import pytest

from tests.architecture.source import ROOT
from tools.generate_docs import PAGES, text_of


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_the_program_would_write_it(name):
    assert (ROOT / name).read_text() == text_of(name), "run: .venv/bin/python -m tools.generate_docs"


def test_no_page_of_the_reference_is_written_by_hand():
    assert {f"docs/reference/{path.name}" for path in (ROOT / "docs" / "reference").iterdir()} <= set(PAGES)
