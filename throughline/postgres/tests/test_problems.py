"""Each problem is one plain sentence that says what to do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from throughline.postgres import ServerProblem, check_url, using
from throughline.postgres.places import places
from throughline.postgres.problems import from_os_error, from_postgres_words


def problem_of(data: Path) -> str:
    with pytest.raises(ServerProblem) as caught, using(data):
        pass
    return str(caught.value)


def test_a_cluster_of_another_major_version(data):
    cluster = places(data).cluster
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("16\n")
    assert "was made by PostgreSQL 16, and this is PostgreSQL 18: go back" in problem_of(data)


def test_a_folder_of_other_things(data):
    places(data).cluster.mkdir(parents=True)
    (places(data).cluster / "holiday.txt").touch()
    assert "is not a PostgreSQL data folder, but is not empty: move it away" in problem_of(data)
    assert [file.name for file in places(data).cluster.iterdir()] == ["holiday.txt"]


def test_a_data_folder_that_is_itself_a_cluster(data):
    data.mkdir()
    (data / "PG_VERSION").write_text("18\n")
    assert "set THROUGHLINE_DATA to a new or empty folder" in problem_of(data)


def test_a_data_folder_that_is_a_file(tmp_path):
    (tmp_path / "file").touch()
    assert "is not a folder" in problem_of(tmp_path / "file")


@pytest.mark.skipif(os.getuid() == 0, reason="root can write everywhere")
def test_a_data_folder_that_cannot_be_written_to(data):
    data.mkdir(mode=0o500)
    assert "cannot be written to: give your account the right" in problem_of(data)


def test_words_for_a_folder_that_cannot_be_written_to(tmp_path):
    assert "cannot be written to" in str(from_os_error(PermissionError(13, "no"), tmp_path))


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk(tmp_path):
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run([mount, "-t", "tmpfs", "-o", "size=20m", "none", tmp_path], check=False).returncode
    ):
        pytest.skip("this machine does not let us mount a small disk")
    try:
        assert "is full: make room on it" in problem_of(tmp_path / "data")
    finally:
        subprocess.run(["umount", "--lazy", tmp_path], check=True)


def test_words_for_a_full_disk_and_for_anything_else(tmp_path):
    log = tmp_path / "postgres.log"
    full = "1 [2] FATAL:  could not write lock file: No space left on device"
    assert "is full: make room" in str(from_postgres_words(full, log))
    other = "1 [2] FATAL:  data directory has wrong ownership\n1 [2] LOG:  shut down"
    assert "(data directory has wrong ownership)" in str(from_postgres_words(other, log))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://someone@host/database", "is not an address of PostgreSQL: write it as postgresql://"),
        ("postgresql://user:se:cr@et@host:port/x", "is not an address of PostgreSQL"),
        (
            "postgresql://someone@no-such-host.invalid/x",
            "The host no-such-host.invalid in DATABASE_URL cannot be found",
        ),
        ("postgresql://someone@127.0.0.1:1/x", "No PostgreSQL answers at 127.0.0.1, port 1: check that it runs"),
    ],
)
def test_an_address_that_leads_nowhere(address, words):
    with pytest.raises(ServerProblem) as caught:
        check_url(address)
    assert words in str(caught.value)
    assert "cr@et" not in str(caught.value)


def test_an_address_with_a_wrong_database_or_user(shared_server):
    with pytest.raises(ServerProblem, match="There is no database elsewhere at .*: create it there"):
        check_url(shared_server.url(database="elsewhere"))
    with pytest.raises(ServerProblem, match="There is no user nobody_here at"):
        check_url(shared_server.url().replace("throughline_owner", "nobody_here"))
    check_url(shared_server.url())


def test_a_server_that_is_too_old(shared_server, monkeypatch):
    monkeypatch.setattr("throughline.postgres.connections.OLDEST_SERVER", 99)
    with pytest.raises(ServerProblem, match="is PostgreSQL 18, and Throughline needs 99 or newer: upgrade it"):
        check_url(shared_server.url())
