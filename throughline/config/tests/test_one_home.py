"""Where somebody lives has one owner: whoever writes it, the row and the history say the same (R11)."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.circumstances import commands, home_commands, queries
from throughline.circumstances.topics import Answer, Topic
from throughline.circumstances.writing import Said
from throughline.clients.commands import Particulars
from throughline.clients.correcting_commands import correct_particulars
from throughline.clients.models import Client

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOVED_ON = date(2020, 3, 2)


@pytest.fixture
def case(service):
    return service.open_case(address="1 First Road", postcode="NE1 4ST")


def put_right(service, case, address, postcode="NE1 4ST"):
    given = Particulars(
        full_name="Amina Begum", date_of_birth=date(1960, 5, 1), phones=["0191 498 0123"], address=address,
        postcode=postcode,
    )  # fmt: skip
    with acting_as(service.actor("administrator")) as by:
        correct_particulars(
            client_id=case.client_id, given=given, address_confirmed=False, reason="typed wrongly", by=by,
            at=clock.START + DAY,
        )  # fmt: skip


def move(service, case, *values, answer=Answer.ANSWERED):
    with acting_as(service.actor("worker")) as by:
        last = queries.last_recorded(case.client_id, Topic.HOME, viewer=by)
        said = Said(topic=Topic.HOME, answer=answer, values=values, from_on=MOVED_ON)
        commands.record_circumstance(said, client_id=case.client_id, seen=last, by=by, at=clock.START + HOUR)


def lived(service, case, *, on=date(2020, 3, 4)):
    with acting_as(service.actor("worker")) as viewer:
        held = queries.about_client(case.client_id, viewer=viewer, on=on, today=on).held.get(Topic.HOME)
        client = Client.objects.get(id=case.client_id)
        return (held.values if held else (), (client.address, client.postcode))


def test_what_is_put_right_with_the_name_is_put_right_in_the_history(service, case):
    move(service, case, "2 Second Rode", "NE2 1XX")
    put_right(service, case, "2 Second Road", "NE2 1XX")
    assert lived(service, case) == (("2 Second Road", "NE2 1XX"), ("2 Second Road", "NE2 1XX"))
    assert lived(service, case, on=MOVED_ON)[0] == ("2 Second Road", "NE2 1XX")


def test_a_later_change_does_not_bring_back_what_was_put_right(service, case):
    move(service, case, "2 Second Rode", "NE2 1XX")
    put_right(service, case, "2 Second Road", "NE2 1XX")
    with acting_as(service.actor("worker")) as by:
        said = Said(topic=Topic.HOUSEHOLD, answer=Answer.ANSWERED, values=["ALONE"], from_on=MOVED_ON)
        commands.record_circumstance(said, client_id=case.client_id, by=by, at=clock.START + 2 * DAY)
        home_commands.keep_rows_in_step(client_ids=[case.client_id], by=by, at=clock.START + 2 * DAY)
    assert lived(service, case)[1] == ("2 Second Road", "NE2 1XX")


def test_where_nobody_recorded_a_move_the_row_is_the_history(service, case):
    put_right(service, case, "1 First Avenue")
    assert lived(service, case) == (("1 First Avenue", "NE1 4ST"), ("1 First Avenue", "NE1 4ST"))


def test_an_address_taken_off_is_not_known_any_more(service, case):
    move(service, case, "2 Second Road", "NE2 1XX")
    put_right(service, case, "", "")
    assert lived(service, case) == ((), ("", ""))


def test_a_referral_fills_what_nobody_knew_from_its_day_on(service):
    case = service.open_case()
    service.refer(address="1 First Road", postcode="NE1 4ST", at=clock.START + DAY)
    assert lived(service, case) == (("1 First Road", "NE1 4ST"), ("1 First Road", "NE1 4ST"))
    assert lived(service, case, on=date(2020, 3, 2))[0] == ()


def test_a_referral_writes_over_nothing_that_they_said(service, case):
    move(service, case, answer=Answer.PREFER_NOT)
    service.refer(address="9 Other Road", postcode="NE9 1XX", at=clock.START + DAY)
    assert lived(service, case)[1] == ("", "")
