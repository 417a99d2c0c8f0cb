"""Linkage on the command line."""

import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from tests.support import clock
from tests.support.service import SYSTEM, build_service
from throughline.accounts.scopes import acting_as
from throughline.cli import main
from throughline.cli.problems import COULD_NOT
from throughline.clients.models import Client
from throughline.core.bulk import insert_rows
from throughline.core.ids import new_id
from throughline.outreach.tests.lists import csv_of, person, take

PEOPLE = 3000
HELD = "select count(*) from pg_locks where locktype = 'advisory'"


def test_the_report_prints_its_table(capfd):
    assert main.run(["linkage", "report", "--clients", "500", "--listed", "1000"]) == 0
    said = capfd.readouterr().out
    assert "linked" in said
    assert "father or son of one name" in said
    assert "precision" in said


def test_the_report_in_json(capfd):
    assert main.run(["linkage", "report", "--clients", "500", "--listed", "1000", "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["precision"] > 0.9
    assert {"kind", "people", "recall"} <= set(found["kinds"][0])


def test_a_model_is_trained_into_another_file(capfd, tmp_path, monkeypatch):
    from throughline.linkage.engine import training

    monkeypatch.setattr(
        training.train, "__kwdefaults__", {**training.train.__kwdefaults__, "clients": 500, "listed": 1000}
    )
    assert main.run(["linkage", "train", "--into", str(tmp_path / "model.json")]) == 0
    assert "comparisons" in json.loads((tmp_path / "model.json").read_text())


def test_a_list_that_is_not_there(ask, service):
    answer = ask("linkage", "match", "00000000-0000-0000-0000-000000000000")
    assert answer.code == COULD_NOT
    assert "no such list" in answer.err


def test_a_list_is_compared(ask, service, tmp_path):
    service.open_case("Amina Begum", postcode="TS25 9QX")
    row = {"NHS Number": "", "Forename": "Aminah", "Surname": "Begum", "Date of Birth": "01/05/1960"}
    taken = take(service, csv_of(tmp_path, "elm.csv", person(1, **row), person(2)))
    answer = ask("linkage", "match", taken.list_id, "--json")
    assert (answer.code, answer.json["listed"], answer.json["linked"]) == (0, 2, 1)
    assert "0 are clients" in ask("linkage", "match", taken.list_id).out


@pytest.fixture
def large(own_addresses, tmp_path):
    """Give a list of some thousands, all of them clients with a slip in the name, in a database of its own."""
    service = build_service()
    taken = take(service, csv_of(tmp_path, "elm.csv", *(person(n, **{"NHS Number": ""}) for n in range(PEOPLE))))
    at, provider_id = clock.test_time(), service.places["Harbour Trust"].id
    with acting_as(SYSTEM):
        insert_rows(
            Client,
            [{"id": new_id(), "provider_id": provider_id, "full_name": f"Ada{'bcdefghij'[n % 9]}e Testwood{n}",
              "sort_name": f"ada{'bcdefghij'[n % 9]}e testwood{n}", "postcode": "TS25 9QX", "registered_at": at,
              "date_of_birth": date(1940, 1, 1) + timedelta(days=n * 7 % 29_000),
              "registered_by_id": service.staff["manager"].id} for n in range(PEOPLE)],
        )  # fmt: skip
    connections.close_all()
    with psycopg.connect(own_addresses.owner, autocommit=True) as owner:
        yield taken.list_id, lambda sql: owner.execute(sql).fetchone()[0]


def test_a_comparison_that_is_killed_leaves_nothing_and_then_goes_through(large):
    list_id, count = large
    folder = Path(os.environ["THROUGHLINE_DATA"]) / "linkage"
    command = [sys.executable, "-m", "throughline.cli.main", "linkage", "match", str(list_id)]

    def wait_until(is_so):
        until = time.monotonic() + 60
        while not is_so() and time.monotonic() < until:
            time.sleep(0.02)

    for patience in (0.0, 0.4, 1.0):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        wait_until(lambda: count(HELD))
        time.sleep(patience)
        process.kill()
        process.communicate()
        wait_until(lambda: not count(HELD))
        assert count("select count(*) from outreach_vulnerablelist where compared_at is not null") == 0
        assert count("select count(*) from outreach_listedperson where client_id is not null") == 0
        assert count("select count(*) from linkage_possiblematch") == 0
    whole = subprocess.run(command, capture_output=True, text=True, check=False)
    assert whole.returncode == 0, whole.stderr
    assert count("select count(*) from outreach_vulnerablelist where compared_at is not null") == 1
    assert count("select count(*) from outreach_listedperson where client_id is not null") > PEOPLE * 0.9
    assert not folder.exists()
