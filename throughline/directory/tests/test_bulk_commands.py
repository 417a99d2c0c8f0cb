"""Keeping many services at once. What a feed's import comes to is tested where feeds are read, in openreferral."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed
from throughline.directory import bulk_commands
from throughline.directory.fed import FedRow, FedService, FedWay, SeenInFeed
from throughline.directory.kinds import Category, Mode
from throughline.directory.models import Service

CHOIR = FedService(
    row=FedRow("a1", {"name": "Moor choir", "category": Category.ARTS, "details": {"status": "active"}}),
    whole=True,
    organisation=FedRow("b1", {"name": "Moor Singers"}),
    ways=(FedWay(Mode.IN_PERSON, None),),
    status="active",
)


def keep(*services, by, seen=None):
    with acting_as(by) as actor:
        return bulk_commands.keep_services(
            source="moor.example", services=services, seen=seen or SeenInFeed(), by=actor, at=clock.START
        )


def test_only_those_who_keep_the_directory_may(service):
    with pytest.raises(NotAllowed):
        keep(CHOIR, by=service.actor("practice"))
    assert not Service.objects.exists()


def test_services_are_kept_in_a_fixed_number_of_statements(service):
    many = [FedService(row=FedRow(f"c{n}", dict(CHOIR.row.columns)), whole=True, organisation=CHOIR.organisation,
                       ways=CHOIR.ways, status="active") for n in range(40)]  # fmt: skip
    keep(CHOIR, by=Actor.system("test"))
    counts = []
    for part in (many[1:3], many[3:]):
        with CaptureQueriesContext(connection) as asked:
            kept = keep(*part, by=Actor.system("test"))
        counts.append(len(asked))
        assert kept.new == len(part)
    assert counts[0] == counts[1]
