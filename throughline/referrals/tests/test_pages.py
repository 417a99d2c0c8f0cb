"""The referral pages: what a surgery and a manager see, and what they are told when something is wrong."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.accounts.models import Attachment, User
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
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


def statements(browser, address):
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


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

    def test_a_draft_can_be_given_up(self, surgery, service):
        with acting_as(service.actor("practice")) as writer:
            drafts.keep(page="refer", fields={"full_name": "Amina"}, by=writer, at=clock.START)
        page = surgery.post(reverse("referrals:refer"), {"start_afresh": "yes"}, follow=True)
        assert "Amina" not in words_of(page) and "was kept" not in words_of(page)

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


class TestOurReferrals:
    def test_nobody_yet(self, surgery):
        page = words_of(surgery.get(reverse("referrals:ours")))
        assert "Your surgery has not referred anybody yet." in page
        assert "Colleague of Harbour Trust: no work number yet, here since 1 January 2019" in page

    def test_newest_first_with_the_state_in_words_and_the_link_worker(self, surgery, service):
        service.open_case("First Person", at=clock.START - timedelta(days=9))
        service.refer("Second Person")
        page = words_of(surgery.get(reverse("referrals:ours")))
        assert page.index("Second Person") < page.index("First Person")
        assert "Allocated" in page and "since 22 February 2020" in page and "Received" in page
        assert "Worker of Harbour Trust</span>" in page

    def test_as_many_statements_for_twenty_as_for_one(self, surgery, service):
        service.open_case("Person 0")
        one = statements(surgery, reverse("referrals:ours"))
        for number in range(1, 20):
            service.refer(f"Person {number}")
        assert statements(surgery, reverse("referrals:ours")) == one <= 9

    def test_no_workers_are_said_so(self, surgery, service):
        Attachment.objects.update(ends_on=date(2020, 3, 1))
        assert "No link worker is attached to your surgery now." in words_of(surgery.get(reverse("referrals:ours")))

    def test_another_surgery_sees_none_of_them(self, service):
        service.refer("First Person")
        assert "First Person" not in words_of(signed_in(service, "strange practice").get(reverse("referrals:ours")))

    def test_a_manager_has_another_list(self, manager):
        assert manager.get(reverse("referrals:ours")).status_code == 403


class TestTheSheet:
    def page(self, service, browser, referral_id):
        return words_of(browser.get(reverse("referrals:sheet", args=[referral_id])))

    def test_the_surgery_is_told_who_the_link_worker_is_and_how_to_reach_them(self, surgery, service):
        User.objects.filter(id=service.staff["worker"].id).update(phone="+441914980150")
        referral_id = service.refer().referral_id
        service.allocate(referral_id)
        page = self.page(service, surgery, referral_id)
        assert "Worker of Harbour Trust is the link worker" in page
        assert "To reach Worker of Harbour Trust: 0191 498 0150." in page
        assert "First contact is promised by 16 March 2020." in page

    def test_the_manager_can_allocate_from_it(self, manager, service):
        referral_id = service.refer().referral_id
        assert reverse("caseload:allocate", args=[referral_id]) in self.page(service, manager, referral_id)

    def test_the_surgery_cannot(self, surgery, service):
        referral_id = service.refer().referral_id
        page = self.page(service, surgery, referral_id)
        assert "Allocate" not in page and "Open the whole record" not in page

    def test_a_few_statements_are_enough(self, surgery, manager, service):
        address = reverse("referrals:sheet", args=[service.refer().referral_id])
        assert statements(surgery, address) <= 17
        assert statements(manager, address) <= 18

    def test_who_looked_is_written_down(self, surgery, manager, service):
        address = reverse("referrals:sheet", args=[service.refer().referral_id])
        surgery.get(address)
        manager.get(address)
        with acting_as(service.actor("manager")):
            looked = AuditEntry.objects.filter(act="REFERRAL_VIEWED").order_by("id").values_list("user_id", flat=True)
            assert list(looked) == [service.staff["practice"].id, service.staff["manager"].id]

    @pytest.mark.parametrize("who", ["strange manager", "strange practice", "stranger"])
    def test_strangers_find_nothing(self, service, who):
        address = reverse("referrals:sheet", args=[service.refer().referral_id])
        assert signed_in(service, who).get(address).status_code == 404

    @pytest.mark.parametrize("who", ["administrator", "commissioner"])
    def test_roles_without_it_are_refused(self, service, who):
        address = reverse("referrals:sheet", args=[service.refer().referral_id])
        assert signed_in(service, who).get(address).status_code == 403


class TestDeciding:
    def open_question(self, service):
        return reverse("referrals:decide", args=[service.refer(conditions=["gestational diabetes"]).referral_id])

    def test_a_yes_puts_them_on_the_waiting_list_with_the_reason(self, manager, surgery, service):
        page = manager.post(self.open_question(service), {"admit": "yes", "reason": "Likely type 2"}, follow=True)
        assert "Decision recorded. The surgery can see it now" in words_of(page)
        referral = the_referral(service)
        assert referral.state == State.WAITING
        seen = words_of(surgery.get(reverse("referrals:sheet", args=[referral.id])))
        assert "Admitted by a person’s decision: Likely type 2" in seen

    def test_a_no_is_shown_to_the_surgery_with_its_reason(self, manager, surgery, service):
        manager.post(self.open_question(service), {"admit": "no", "reason": "Not lasting"})
        seen = words_of(surgery.get(reverse("referrals:sheet", args=[the_referral(service).id])))
        assert "Declined" in seen and "Not lasting" in seen

    @pytest.mark.parametrize(
        ("sent", "told"),
        [
            ({}, "Select whether this person should be offered the service"),
            ({"admit": "yes"}, "Give the reason for your decision. The surgery will see it."),
        ],
    )
    def test_nothing_is_decided_without_an_answer_and_a_reason(self, manager, service, sent, told):
        assert told in words_of(manager.post(self.open_question(service), sent))
        assert the_referral(service).state == State.TO_DECIDE

    def test_an_exception_is_admitted_with_a_reason(self, manager, service):
        referral_id = service.refer(date_of_birth=date(1981, 5, 1)).referral_id
        address = reverse("referrals:decide", args=[referral_id])
        page = words_of(manager.get(address))
        assert "Admit as an exception" in page and "Exceptions are counted." in page
        assert 'name="admit"' not in page
        manager.post(address, {"reason": "Cares alone for two people"})
        assert the_referral(service).state == State.WAITING

    def test_what_is_decided_is_not_decided_again(self, manager, service):
        address = reverse("referrals:decide", args=[service.refer().referral_id])
        answer = manager.get(address)
        assert answer.status_code == 409 and "There is nothing left to decide." in words_of(answer)

    @pytest.mark.parametrize(("who", "status"), [("practice", 403), ("worker", 403), ("strange manager", 404)])
    def test_it_is_for_this_providers_managers(self, service, who, status):
        assert signed_in(service, who).get(self.open_question(service)).status_code == status
