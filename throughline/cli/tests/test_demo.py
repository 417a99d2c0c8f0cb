"""The demo from the command line: only in a demo installation, and with who may sign in."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connections

from tests.support import clock
from tests.support.service import build_service
from throughline.cli import demo
from throughline.cli.problems import COULD_NOT
from throughline.core.clock import LONDON
from throughline.demo import loading
from throughline.demo.personas import DEMO_PASSWORD, PERSONAS


def test_a_live_service_is_never_reset(ask, service, settings):
    settings.DEMO = False
    service.open_case()

    answer = ask("demo", "reset", "--json")

    assert answer.code == COULD_NOT
    assert answer.err == "This is not a demo installation, so nothing was deleted: reset only a demo.\n"
    assert ask("integrity", "--json").json["checked"] == 2


@pytest.mark.django_db
def test_whoever_starts_the_demo_is_told_as_whom_to_sign_in():
    words = "\n".join(demo.sign_in_words())

    assert all(persona.name in words and persona.email in words for persona in PERSONAS)
    assert DEMO_PASSWORD in words


def test_nobody_is_told_so_where_there_is_no_demo(settings):
    settings.DEMO = False

    assert demo.sign_in_words() == []


def test_a_reset_replaces_everything_with_the_demo(ask, own_addresses, monkeypatch):
    monkeypatch.setattr(loading, "CROWD", {})  # The people with names are enough to see it by.
    build_service()
    connections.close_all()

    answer = ask("demo", "reset", "--json")

    assert answer.code == 0, answer.err
    assert answer.json["people"] > 8
    assert ask("integrity", "--json").json["problems"] == []
    assert ask("audit", "verify", "--json").json["faults"] == []
    assert ask("worklist", "--worker", "worker@example.org").code == COULD_NOT
    assert ask("worklist", "--worker", "priya@harbour.example", "--on", "2020-03-20", "--json").json != []


def test_a_region_goes_into_an_empty_demo_only(ask, own_addresses):
    build_service()
    clock.move_to(datetime(2020, 3, 20, 10, tzinfo=LONDON))  # The region's own day.
    connections.close_all()

    refused = ask("demo", "load", "--size", "region", "--share", "0.001")
    assert (refused.code, "--replace" in refused.err) == (COULD_NOT, True)

    answer = ask("demo", "load", "--size", "region", "--share", "0.001", "--replace")
    assert answer.code == 0, answer.err
    assert "seconds per 100,000" in answer.out
    assert ask("integrity", "--json").json["problems"] == []


def test_a_live_service_is_never_filled_with_made_up_people(ask, service, settings):
    settings.DEMO = False

    answer = ask("demo", "load", "--size", "region", "--replace")

    assert answer.code == COULD_NOT
    assert "not a demo installation" in answer.err
