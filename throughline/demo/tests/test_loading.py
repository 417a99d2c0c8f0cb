"""The demo service: everybody in it lived through the real commands, and it is the same every time."""

import hashlib
import os
import subprocess
import sys
from collections import Counter

import pytest
from django.db import connection

from throughline.accounts.scopes import acting_as
from throughline.audit import queries as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.database import our_models
from throughline.core.decisions import Refused
from throughline.demo import cast, clock
from throughline.demo.loading import load_demo
from throughline.organisations.models import Organisation
from throughline.oversight import queries as oversight

SYSTEM = Actor.system("test")


def everything() -> str:
    """Give a digest of every row of every table of ours; which transaction wrote a row is another every time."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(m._meta.db_table for m in our_models()):
            cursor.execute(f"select (to_jsonb(t) - 'written_in')::text from {table} t order by 1")
            digest.update(repr((table, cursor.fetchall())).encode())
    return digest.hexdigest()


def reset(name: str) -> None:
    subprocess.run([sys.executable, "-m", "throughline.demo.clearing"], check=True, env={
        **os.environ, "DJANGO_SETTINGS_MODULE": "tests.support.settings_of_own_database", "TEST_DATABASE": name,
    })  # fmt: skip


def test_the_demo_is_whole_and_the_same_every_time(own_database):
    people = load_demo()
    assert 100 <= people <= 140
    with acting_as(SYSTEM):
        assert oversight.integrity(on=clock.FIRST_DAY).problems == []
        assert list(audit.faults()) == []
        names = set(Client.objects.values_list("full_name", flat=True))
        assert len(eight := {p.name for p in cast.people() if p.of_the_paper}) == 8
        assert eight <= names
        kinds = Counter(Organisation.objects.values_list("kind", flat=True))
        assert (kinds["COMMISSIONER"], kinds["PROVIDER"], kinds["COUNCIL"]) == (1, 2, 1)
        assert kinds["SURGERY"] >= 3 and kinds["LINKED_SERVICE"] >= 10
        late = Case.objects.still_open().filter(client__full_name="Reena Joshi").get()
        assert str(late.next_contact_on) == "2020-02-17"
        first = everything()
    with pytest.raises(Refused, match="already"):
        load_demo()
    reset(own_database)
    load_demo()
    with acting_as(SYSTEM):
        assert everything() == first
