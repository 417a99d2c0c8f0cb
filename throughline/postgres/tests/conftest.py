"""A data folder for one test, and one server for all tests that change nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from throughline.postgres import Server, server

from .processes import UserProcess


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    yield folder
    server.stop(folder)


@pytest.fixture
def user(data: Path) -> Iterator[UserProcess]:
    """Another process that uses the server."""
    process = UserProcess(data)
    yield process
    process.kill()


@pytest.fixture(scope="package")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("shared") / "data"
    with server.using(folder) as running:
        yield running
    server.stop(folder)
