"""The command line as a person meets it: words in; words out, complaints, and an exit code."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from throughline import postgres
from throughline.cli import main


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def ask(capsys, monkeypatch) -> Callable[..., Answer]:
    """Run a command in this process."""
    monkeypatch.delenv("THROUGHLINE_DEBUG", raising=False)

    def say(*words: object) -> Answer:
        capsys.readouterr()
        code = main.run([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return say


@pytest.fixture
def own_addresses(own_database, monkeypatch) -> postgres.Urls:
    """Give the command line, too, the database that the test has to itself."""
    data = Path(os.environ["THROUGHLINE_DATA"])
    urls = postgres.Urls(postgres.url(data, "owner", own_database), postgres.url(data, "program", own_database))
    monkeypatch.setenv("DATABASE_URL", urls.owner)
    monkeypatch.setenv("THROUGHLINE_PROGRAM_URL", urls.program)
    return urls
