"""The pages of a campaign: its coverage, who is untried by name, who to call next, one score, and the way back."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.campaigns.models import Campaign, LeftUntried, MovedUp
from throughline.campaigns.tests.builders import NAME, begun, people
from throughline.clients.models import Client
from throughline.contacts.models import Outcome
from throughline.nhsuk.pages import way_back


def opened(client, service, page, *args, by="manager", sent=None, **more):
    client.force_login(service.staff[by])
    address, told = reverse(page, args=args), {**(sent or {}), **more}
    answer = client.post(address, told, follow=True) if told else client.get(address)
    return answer.content.decode()


@pytest.fixture
def campaign(service):
    """Two people reached, one tried, one untried who shields."""
    cases = people(service, 4)
    with acting_as(service.actor("manager")):
        Client.objects.filter(id=cases[3].client_id).update(shielding=True)
    made = begun(service)
    for case in cases[:2]:
        service.contact(case)
    service.contact(cases[2], Outcome.NO_ANSWER, in_days=1)
    made.cases = cases
    return made


class TestCoverage:
    def test_the_picture_and_its_table_say_the_same(self, client, service, campaign):
        page = opened(client, service, "campaigns:coverage", campaign.id)
        assert "50% reached, 75% tried" in page
        assert "1 person not tried: see who" in page
        for words in ("By link worker", "Shielding", "Lives alone", "Digitally excluded", "Not asked"):
            assert words in page

    def test_complete_is_refused_with_how_many_and_who(self, client, service, campaign):
        page = opened(client, service, "campaigns:coverage", campaign.id, complete="yes")
        assert "1 person has not been tried: Person Number003" in page

    def test_once_nobody_is_untried_it_is_complete(self, client, service, campaign):
        service.contact(campaign.cases[3], Outcome.NO_ANSWER, in_days=1)
        assert f"{NAME} is complete" in opened(client, service, "campaigns:coverage", campaign.id, complete="yes")

    def test_a_worker_sees_it_and_cannot_complete_it(self, client, service, campaign):
        assert "Say that it is complete" not in opened(client, service, "campaigns:coverage", campaign.id, by="worker")
        opened(client, service, "campaigns:coverage", campaign.id, by="worker", complete="yes")
        with acting_as(service.actor("manager")):
            assert not Campaign.objects.filter(completed_at__isnull=False).exists()


class TestUntried:
    def test_each_is_named_with_why_and_what_to_do(self, client, service, campaign):
        page = opened(client, service, "campaigns:untried", campaign.id)
        assert "1 person not tried" in page
        assert "Person Number003" in page and "shielding" in page
        assert "Person Number002" not in page

    def test_left_with_a_reason_they_stay_named(self, client, service, campaign):
        case = campaign.cases[3]
        page = opened(client, service, "campaigns:person", campaign.id, case.id, leave="yes", left_reason="In hospital")
        assert "In hospital" in page and "Everybody has been tried, or was left untried with a reason." in page
        with acting_as(service.actor("manager")):
            assert LeftUntried.objects.get().reason == "In hospital"

    def test_without_a_reason_nothing_is_kept(self, client, service, campaign):
        page = opened(client, service, "campaigns:person", campaign.id, campaign.cases[3].id, leave="yes")
        assert "Enter why they are left untried" in page


class TestCalling:
    def test_who_to_call_next_is_found_from_my_day_and_recording_leads_back(self, client, service, campaign):
        day = opened(client, service, "caseload:my_day", by="worker")
        assert reverse("campaigns:calls") in day
        page = opened(client, service, "campaigns:calls", by="worker")
        assert page.index("Person Number003") < page.index("Person Number002"), "tried today comes last"
        record = f"{reverse('contacts:record', args=[campaign.cases[3].id])}?then=/campaign/"
        assert record in page

    def test_the_way_back_leads_nowhere_else(self):
        for wanted in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:1", ""):
            assert way_back(RequestFactory().get("/", {"then": wanted}), "desk:home") == "desk:home"
        assert way_back(RequestFactory().get("/", {"then": "/campaign/"}), "desk:home") == "/campaign/"

    def test_the_lines_add_up_on_the_page_and_a_worker_moves_them_up(self, client, service, campaign):
        where = ("campaigns:person", campaign.id, campaign.cases[3].id)
        page = opened(client, service, *where, by="worker")
        assert "Shielding" in page and "Total" in page
        assert "Leave them untried" not in page
        page = opened(client, service, *where, by="worker", up="yes", up_reason="Sounded low on the answerphone")
        assert "Moved up: Sounded low on the answerphone" in page
        with acting_as(service.actor("worker")):
            assert MovedUp.objects.get().made_at == clock.test_time()

    def test_while_none_goes_on_it_says_so(self, client, service):
        assert "No campaign to contact everybody goes on now." in opened(
            client, service, "campaigns:calls", by="worker"
        )


class TestBeginning:
    SENT = {"name": "Everybody", "finish_on-day": "30", "finish_on-month": "3", "finish_on-year": "2020",
            "order": "NEED", "tries": "3"}  # fmt: skip

    def test_a_manager_begins_one(self, client, service):
        opened(client, service, "campaigns:begin")
        page = opened(client, service, "campaigns:begin", sent=self.SENT)
        assert "Everybody has begun" in page
        assert "Goes on" in opened(client, service, "campaigns:campaigns")

    def test_what_is_refused_is_said(self, client, service, campaign):
        assert "A campaign goes on already" in opened(client, service, "campaigns:begin", sent=self.SENT)
