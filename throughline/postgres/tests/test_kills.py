"""Whatever is killed, no server is left behind, the next start works, and nothing committed is lost."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from throughline.postgres import ServerProblem, cluster, hold, is_running, locks, stop, using, watch
from throughline.postgres.places import places

from .processes import happens, kill, nothing_runs, postgres_pid, supervisor_pid


def write_one_row_and_leave_one_open(address: str) -> psycopg.Connection:
    connection = psycopg.connect(address)
    connection.execute("create table if not exists seen (what text)")
    connection.execute("insert into seen values ('committed')")
    connection.commit()
    connection.execute("insert into seen values ('not committed')")
    return connection


def rows(address: str) -> list[str]:
    with psycopg.connect(address) as connection:
        return [what for (what,) in connection.execute("select what from seen")]


def test_killing_the_last_user_ends_the_server(data, user):
    user.wait_until_ready()
    user.kill()
    assert happens(lambda: nothing_runs(data), seconds=8)


def test_killing_the_supervisor_ends_the_server_and_the_next_user_finds_every_row(data):
    with using(data) as server:
        open_connection = write_one_row_and_leave_one_open(server.url())
        kill(supervisor_pid(data))
        assert happens(lambda: nothing_runs(data))
        open_connection.close()
    with using(data) as server:
        assert rows(server.url()) == ["committed"]


def test_a_user_that_comes_while_a_killed_supervisors_server_shuts_down_is_served(data):
    with using(data) as server:
        write_one_row_and_leave_one_open(server.url()).close()
        kill(supervisor_pid(data))
        assert happens(lambda: not locks.is_held(places(data).supervisor_lock))
        with using(data):
            assert happens(lambda: is_running(data))
            assert rows(server.url()) == ["committed"]


def test_killing_postgres_loses_nothing_that_was_committed(data):
    with using(data) as server:
        open_connection = write_one_row_and_leave_one_open(server.url())
        kill(postgres_pid(data))
        assert happens(lambda: not is_running(data))
        open_connection.close()
        with using(data):
            assert rows(server.url()) == ["committed"]


def test_killing_everything_at_once_is_recovered_from(data, user):
    user.wait_until_ready()
    with using(data) as server:
        write_one_row_and_leave_one_open(server.url()).close()
    for pid in (supervisor_pid(data), postgres_pid(data)):
        kill(pid)
    user.kill()
    assert happens(lambda: nothing_runs(data))
    with using(data) as server:
        assert rows(server.url()) == ["committed"]


def test_a_pid_file_that_names_another_process_or_a_zombie_stops_nothing(data):
    with using(data):
        pass
    pid_file = places(data).cluster / "postmaster.pid"
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
    for pid in (zombie.pid, os.getpid()):
        stop(data)
        pid_file.write_text(f"{pid}\n{places(data).cluster}\n")
        with using(data):
            assert is_running(data)
    zombie.wait()


def test_a_postgres_that_somebody_else_started_is_left_alone(data):
    with using(data):
        pass
    stop(data)
    (places(data).cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{places(data).cluster}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "_name_and_state", lambda pid: ("postgres", "S"))
        patch.setattr(Path, "samefile", lambda *_: True)
        with pytest.raises(ServerProblem, match="that Throughline did not start .* stop it first"):
            cluster.clear_leftovers(places(data).cluster)


def _is_removed(folder):
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def test_removing_the_data_folder_ends_its_server(data):
    held = hold(data)
    postgres = postgres_pid(data)
    assert happens(lambda: _is_removed(data)), (
        "the server writes while its folder goes: more than one try may be needed"
    )
    assert happens(lambda: not Path(f"/proc/{postgres}").exists(), seconds=15)
    held.close()


WAITS = "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL); print('ready', flush=True); signal.pause()"
"""Heeds an interrupt, also where the tests run in the background of a shell, which has it ignored."""


def test_where_the_kernel_does_not_a_watcher_stops_the_server():
    server = subprocess.Popen([sys.executable, "-c", WAITS], stdout=subprocess.PIPE)
    watcher = subprocess.Popen([sys.executable, watch.__file__, str(server.pid)], stdin=subprocess.PIPE)
    with watcher, server:
        assert server.stdout.readline() == b"ready\n"
        watcher.stdin.close()
        assert server.wait(10) == -signal.SIGINT


def test_a_half_made_cluster_is_made_anew(data):
    unfinished = places(data).unfinished_cluster
    unfinished.mkdir(parents=True)
    (unfinished / "half").touch()
    with using(data):
        assert not unfinished.exists()
