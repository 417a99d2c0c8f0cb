"""Files of other systems on the command line."""

from __future__ import annotations

import json

import pytest

from throughline.cli.problems import COULD_NOT, FOUND_PROBLEMS

GOOD = "Amina Begum,01/05/1960,worker@example.org,2020-03-16\n"
BAD = "Brian Tait,31/02/1960,worker@example.org,2020-03-16\n"
HEADINGS = "name,date_of_birth,worker,next_contact\n"


@pytest.fixture
def caseload(tmp_path):
    def save(*rows: str):
        path = tmp_path / "caseload.csv"
        path.write_text(HEADINGS + "".join(rows))
        return path

    return save


def test_a_good_file_is_taken_and_again_is_harmless(ask, service, caseload):
    file = caseload(GOOD)

    first = ask("import", "clients", file, "--json")
    again = ask("import", "clients", file, "--json")

    assert (first.code, first.json) == (0, {"taken": 1, "again": 0, "bad": 0, "bad_file": None})
    assert (again.code, again.json) == (0, {"taken": 0, "again": 1, "bad": 0, "bad_file": None})


def test_a_dry_run_takes_nothing(ask, service, caseload):
    file = caseload(GOOD)

    tried = ask("import", "clients", file, "--dry-run")

    assert tried.out == "1 would be taken, 0 here already, 0 bad.\n"
    assert ask("integrity", "--json").json["checked"] == 0


def test_bad_rows_come_back_in_a_file_and_the_good_are_taken_only_when_asked(ask, service, caseload):
    file = caseload(GOOD, BAD)

    whole = ask("import", "clients", file, "--json")
    partial = ask("import", "clients", file, "--partial", "--json")

    assert (whole.code, whole.json["taken"], whole.json["bad"]) == (FOUND_PROBLEMS, 0, 1)
    assert (partial.code, partial.json["taken"], partial.json["bad"]) == (FOUND_PROBLEMS, 1, 1)
    with open(partial.json["bad_file"], encoding="utf-8-sig") as found:
        assert "31/02/1960" in found.read()


def test_a_kind_that_cannot_be_imported_is_refused(ask, service, caseload):
    answer = ask("import", "horses", caseload(GOOD))

    assert answer.code == COULD_NOT
    assert "horses" in answer.err


@pytest.mark.parametrize("kind", ["clients", "referrals", "eligibility"])
def test_a_schema_lists_its_columns(ask, kind):
    columns = ask("schema", kind, "--json").json

    assert {"name": "date_of_birth", "required": True} in [{k: c[k] for k in ("name", "required")} for c in columns]
    assert all(set(column) == {"name", "required", "says", "example"} for column in columns)
    assert "date_of_birth" in ask("schema", kind).out


def test_eligibility_is_answered_row_for_row(ask, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(
        "date_of_birth,referral_date,conditions\n"
        "1980-05-01,2020-04-30,type 2 diabetes\n"
        "1980-05-01,2020-05-01,type 2 diabetes\n"
        "1960-01-01,2020-05-01,anxiety; depression\n"
        "1960-01-01,2020-05-01,gestational diabetes\n"
    )

    answer = ask("eligibility", file, "--json")

    assert answer.code == 0
    assert [row["eligible"] for row in answer.json] == ["no", "yes", "no", "ask"]
    assert all(set(row) == {"row", "eligible", "why"} and row["why"] for row in answer.json)


CHOIR = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Moor choir", "status": "active"}
NAMELESS = {"id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5", "status": "active"}


def test_services_are_taken_from_a_file_and_again_is_harmless(ask, service, tmp_path):
    file = tmp_path / "moor.json"
    file.write_text(json.dumps({"contents": [CHOIR]}))

    first = ask("import", "services", file, "--json")
    again = ask("import", "services", file)

    assert (first.code, first.json["taken"], first.json["source"]) == (0, 1, "moor.json")
    assert (again.code, again.out.splitlines()[0]) == (0, "0 taken, 0 changed, 1 unchanged: moor.json.")


def test_a_service_without_a_name_is_named_by_its_id_and_the_others_are_taken(ask, service, tmp_path):
    file = tmp_path / "moor.json"
    file.write_text(json.dumps([CHOIR, NAMELESS]))

    told = ask("import", "services", file, "--dry-run")

    assert told.code == FOUND_PROBLEMS
    assert "1 would be taken" in told.out
    assert f"  {NAMELESS['id']}: name is missing" in told.out


def test_services_that_are_nowhere_are_refused(ask, service, tmp_path):
    answer = ask("import", "services", tmp_path / "nowhere.json")

    assert answer.code == COULD_NOT
    assert "There is no file" in answer.err
