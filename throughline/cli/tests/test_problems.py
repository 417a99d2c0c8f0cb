"""Whatever goes wrong is one plain sentence on standard error, and the exit code says so too."""

from __future__ import annotations

import errno

import psycopg
import pytest
from django.db import connection

from throughline.cli import asking, main, problems
from throughline.cli.problems import COULD_NOT


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["juggle"], "No such command 'juggle': see `throughline --help`."),
        (["worklist"], "Missing option '--worker': see `throughline worklist --help`."),
        (["worklist", "--worker", "a@b.c", "--on", "soon"], "see `throughline worklist --help`."),
        (["eligibility", "nowhere.csv"], "'nowhere.csv' does not exist: see `throughline eligibility --help`."),
        (["serve", "--port", "0"], "0 is not in the range 1<=x<=65535"),
        (["schema", "dances"], "There is no kind of file called “dances”. The kinds are: clients,"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(ask, words, sentence):
    answer = ask(*words)

    assert answer.code == COULD_NOT
    assert sentence in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == ""


def test_a_server_that_does_not_answer_is_named_with_the_remedy(ask, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@127.0.0.1:1/throughline")

    answer = ask("integrity", "--json")

    assert answer.code == COULD_NOT
    assert answer.err == (
        "No PostgreSQL answers at 127.0.0.1, port 1: check that it runs, and the host and port in DATABASE_URL.\n"
    )


def test_a_fault_of_ours_is_admitted_without_quoting_anybodys_particulars(ask, monkeypatch):
    def fails(*_words: object, **_more: object) -> None:
        raise ValueError("Amina Begum")

    monkeypatch.setattr(asking.worklist, "callback", fails)

    answer = ask("worklist", "--worker", "worker@example.org")

    assert answer.code == COULD_NOT
    assert answer.err == (
        "Something went wrong that should not (ValueError): run it again with THROUGHLINE_DEBUG=1 to see where.\n"
    )


def test_whoever_mends_the_program_may_see_where_it_failed(monkeypatch):
    def fails(*_words: object, **_more: object) -> None:
        raise ValueError("here")

    monkeypatch.setattr(asking.worklist, "callback", fails)
    monkeypatch.setenv("THROUGHLINE_DEBUG", "1")

    with pytest.raises(ValueError, match="here"):
        main.run(["worklist", "--worker", "worker@example.org"])


@pytest.mark.django_db
def test_a_database_that_was_never_prepared_names_the_command_to_run():
    with pytest.raises(Exception, match="nowhere") as found, connection.cursor() as cursor:
        cursor.execute("select * from nowhere")

    assert problems.in_words(found.value) == ("The database is not prepared: run `throughline setup`, then try again.")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (psycopg.errors.DiskFull("no room"), "The disk of the database is full: make room on it, then try again."),
        (psycopg.OperationalError("gone"), "The database went away or cannot be reached: see that it runs"),
        (KeyboardInterrupt(), "Stopped."),
        (
            OSError(errno.ENOSPC, "No space left on device", "a.backup"),
            "a.backup could not be used (No space left on device): correct that, then try again.",
        ),
    ],
)
def test_what_the_machine_refuses_has_its_remedy(error, words):
    assert problems.in_words(error).startswith(words)
