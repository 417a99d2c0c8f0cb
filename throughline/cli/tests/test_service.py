"""The service as processes: set up, served, ended, killed."""

from __future__ import annotations

import json
import signal
import socket

import psutil
import pytest

from tests.support import databases
from throughline import postgres
from throughline.cli.problems import COULD_NOT, FOUND_PROBLEMS
from throughline.cli.tests.installation import Installation, below, free_port, status_of, wait_until

SIGN_IN = "/account/login/"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """Give an installation that has been set up."""
    made = Installation(tmp_path_factory.mktemp("installation") / "data")
    done = made.run("setup", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["database"] == str(made.data)
    made.hold_one_organisation()
    yield made
    postgres.stop(made.data)


def test_setting_up_again_changes_nothing(installation):
    again = installation.run("setup", "--json")

    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["pages_built"] is False


def test_a_service_that_was_never_set_up_names_the_command(tmp_path):
    done = Installation(tmp_path / "data").run("serve", "--port", str(free_port()))

    assert done.returncode == COULD_NOT
    assert done.stderr == "The database is not prepared for this program: run `throughline setup`, then try again.\n"


def test_serving_answers_and_ends_with_everything_it_started(installation):
    port = free_port()

    with installation.served(port) as service:
        assert wait_until(lambda: status_of(port, SIGN_IN) == 200)
        started = below(service)
        words = service.stdout.readline() + service.stdout.readline()
        service.send_signal(signal.SIGINT)
        assert service.wait(60) == 0

    assert f"http://localhost:{port}" in words
    assert len(started) >= 4
    assert psutil.wait_procs(started, timeout=30)[1] == []
    assert wait_until(lambda: not postgres.is_running(installation.data))


def test_after_a_kill_nothing_is_left_running(installation):
    port = free_port()

    with installation.served(port) as service:
        assert wait_until(lambda: status_of(port, SIGN_IN) == 200)
        started = below(service)
        service.kill()
        service.wait()

    assert psutil.wait_procs(started, timeout=60)[1] == []
    assert wait_until(lambda: not postgres.is_running(installation.data))


def test_a_dead_job_worker_is_started_again_once(installation):
    port = free_port()

    def job_workers() -> list[psutil.Process]:
        alive = (p for p in below(service) if p.status() != psutil.STATUS_ZOMBIE)
        return [p for p in alive if p.cmdline()[-1:] == ["jobs"]]

    with installation.served(port) as service:
        assert wait_until(lambda: len(job_workers()) == 1)
        first = job_workers()[0]
        first.kill()
        assert wait_until(lambda: job_workers() not in ([], [first]))
        job_workers()[0].kill()
        assert service.wait(60) == COULD_NOT
        said = service.stdout.read()

    assert "The job worker ended by itself and was started again.\n" in said
    assert "The job worker ended a second time: see its words above, then start again.\n" in said


def test_a_port_in_use_is_said_with_the_remedy(installation):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = installation.run("serve", PORT=str(port))

    assert done.returncode == COULD_NOT
    assert done.stderr == (
        f"Port {port} is in use by another program: end that program, "
        f"or choose another port with `PORT={port + 1} make run`.\n"
    )


def test_the_database_may_be_started_and_stopped_by_hand(installation):
    started = json.loads(installation.run("db", "start", "--json").stdout)
    address = json.loads(installation.run("db", "url", "--json").stdout)
    stopped = json.loads(installation.run("db", "stop", "--json").stdout)

    assert started["running"] is True
    assert address == {"url": started["url"], "running": True}
    assert stopped == {"running": False}
    assert not postgres.is_running(installation.data)


def test_another_server_is_not_ours_to_stop(ask, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me@example.org/throughline")

    answer = ask("db", "stop")

    assert answer.code == COULD_NOT
    assert answer.err.startswith("DATABASE_URL names another server, which Throughline does not start or stop")


@pytest.mark.django_db
def test_a_sound_installation_has_no_problems(ask):
    answer = ask("check", "--json")

    assert (answer.code, answer.json) == (0, {"problems": []})


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (
            "grant update on audit_auditentry to throughline_program",
            "The program could change audit_auditentry, which may only be added to: run `throughline setup`.",
        ),
        (
            "alter table cases_case disable row level security",
            "A table has a row-level policy that is switched off: run `throughline setup`.",
        ),
        (
            "alter table drafts_draft owner to throughline_program",
            "The program's user owns tables, so it could lift their protection: give it a user of its own.",
        ),
    ],
)
def test_an_installation_whose_protection_was_lifted_is_found_out(ask, own_database, harm, found):
    with databases.owner_of(own_database) as owner:
        owner.execute(harm)

    answer = ask("check", "--json")

    assert (answer.code, answer.json) == (FOUND_PROBLEMS, {"problems": [found]})
