"""A region's worth of people: every rule holds for them as if they had been lived, and it is the same every time."""

import json
import os
import subprocess
import sys
from datetime import datetime, time

import pytest
from django.db import connection, connections

from tests.support.clock import START
from throughline.accounts.scopes import acting_as
from throughline.audit import queries as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.contacts.models import Contact
from throughline.core.actor import Actor
from throughline.core.clock import LONDON
from throughline.core.names import sort_key
from throughline.demo import clock
from throughline.demo.tests.test_loading import everything
from throughline.oversight import queries as oversight

SYSTEM = Actor.system("test")
KEYS = """
    select (select count(*) from pg_constraint where connamespace = 'public'::regnamespace and convalidated),
           (select count(*) from pg_indexes where schemaname = 'public')
"""


def load(name, share="0.002"):
    return subprocess.run(
        [sys.executable, "-m", "throughline.demo.region.loading", share], capture_output=True, text=True, check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.support.settings_of_own_database", "TEST_DATABASE": name},
    )  # fmt: skip


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


@pytest.fixture
def region(own_database):
    before = asked(KEYS)
    loaded = load(own_database)
    assert loaded.returncode == 0, loaded.stderr
    assert asked(KEYS) == before, "a key or an index was not put back"
    return {step["what"]: step["rows"] for step in map(json.loads, loaded.stdout.splitlines())}


def test_every_rule_holds_in_a_region_and_it_is_the_same_every_time(region, own_database):
    with acting_as(SYSTEM):
        assert oversight.integrity(on=clock.FIRST_DAY).problems == []
        assert list(audit.faults()) == []
        assert Client.objects.count() == region["clients"] == 600
        assert Case.objects.still_open().count() == 240
        assert Contact.objects.count() == region["contacts"] > 4000
        assert not Client.objects.exclude(nhs_number__startswith="999").exclude(nhs_number=None).exists()
        for client in Client.objects.all():
            assert client.sort_name == sort_key(client.full_name)
        first = everything()
    connections.close_all()
    refused = load(own_database)
    assert (refused.returncode, "already" in refused.stderr) == (1, True)
    clear = [sys.executable, "-m", "throughline.demo.clearing"]
    own = {"DJANGO_SETTINGS_MODULE": "tests.support.settings_of_own_database", "TEST_DATABASE": own_database}
    subprocess.run(clear, check=True, env={**os.environ, **own})
    assert load(own_database).returncode == 0
    with acting_as(SYSTEM):
        assert everything() == first


def test_a_worker_of_the_region_has_a_day_to_work_through(region):
    from throughline.accounts.models import User
    from throughline.accounts.queries import actor_for
    from throughline.caseload import day_queries as caseload

    busiest = User.objects.filter(may_hold_cases=True).order_by("email").first()
    with acting_as(actor_for(busiest, purpose="test")) as actor:
        day = caseload.day(viewer=actor, asked=None, at=datetime.combine(clock.FIRST_DAY, time(9), LONDON))
    assert day.due
    assert day.coming
    assert START.date() < clock.FIRST_DAY
