"""Somebody who likes best to be met is spoken with some other way: the wish is kept, with why it is not met (S21)."""

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from tests.support.tables import rows
from throughline.accounts.scopes import acting_as
from throughline.cases.models import CloseReason, Way
from throughline.clients.models import Client
from throughline.contacts.commands import Ending
from throughline.contacts.models import Outcome
from throughline.in_person import commands, wish_rules
from throughline.in_person.models import Wait, WhyLeft
from throughline.organisations import commands as organisations
from throughline.profiles import commands as profiles
from throughline.profiles.models import ProfileKind
from throughline.profiles.modes import Mode


@pytest.fixture
def case(service):
    return service.open_case()


def likes(service, case, way):
    with acting_as(service.actor("worker")) as by:
        profiles.record_profile(
            client_id=case.client_id, about=ProfileKind.ACCESS, answers={"first_way": way}, seen="", by=by,
            at=clock.test_time(),
        )  # fmt: skip


def lockdown(service):
    with acting_as(SYSTEM):
        organisations.declare_disruption(
            provider_id=service.places["Harbour Trust"].id, name="lockdown", starts_on=clock.START.date(), by=SYSTEM,
            at=clock.START,
        )  # fmt: skip


def waits(service, case):
    with acting_as(service.actor("worker")):
        return list(Wait.objects.filter(client_id=case.client_id, left_at__isnull=True))


class TestTheRule:
    title = "Whose wish to be met is kept, and why it is not met"
    TABLE = """
        likes best  | shielding | possible | kept because
        AT_SURGERY  |           | yes      |
        AT_SURGERY  |           | no       | the service cannot meet people
        OTHER_PLACE |           | no       | the service cannot meet people
        AT_SURGERY  | yes       | yes      | they are shielding
        PHONE       | yes       | no       |
                    |           | no       |
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_whose_and_why(self, row):
        likes_best = Mode(row["likes best"]) if row["likes best"] else None
        wish = wish_rules.unmet_wish(likes_best, shielding=bool(row["shielding"]), possible=row["possible"] == "yes")
        assert wish.rpartition("Not possible now: ")[2] == row["kept because"]


class TestSpokenWithAtADistance:
    def test_in_a_lockdown_they_wait_to_be_met_with_their_wish_and_its_reason(self, service, case):
        lockdown(service)
        likes(service, case, "AT_SURGERY")
        service.contact(case)
        [wait] = waits(service, case)
        assert wait.topics == [
            "Would rather meet in person at the surgery. Not possible now: the service cannot meet people"
        ]

    def test_so_does_whoever_shields(self, service, case):
        likes(service, case, "OTHER_PLACE")
        with acting_as(SYSTEM):
            Client.objects.filter(id=case.client_id).update(shielding=True)
        service.contact(case)
        assert len(waits(service, case)) == 1

    def test_while_people_can_be_met_nobody_waits_for_it(self, service, case):
        likes(service, case, "AT_SURGERY")
        service.contact(case)
        assert waits(service, case) == []

    def test_a_call_that_nobody_answered_says_nothing(self, service, case):
        lockdown(service)
        likes(service, case, "AT_SURGERY")
        service.contact(case, Outcome.NO_ANSWER, in_days=1)
        assert waits(service, case) == []

    def test_who_was_met_on_a_doorstep_was_met(self, service, case):
        lockdown(service)
        likes(service, case, "AT_SURGERY")
        service.contact(case, way=Way.DOORSTEP)
        assert waits(service, case) == []

    def test_nobody_waits_twice(self, service, case):
        lockdown(service)
        likes(service, case, "AT_SURGERY")
        service.contact(case)
        service.contact(case)
        assert len(waits(service, case)) == 1

    def test_whom_a_person_took_out_is_not_put_in_again(self, service, case):
        lockdown(service)
        likes(service, case, "AT_SURGERY")
        service.contact(case)
        with acting_as(service.actor("worker")) as by:
            commands.leave_queue(client_id=case.client_id, why=WhyLeft.NOT_WANTED, by=by, at=clock.test_time())
        service.contact(case)
        assert waits(service, case) == []

    def test_nor_is_who_leaves_the_service_in_that_conversation(self, service, case):
        lockdown(service)
        likes(service, case, "AT_SURGERY")
        service.contact(case, ending=Ending(CloseReason.CLIENT_WISH, "Enough"))
        assert waits(service, case) == []
