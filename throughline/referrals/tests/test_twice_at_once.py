"""The same page sent several times in one moment: a double press without script, a browser that tries again."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from tests.support import clock
from tests.support.service import FIRST_DAY, SYSTEM, build_service
from throughline.accounts import commands as accounts
from throughline.accounts.models import RoleCode
from throughline.accounts.scopes import acting_as
from throughline.clients.models import Client
from throughline.organisations import commands as organisations
from throughline.organisations.models import Kind, RelationKind
from throughline.referrals.models import Referral


def test_one_patient_sent_six_times_at_once_is_one_client_with_one_referral(own_database):
    service = build_service()

    def send(_):
        try:
            return service.refer(nhs_number="9990000018")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        received = list(pool.map(send, range(6)))
    assert sorted(answer.joined for answer in received) == [False] + [True] * 5
    with acting_as(SYSTEM):
        assert (Client.objects.count(), Referral.objects.count()) == (1, 1)


def test_one_person_sent_by_two_surgeries_at_once_without_an_nhs_number_is_one_record(own_database):
    service = build_service()
    with acting_as(SYSTEM):
        mill = organisations.register_organisation(kind=Kind.SURGERY, name="Mill", by=SYSTEM, at=clock.START)
    with acting_as(SYSTEM):  # Opened anew, since its scope is what was there when it was opened.
        organisations.relate(source=mill, kind=RelationKind.REFERS_TO, target=service.places["Harbour Trust"],
                             from_on=FIRST_DAY, by=SYSTEM, at=clock.START)  # fmt: skip
        service.places["Mill"] = mill
        service.staff["miller"] = accounts.open_account(
            name="Miller", email="miller@example.org", organisation=mill, role=RoleCode.PRACTICE_USER, by=SYSTEM,
            at=clock.START,
        )  # fmt: skip

    def send(n):
        try:
            surgery, by = ("Elm Street", "practice") if n % 2 else ("Mill", "miller")
            return service.refer("Amina Begum", surgery=surgery, by=by)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        received = list(pool.map(send, range(6)))
    assert sorted(answer.joined for answer in received) == [False] + [True] * 5
    with acting_as(SYSTEM):
        assert (Client.objects.count(), Referral.objects.count()) == (1, 1)
