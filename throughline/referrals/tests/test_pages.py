"""The referral pages: what a surgery and a manager see, and what they are told when something is wrong."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from throughline.accounts.scopes import acting_as
from throughline.clients.models import Client
from throughline.drafts import commands as drafts
from throughline.referrals.models import Referral, State

ANSWERS = {
    "full_name": "Amina Begum",
    "date_of_birth-day": "1",
    "date_of_birth-month": "5",
    "date_of_birth-year": "1960",
    "nhs_number": "999 000 0018",
    "phone": "0191 498 0123",
    "postcode": "ne1 4st",
    "conditions": ["type 2 diabetes"],
    "other_conditions": "anxiety\nback pain",
    "reason": "She has been low since her husband died",
    "wants": "Company",
    "can_be_phoned": "YES",
    "needs": ["Needs an interpreter"],
    "more_needs": "Sylheti",
    "agreed": "yes",
    "agreed_to_phone": "yes",
}


@pytest.fixture
def surgery(service):
    return signed_in(service, "practice")


@pytest.fixture
def manager(service):
    return signed_in(service, "manager")


def signed_in(service, name):
    browser = Browser()
    browser.force_login(service.staff[name])
    return browser


def send(browser, **changes):
    return browser.post(reverse("referrals:refer"), ANSWERS | changes, follow=True)


def the_referral(service):
    with acting_as(service.actor("manager")):
        return Referral.objects.select_related("client").get()


def words_of(response):
    return " ".join(response.content.decode().split())


class TestReferring:
    def test_the_form_asks_in_sections(self, surgery):
        page = words_of(surgery.get(reverse("referrals:refer")))
        for heading in ("The patient", "Long-term conditions", "Why, and what they want", "Agreement"):
            assert heading in page

    def test_the_answer_comes_at_once(self, surgery, service):
        page = words_of(send(surgery))
        assert "Eligible: a link worker will be in touch" in page
        assert "First contact is within 10 working days of being given a link worker." in page
        referral = the_referral(service)
        assert referral.conditions == ["type 2 diabetes", "anxiety", "back pain"]
        assert referral.client.access_needs == "Needs an interpreter\nSylheti"
        assert referral.client.postcode == "NE1 4ST"

    def test_a_no_names_the_rule_that_failed(self, surgery):
        page = words_of(send(surgery, **{"date_of_birth-year": "1981"}))
        assert "Not eligible: age 38; the service is for ages 40 to 74" in page

    def test_a_close_condition_is_for_a_person(self, surgery):
        page = words_of(send(surgery, conditions=[], other_conditions="gestational diabetes"))
        assert "A person will decide" in page

    def test_the_same_patient_twice_joins(self, surgery, service):
        send(surgery)
        page = words_of(send(surgery, phone="07700 900982"))
        assert "This patient was already referred on 2 March 2020. Your referral joined it" in page
        assert the_referral(service).state == State.WAITING

    def test_without_agreement_it_is_refused_at_the_field(self, surgery, service):
        response = send(surgery, agreed="no")
        assert response.context is None or response.status_code == 200
        page = words_of(response)
        assert "The patient has not agreed to be referred. Ask them first, then send the referral." in page
        assert 'href="#id_agreed"' in page
        with acting_as(service.actor("manager")):
            assert not Referral.objects.exists()

    @pytest.mark.parametrize(
        ("field", "value", "told"),
        [
            ("full_name", " ", "Enter the patient’s full name"),
            ("full_name", "--", "Give the person&#39;s name."),
            ("nhs_number", "9990000019", "its check digit does not fit"),
            ("nhs_number", "9.99E+09", "A spreadsheet has rounded this NHS number"),
            ("phone", "12", "Enter a phone number"),
            ("postcode", "NOWHERE", "is not a postcode"),
            ("date_of_birth-year", "2021", "Date of birth must be 2 March 2020 or earlier"),
            ("date_of_birth-year", "1890", "Date of birth must be 1 January 1895 or later"),
            ("reason", "", "Say why you are referring them"),
            ("can_be_phoned", "", "Select whether the patient can use the phone"),
            ("agreed", "", "Select whether the patient has agreed to be referred"),
        ],
    )
    def test_what_is_wrong_is_said_and_everything_typed_is_kept(self, surgery, service, field, value, told):
        page = words_of(send(surgery, **{field: value}))
        assert told in page
        assert "<title>Error: Refer a patient" in page
        assert "Company" in page and "Sylheti" in page
        with acting_as(service.actor("manager")):
            assert not Client.objects.exists()

    def test_what_was_typed_survives_the_end_of_the_session(self, surgery, service):
        ticket = drafts.ticket(writer=service.actor("practice"), page="refer")
        surgery.logout()
        answer = surgery.post(reverse("referrals:refer"), ANSWERS | {"draft_ticket": ticket})
        assert answer.status_code == 302
        surgery.force_login(service.staff["practice"])
        page = words_of(surgery.get(reverse("referrals:refer")))
        assert "was kept. It is filled in below." in page
        assert "She has been low since her husband died" in page and 'value="1960"' in page
        send(surgery)
        assert "was kept" not in words_of(surgery.get(reverse("referrals:refer")))

    def test_a_link_worker_does_not_refer(self, service):
        assert signed_in(service, "worker").get(reverse("referrals:refer")).status_code == 403


NAUGHTY = {
    "HTML": "<script>alert('x')</script> O'Brien & \"Co\"",
    "Bengali": "আমিনা বেগম",
    "right to left": "عبد الرحمن \u202eabc",
    "template": "{{ 7 * 7 }} {% raw %} %(x)s ${y}",
    "SQL": "Robert'); drop table clients_client;--",
    "emoji and joiners": "Zoë 👩‍👩‍👧 Ñandú",
    "formula": '=HYPERLINK("http://x")',
}


@pytest.mark.parametrize("name", NAUGHTY.values(), ids=NAUGHTY.keys())
def test_any_name_is_kept_and_shown_exactly(surgery, manager, service, name):
    response = send(surgery, full_name=name, reason=name)
    from django.utils.html import escape

    assert escape(name) in response.content.decode().replace("&#34;", "&quot;").replace("&#39;", "&#x27;")
    assert "<script>alert" not in response.content.decode()
    referral = the_referral(service)
    assert referral.client.full_name == name and referral.reason == name and referral.patient_name == name
    assert surgery.get(reverse("referrals:ours")).status_code == 200
    assert manager.get(reverse("referrals:sheet", args=[referral.id])).status_code == 200


def test_a_megabyte_of_reasons_is_kept(surgery, service):
    long = "Wort " * 200_000 + "end"
    assert send(surgery, reason=long).status_code == 200
    assert the_referral(service).reason == long


def test_a_null_character_is_refused_at_the_field(surgery):
    assert "Null characters are not allowed" in words_of(send(surgery, reason="a\x00b"))
