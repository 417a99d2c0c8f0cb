"""A real service begins on the command line: a provider, a surgery, a manager who can sign in."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth import authenticate

from throughline.accounts.models import Attachment, User
from throughline.cli.problems import COULD_NOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def founded(ask):
    for words in (
        ("organisation", "add", "North CCG", "--kind", "commissioner"),
        ("organisation", "add", "Good Neighbours", "--kind", "provider", "--phone", "0191 498 0100",
         "--commissioned-by", "north ccg"),
        ("organisation", "add", "Mill Lane Surgery", "--kind", "surgery", "--refers-to", "good neighbours"),
        ("account", "open", "ann@gn.example", "--name", "Ann", "--role", "link_worker", "--at", "Good Neighbours",
         "--surgery", "Mill Lane Surgery"),
    ):  # fmt: skip
        assert ask(*words, "--json").code == 0


def test_a_service_is_founded_and_its_worker_can_sign_in(ask, founded, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("three unlikely words\n"))

    assert ask("account", "password", "ann@gn.example").code == 0

    assert authenticate(None, email="ann@gn.example", password="three unlikely words") is not None
    assert Attachment.objects.get(worker__email="ann@gn.example").surgery.name == "Mill Lane Surgery"


def test_a_password_that_is_easy_to_guess_is_refused_in_words(ask, founded, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("password\n"))

    answer = ask("account", "password", "ann@gn.example")

    assert answer.code == COULD_NOT
    assert "at least 12 characters" in answer.err
    assert not User.objects.get(email="ann@gn.example").has_usable_password()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("organisation", "add", "Good Neighbours", "--kind", "provider"), "already"),
        (("organisation", "add", "Kind Hearts", "--kind", "provider"), "A provider needs a commissioner"),
        (("organisation", "add", "X", "--kind", "surgery", "--refers-to", "Nobody"), "no organisation called “Nobody”"),
        (
            ("account", "open", "ann@gn.example", "--name", "A", "--role", "manager", "--at", "Good Neighbours"),
            "already",
        ),
        (("account", "open", "b@gn.example", "--name", "B", "--role", "manager", "--at", "Elsewhere"), "“Elsewhere”"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_half_done(ask, founded, words, says):
    before = User.objects.count()
    answer = ask(*words)
    assert answer.code == COULD_NOT
    assert says in answer.err
    assert User.objects.count() == before
