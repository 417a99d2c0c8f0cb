"""The same page sent several times in one moment: a double press without script, a browser that tries again."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from tests.support.service import SYSTEM, build_service
from throughline.accounts.scopes import acting_as
from throughline.clients.models import Client
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
