"""A backup is whole or not there; a restored copy answers the same; a restore that fails leaves all as it was."""

from __future__ import annotations

import stat
import zipfile

import pytest
from django.db import connections

from tests.support import databases as own
from tests.support.service import build_service
from throughline.cli import databases
from throughline.cli.problems import COULD_NOT


@pytest.fixture
def backed_up(ask, own_addresses, tmp_path):
    """Give a backup of a service with two people, one of them late."""
    service = build_service()
    service.open_case("Amina Begum")
    service.open_case("Siân O'Dowd 王")
    file = tmp_path / "service.backup"
    answer = ask("backup", file, "--json")
    assert answer.code == 0, answer.err
    return file


def _what_is_asked(ask):
    """Ask, and leave out how many entries the trail has: a worklist that is printed leaves one more."""
    return (
        ask("worklist", "--worker", "worker@example.org", "--on", "2020-06-01", "--json").json,
        ask("integrity", "--json").json,
        ask("audit", "verify", "--json").json["faults"],
    )


def test_a_restored_copy_answers_the_same(ask, backed_up, own_addresses, own_database):
    with own.owner_of(own_database) as owner:
        counts = databases.count_rows(owner)
    before = _what_is_asked(ask)
    with own.owner_of(own_database) as owner:
        owner.execute("truncate clients_client cascade")
    connections.close_all()

    answer = ask("restore", backed_up, "--json")

    assert answer.code == 0, answer.err
    assert answer.json["rows"] == sum(counts.values())
    with own.owner_of(own_database) as owner:
        restored = databases.count_rows(owner)
    assert {table: restored[table] - rows for table, rows in counts.items() if restored[table] != rows} == {
        "audit_auditentry": 1, "audit_unsealed": 1,  # That it was restored.
    }  # fmt: skip
    assert _what_is_asked(ask) == before
    assert len(before[0]) == 2
    assert ask("check").out == "0 problems.\n"


def test_only_its_owner_may_read_a_backup(backed_up):
    assert stat.S_IMODE(backed_up.stat().st_mode) == 0o600
    assert [path.name for path in backed_up.parent.iterdir()] == [backed_up.name]


def test_a_live_service_is_replaced_only_when_asked(ask, backed_up, settings):
    settings.DEMO = False
    connections.close_all()

    refused = ask("restore", backed_up)
    replaced = ask("restore", backed_up, "--replace")

    assert refused.code == COULD_NOT
    assert refused.err.startswith("There is a service in this database: back it up, then restore with --replace")
    assert replaced.code == 0, replaced.err


def test_an_empty_live_database_is_filled_without_asking(ask, backed_up, own_database, settings):
    settings.DEMO = False
    connections.close_all()
    with own.owner_of(own_database) as owner:
        owner.execute("truncate organisations_organisation cascade")

    assert ask("restore", backed_up).code == 0
    assert len(ask("worklist", "--worker", "worker@example.org", "--on", "2020-06-01", "--json").json) == 2


def _with_its_dump_damaged(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


def _with_a_row_too_many_in_its_manifest(file):
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["manifest.json"] = parts["manifest.json"].replace(b'"clients_client": 2', b'"clients_client": 3')
    with zipfile.ZipFile(file, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)


def _made_by_a_newer_program(file):
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["manifest.json"] = parts["manifest.json"].replace(b"audit.0001", b"audit.9001")
    with zipfile.ZipFile(file, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)


def _cut_short(file):
    file.write_bytes(file.read_bytes()[:-500])


def _not_a_backup(file):
    file.write_text("Dear Amina")


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (_with_its_dump_damaged, "nothing was restored"),
        (_with_a_row_too_many_in_its_manifest, "clients_client: 3 expected, 2 found"),
        (_made_by_a_newer_program, "was made by a newer Throughline: update this one, then try again."),
        (_cut_short, "is not a backup made by `throughline backup`"),
        (_not_a_backup, "is not a backup made by `throughline backup`"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_cannot_be_restored_leaves_everything_as_it_was(ask, backed_up, own_database, made, sentence):
    before = _what_is_asked(ask)
    made(backed_up)
    connections.close_all()

    answer = ask("restore", backed_up)

    assert answer.code == COULD_NOT
    assert sentence in answer.err
    assert _what_is_asked(ask) == before
    with own.owner_of("postgres") as owner:
        found = owner.execute("select datname from pg_database where datname like %s", [f"{own_database}%"]).fetchall()
    assert found == [(own_database,)]


def test_a_backup_that_fails_leaves_no_file_and_the_old_one_untouched(ask, backed_up, own_database, monkeypatch):
    before = backed_up.read_bytes()
    monkeypatch.setattr(databases.postgres, "binary", lambda name: "/bin/false")
    monkeypatch.setattr(databases.shutil, "which", lambda name: None)

    answer = ask("backup", backed_up)

    assert answer.code == COULD_NOT
    assert answer.err == "pg_dump could not finish (it gave no reason): correct that, then try again.\n"
    assert backed_up.read_bytes() == before
    assert [path.name for path in backed_up.parent.iterdir()] == [backed_up.name]


def test_a_backup_into_a_folder_that_is_not_there_says_so(ask, own_addresses, tmp_path):
    answer = ask("backup", tmp_path / "nowhere" / "a.backup")

    assert answer.code == COULD_NOT
    assert "No such file or directory" in answer.err


def test_the_trail_tells_that_a_copy_was_made_and_put_back(ask, backed_up, own_database):
    connections.close_all()
    assert ask("restore", backed_up).code == 0
    with own.owner_of(own_database) as owner:
        entries = owner.execute(
            "select act, purpose, details ->> 'what' from audit_auditentry where about_table = '' order by id"
        ).fetchall()
    assert [tuple(entry) for entry in entries] == [
        ("EXPORTED", "backup on the command line", "backup"),
        ("RESTORED", "restore on the command line", "restore"),
    ]
