"""Lists of vulnerable people on the command line: taken in, killed half way, twice at once, and listed."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import psycopg
import pytest
from django.db import connections

from tests.support import clock
from tests.support.service import build_service
from throughline.cli.problems import COULD_NOT, FOUND_PROBLEMS
from throughline.outreach.tests.lists import csv_of, person

BASIS = ("--legal-basis", "Sharing agreement", "--delete-by", f"{clock.START + timedelta(days=9000):%Y-%m-%d}")
HELD = "select count(*) from pg_locks where locktype = 'advisory'"
FROM_ELM = ("--provider", "Harbour Trust", "--source", "Elm Street", *BASIS)


def test_a_list_is_taken_in_and_again_is_0_new(ask, service, tmp_path):
    file = csv_of(tmp_path, "elm.csv", person(1), person(2), person(3, Postcode="?"))
    first = ask("import", "list", file, *FROM_ELM, "--json")
    again = ask("import", "list", file, *FROM_ELM)

    assert (first.code, first.json["listed"], first.json["bad"]) == (FOUND_PROBLEMS, 2, 1)
    assert first.json["bad_file"].endswith("elm.bad.csv")
    assert again.out == "This very file is here already: 0 new.\n"
    assert ask("lists", "--json").json[0]["listed"] == 2
    assert "1 lists." in ask("lists", "--provider", "Harbour Trust").out


def test_a_heading_is_explained_by_an_option(ask, service, tmp_path):
    file = csv_of(tmp_path, "elm.csv", person(1, Ailment="Asthma"))
    refused = ask("import", "list", file, *FROM_ELM)
    taken = ask("import", "list", file, *FROM_ELM, "--map", "Ailment=reason", "--json")

    assert (refused.code, taken.code) == (COULD_NOT, 0)
    assert "“Ailment”" in refused.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--provider", "Harbour Trust", "--source", "Elm Street", "--legal-basis", "x"), "--delete-by"),
        (("--provider", "Harbour Trust", "--source", "Nowhere", *BASIS), "Nowhere"),
        ((*FROM_ELM, "--map", "Ailment"), "HEADING=COLUMN"),
    ],
)
def test_what_is_missing_is_said(ask, service, tmp_path, words, says):
    answer = ask("import", "list", csv_of(tmp_path, "elm.csv", person(1)), *words)
    assert answer.code == COULD_NOT
    assert says in answer.err


@pytest.fixture
def alone(own_addresses):
    """Give a way to run the command as a process, in a database of its own, and to ask that database."""
    build_service()
    connections.close_all()

    def start(file):
        command = [sys.executable, "-m", "throughline.cli.main", "import", "list", str(file), *FROM_ELM]
        return subprocess.Popen(command, env={**os.environ}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    with psycopg.connect(own_addresses.owner, autocommit=True) as owner:

        def count(sql):
            return owner.execute(sql).fetchone()[0]

        yield start, count


def wait_until(is_so):
    until = time.monotonic() + 60
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)


def test_an_import_that_is_killed_was_never_here_and_then_goes_through(alone, tmp_path):
    start, count = alone
    file = csv_of(tmp_path, "elm.csv", *(person(n) for n in range(20_000)), person(1, Postcode="?"))
    for patience in (0.0, 0.4, 1.0):
        process = start(file)
        wait_until(lambda: count(HELD))
        time.sleep(patience)
        process.kill()
        process.communicate()
        wait_until(lambda: not count(HELD))
        assert count("select count(*) from outreach_vulnerablelist") == 0
        assert count("select count(*) from outreach_listedperson") == 0
        assert count("select count(*) from outreach_badrow") == 0
    whole = start(file)
    whole.communicate()
    assert whole.returncode == FOUND_PROBLEMS
    assert count("select count(*) from outreach_listedperson") == 20_000


def test_of_two_at_once_with_the_same_file_one_takes_it(alone, tmp_path):
    start, count = alone
    file = csv_of(tmp_path, "elm.csv", *(person(n) for n in range(2000)))
    said = [process.communicate() for process in [start(file), start(file)]]
    assert count("select count(*) from outreach_vulnerablelist") == 1
    assert count("select count(*) from outreach_listedperson") == 2000
    assert any("Another list is being taken in" in err or "here already" in out for out, err in said)
