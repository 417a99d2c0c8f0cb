"""The pages: what happened in words to read out, referring on, and what each asks."""

import re

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.directory.kinds import Category
from throughline.onward_referrals.models import State, Strength, WhyNot
from throughline.onward_referrals.tests.builders import became, may_tell, offered, refer_on, way


@pytest.fixture
def case(service):
    return service.open_case("Derrick Dale")


@pytest.fixture
def gym(service):
    return offered(service)


def page(service, name, *arguments, by="worker", sent=None, asked=""):
    browser = Browser()
    browser.force_login(service.staff[by])
    address = reverse(f"onward_referrals:{name}", args=arguments) + asked
    answer = browser.get(address) if sent is None else browser.post(address, sent, follow=True)
    return " ".join(answer.content.decode().split())


def day(moment):
    return {"check_back_on-day": moment.day, "check_back_on-month": moment.month, "check_back_on-year": moment.year}


class TestWhatHappenedToMyReferral:
    def test_one_screen_answers_with_dates(self, service, case, gym):
        may_tell(service, case, gym)
        onward = refer_on(service, case, gym, state=State.SENT)
        clock.move_to(clock.in_days(7))
        became(service, onward, State.WAITING, expected_wait_weeks=6)
        told = page(service, "of_client", case.client_id)
        assert "On 9 March 2020 you were waiting for Riverside gym. They expected it to take about 6 weeks." in told
        assert "We ask again on Monday 23 March 2020." in told
        whole = page(service, "referral", onward.id)
        assert "On 2 March 2020 we gave your details to Riverside gym." in whole

    def test_a_signpost_says_that_they_ring_themselves(self, service, case, gym):
        refer_on(service, case, gym, strength=Strength.SIGNPOSTED)
        assert "you would ring Riverside gym yourself" in page(service, "of_client", case.client_id)

    def test_a_contact_made_together_says_so(self, service, case, gym):
        may_tell(service, case, gym)
        refer_on(service, case, gym, strength=Strength.SUPPORTED, state=State.SENT)
        assert "we got in touch with Riverside gym together" in page(service, "of_client", case.client_id)

    def test_it_costs_as_many_statements_whatever_there_is(self, service, case, gym):
        def statements():
            with CaptureQueriesContext(connection) as counted:
                page(service, "of_client", case.client_id)
            return len(counted)

        refer_on(service, case, gym)
        one = statements()
        for _ in range(3):
            became(service, refer_on(service, case, gym), State.STARTED)
        assert statements() == one


class TestReferringOn:
    def test_a_service_is_found_by_a_word_of_its_name(self, service, case, gym):
        found = page(service, "refer_on", case.client_id, asked="?find=riverside")
        assert "Riverside gym" in found
        assert f"way={way(gym).id}" in found
        assert "Nothing of that name" in page(service, "refer_on", case.client_id, asked="?find=quidditch")

    def test_it_asks_for_their_agreement_before_details_are_sent(self, service, case, gym):
        asked = f"?way={way(gym).id}"
        assert "Ask whether Riverside gym may be told about them" in page(
            service, "refer_on", case.client_id, asked=asked
        )
        sent = {"strength": "REFERRED", "state": "SENT", **day(clock.in_days(14))}
        assert "Ask first whether" in page(service, "refer_on", case.client_id, asked=asked, sent=sent)

    def test_the_way_to_their_agreement_names_the_service_there_already(self, service, case, gym):
        told = page(service, "refer_on", case.client_id, asked=f"?way={way(gym).id}")
        href = re.search(r'href="([^"]*linked_service[^"]*)"', told)[1]
        assert href.endswith("/agreements/ask/linked_service/?service=Riverside+gym")
        browser = Browser()
        browser.force_login(service.staff["worker"])
        assert 'value="Riverside gym"' in browser.get(href).content.decode()
        family = href.replace("linked_service/", "family/")
        assert "Riverside" not in browser.get(family).content.decode()

    def test_it_is_done_in_one_page(self, service, case, gym):
        sent = {"strength": "SIGNPOSTED", "state": "AGREED", "wish": "for my legs", **day(clock.in_days(14))}
        told = page(service, "refer_on", case.client_id, asked=f"?way={way(gym).id}", sent=sent)
        assert "Referred on" in told
        assert "We ask again on Monday 16 March 2020" in told

    def test_without_a_day_to_check_back_it_is_refused(self, service, case, gym):
        sent = {"strength": "SIGNPOSTED", "state": "AGREED"}
        told = page(service, "refer_on", case.client_id, asked=f"?way={way(gym).id}", sent=sent)
        assert "Enter when you will check back" in told

    def test_from_a_service_one_chooses_among_ones_own_people(self, service, case, gym):
        assert "Derrick Dale" in page(service, "whom", asked=f"?way={way(gym).id}")
        assert "Derrick Dale" not in page(service, "whom", asked=f"?way={way(gym).id}", by="colleague")


class TestWhatBecameOfIt:
    def test_a_step_is_noted(self, service, case, gym):
        onward = refer_on(service, case, gym)
        told = page(service, "referral", onward.id, sent={"to": "STARTED", **day(clock.in_days(28))})
        assert "you were going to Riverside gym" in told

    def test_what_needs_no_day_asks_for_none(self, service, case, gym):
        onward = refer_on(service, case, gym)
        told = page(service, "referral", onward.id, sent={"to": "DID_NOT_START", "why_not": "TOO_SHY"})
        assert "Make the first contact with them" in told
        assert "strength=SUPPORTED" in told

    def test_who_was_too_shy_is_offered_company_and_who_had_it_is_not(self, service, case, gym):
        alone = refer_on(service, case, gym)
        became(service, alone, State.DID_NOT_START, why_not=WhyNot.COST)
        assert "Make the first contact with them" not in page(service, "referral", alone.id)

    def test_a_long_wait_shows_what_else_there_is(self, service, case):
        talking = offered(service, "Talking Space", Category.COUNSELLING)
        offered(service, "Mind line", Category.COUNSELLING)
        onward = refer_on(service, case, talking)
        became(service, onward, State.WAITING)
        clock.move_to(clock.in_days(84))
        told = page(service, "referral", onward.id)
        assert "They have waited 84 days" in told
        assert "Mind line" in told
        assert "None found: a manager is to read it" in told

    def test_nothing_else_found_is_read_by_a_manager(self, service, case):
        onward = refer_on(service, case, offered(service, "Talking Space", Category.COUNSELLING))
        became(service, onward, State.WAITING)
        clock.move_to(clock.in_days(84))
        page(service, "referral", onward.id, sent={"to": "WAITING", "none_found": "on", **day(clock.in_days(14))})
        assert "for a manager to read" in page(service, "referral", onward.id, by="manager")
        read = page(service, "referral", onward.id, by="manager", sent={"read": "I ring them today"})
        assert "button" in read
        assert "I have read this" not in page(service, "referral", onward.id, by="manager")


def test_the_middle_wait_and_what_was_not_enough_stand_on_one_page(service, case):
    talking = offered(service, "Talking Space", Category.COUNSELLING, session_limit=6)
    onward = refer_on(service, case, talking)
    became(service, onward, State.WAITING)
    clock.move_to(clock.in_days(10))
    became(service, onward, State.STARTED)
    became(service, onward, State.NOT_ENOUGH, still_needed="More", in_days=None)
    told = page(service, "waits", by="manager")
    assert "10 days" in told
    assert "counselling beyond 6 sessions" in told
