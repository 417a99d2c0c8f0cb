"""Opening a record: read, written down, refused."""

from uuid import uuid4

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotAllowed, NotFound
from throughline.desk import commands


@pytest.fixture
def case(service):
    return service.open_case()


def open_record(service, client_id, *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        return commands.open_record(client_id=client_id, by=actor, at=clock.START)


def test_a_record_opened_is_written_down(service, case):
    record = open_record(service, case.client_id, by="manager")
    assert record.identity.name == "Amina Begum"
    with acting_as(service.actor("manager")):
        entry = AuditEntry.objects.get(act="RECORD_VIEWED")
    assert (entry.about_id, entry.user_id) == (case.client_id, service.staff["manager"].id)
    assert entry.details == {}


@pytest.mark.parametrize("by", ["administrator", "practice", "commissioner"])
def test_who_may_not_see_records_is_not_allowed(service, case, by):
    with pytest.raises(NotAllowed):
        open_record(service, case.client_id, by=by)


def test_a_stranger_finds_no_such_client(service, case):
    with pytest.raises(NotFound):
        open_record(service, case.client_id, by="stranger")
    with pytest.raises(NotFound):
        open_record(service, uuid4())
