"""No promise is made by a way that is barred to this person, whichever page makes it."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.caseload import commands as caseload
from throughline.cases.models import Way
from throughline.cases.rules import NextContact
from throughline.contacts import commands as contacts
from throughline.contacts.commands import WhatHappened
from throughline.contacts.models import Outcome
from throughline.core.decisions import Refused
from throughline.profiles import commands
from throughline.profiles.tests.builders import WHOLE, record, shield

DAY = timedelta(days=1)


def promise(service, case, way, *, contact_id, at=None):
    moment = at or clock.test_time()
    with acting_as(service.actor("worker")) as by:
        contacts.record_contact(
            contact_id=UUID(contact_id), case_id=case.id,
            what=WhatHappened(way=Way.PHONE, outcome=Outcome.SPOKE, happened_at=moment),
            then=NextContact(on=(moment + 7 * DAY).date(), by_id=service.staff["worker"].id, way=way), by=by, at=moment,
        )  # fmt: skip


@pytest.fixture
def case(service):
    return service.open_case(phones=["0191 498 0123"], address="1 Nowhere Lane")


def test_nobody_is_met_who_shields_until_a_person_confirms_the_end(service, case):
    status = shield(service, case, started_on=clock.START.date())
    for way in (Way.AT_SURGERY, Way.OTHER_PLACE):
        with pytest.raises(Refused, match="They are shielding: nothing in person. Use instead: phone"):
            promise(service, case, way, contact_id="8d0e1f5c-0000-4000-8000-000000000001")
    promise(service, case, Way.DOORSTEP, contact_id="8d0e1f5c-0000-4000-8000-000000000002")
    with acting_as(service.actor("worker")) as by:
        commands.end_vulnerability(vulnerability_id=status.id, ended_on=clock.START.date(), note="Her letter", by=by,
                                   at=clock.START)  # fmt: skip
    promise(service, case, Way.AT_SURGERY, contact_id="8d0e1f5c-0000-4000-8000-000000000003")


@pytest.mark.parametrize(
    ("answers", "way", "why"),
    [
        ({"has_internet": "NO"}, Way.EMAIL, "They are digitally excluded: no internet at home. Use instead: phone"),
        ({"has_internet": "NO"}, Way.VIDEO, "They are digitally excluded"),
        ({"can_read": "NO"}, Way.POST, "They cannot read: nothing written may be the only way it goes."),
        ({"can_read": "NO"}, Way.TEXT, "They cannot read"),
    ],
)
def test_nothing_goes_by_a_way_that_is_barred(service, case, answers, way, why):
    record(service, case, WHOLE | answers)
    with pytest.raises(Refused, match=why):
        promise(service, case, way, contact_id="8d0e1f5c-0000-4000-8000-000000000001")


def test_a_hand_over_asks_too(service, case):
    shield(service, case, started_on=clock.START.date())
    with acting_as(service.actor("manager")) as by, pytest.raises(Refused, match="They are shielding"):
        caseload.hand_over_case(
            case_id=case.id, to_worker_id=service.staff["colleague"].id, contact_on=(clock.START + DAY).date(),
            way=Way.AT_SURGERY, reason="Leave", by=by, at=clock.START,
        )  # fmt: skip
