"""The manager's pages: who waits, allocating, the team, leavers, handing over, taking back."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.models import Attachment, User
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case, CloseReason, Handover
from throughline.contacts.commands import Ending
from throughline.referrals.models import Referral


@pytest.fixture
def manager(service):
    return signed_in(service, "manager")


def signed_in(service, name):
    browser = Browser()
    browser.force_login(service.staff[name])
    return browser


def words_of(response):
    return " ".join(response.content.decode().split())


def as_manager(service):
    return acting_as(service.actor("manager"))


def statements(browser, address):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


def a_day(day, name="contact_on"):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


class TestWaiting:
    def test_nobody_waits(self, manager):
        assert "Nobody is waiting." in words_of(manager.get(reverse("caseload:waiting")))

    def test_the_longest_wait_stands_first_with_its_tags(self, manager, service):
        service.refer("New Person")
        service.refer("Long Wait", at=clock.START - timedelta(days=30), can_be_phoned="NO")
        service.refer("Open Question", conditions=["gestational diabetes"], at=clock.START - timedelta(days=3))
        page = words_of(manager.get(reverse("caseload:waiting")))
        assert page.index("Long Wait") < page.index("Open Question") < page.index("New Person")
        assert "3 people waiting, 1 to decide, 1 waiting too long" in page
        for words in (
            "30 days",
            "Waiting too long",
            "Cannot be phoned",
            "Needs a decision",
            "Since today",
            "Elm Street",
        ):
            assert words in page

    def test_as_many_statements_for_twenty_people_as_for_one(self, manager, service):
        service.refer("Person 0")
        one = statements(manager, reverse("caseload:waiting"))
        for number in range(1, 20):
            service.refer(f"Person {number}")
        assert statements(manager, reverse("caseload:waiting")) == one <= 8

    def test_fifty_stand_on_a_page_and_the_rest_on_the_next(self, manager, service):
        for number in range(52):
            service.refer(f"Person {number:02}", at=clock.START + timedelta(minutes=number))
        first = words_of(manager.get(reverse("caseload:waiting")))
        second = words_of(manager.get(reverse("caseload:waiting") + "?page=2"))
        assert "50 people or more waiting" in first and "Person 51" not in first
        assert "2 people waiting" in second and "Person 51" in second
        for nonsense in ("x", "-1", "9" * 30, "٣"):
            assert manager.get(reverse("caseload:waiting"), {"page": nonsense}).status_code == 200

    def test_a_link_worker_does_not_see_the_list(self, service):
        assert signed_in(service, "worker").get(reverse("caseload:waiting")).status_code == 403

    def test_the_other_provider_sees_nobody(self, service):
        service.refer("Amina Begum")
        assert "Amina" not in words_of(signed_in(service, "strange manager").get(reverse("caseload:waiting")))


class TestAllocating:
    def page(self, service, **changes):
        self.id = service.refer(**changes).referral_id
        return reverse("caseload:allocate", args=[self.id])

    def test_the_day_of_the_first_contact_is_shown_before_it_is_promised(self, manager, service):
        page = words_of(manager.get(self.page(service)))
        assert "First contact by Monday 16 March 2020: 10 working days from today" in page

    def test_bank_holidays_are_left_out(self, manager, service):
        clock.move_to(clock.START.replace(month=4, day=6))
        assert "First contact by Wednesday 22 April 2020" in words_of(manager.get(self.page(service)))

    def test_each_workers_load_stands_beside_the_name(self, manager, service):
        case = service.open_case("Earlier Person")
        service.contact(case, in_days=3)
        service.open_case("Another Person")
        clock.move_to(clock.START + timedelta(days=7))
        page = words_of(manager.get(self.page(service)))
        assert "2 open cases, 1 late, 1 first contact due" in page
        assert page.index("Colleague of") < page.index("Worker of"), "the one with fewer people first"

    def test_whoever_speaks_the_persons_language_stands_first_with_the_reason(self, manager, service):
        User.objects.filter(id=service.staff["worker"].id).update(languages=["Bengali"])
        busy = service.open_case("Earlier Person")
        service.contact(busy, in_days=3)
        received = service.refer("Rina Das", conditions=["asthma"], access_needs="")
        with acting_as(SYSTEM):
            Referral.objects.filter(id=received.referral_id).update(communication_needs="Speaks Bengali, some English")
        page = words_of(manager.get(reverse("caseload:allocate", args=[received.referral_id])))
        assert "Speaks Bengali. 1 open case" in page
        assert page.index("Worker of") < page.index("Colleague of"), "fit before few"

    def test_allocating_makes_the_promise(self, manager, service):
        address = self.page(service)
        answer = manager.post(address, {"worker": service.staff["worker"].id}, follow=True)
        assert "Allocated. First contact by 16 March 2020" in words_of(answer)
        with as_manager(service):
            case = Case.objects.get()
            assert (case.worker_id, case.next_contact_on) == (service.staff["worker"].id, date(2020, 3, 16))

    def test_nobody_chosen_is_an_error_at_the_field(self, manager, service):
        page = words_of(manager.post(self.page(service), {}))
        assert "Select who will be the link worker" in page and "<title>Error:" in page

    def test_a_worker_who_is_not_attached_cannot_be_chosen_and_the_page_says_why(self, manager, service):
        Attachment.objects.filter(worker=service.staff["colleague"]).update(ends_on=date(2020, 3, 1))
        address = self.page(service)
        page = words_of(manager.get(address))
        assert "Colleague of Harbour Trust: That link worker is not attached to this surgery." in page
        page = words_of(manager.post(address, {"worker": service.staff["colleague"].id}))
        assert "Select who will be the link worker" in page
        with as_manager(service):
            assert not Case.objects.exists()

    def test_a_surgery_without_a_worker_is_explained(self, manager, service):
        Attachment.objects.update(ends_on=date(2020, 3, 1))
        page = words_of(manager.get(self.page(service)))
        assert "No link worker is attached to Elm Street" in page and ">Allocate</button>" not in page

    def test_what_is_allocated_cannot_be_allocated_again(self, manager, service):
        address = self.page(service)
        service.allocate(self.id)
        answer = manager.post(address, {"worker": service.staff["colleague"].id})
        assert answer.status_code == 409
        assert "This referral is now “Allocated to a link worker”" in words_of(answer)

    def test_somebody_who_has_a_link_worker_already_keeps_them(self, manager, service):
        case = service.open_case()
        with as_manager(service):
            Case.objects.update(referral=None)
            Referral.objects.update(state="ENDED")
        address = self.page(service)
        assert "Worker of Harbour Trust is their link worker" in words_of(manager.get(address))
        manager.post(address, {"join": "yes"})
        with as_manager(service):
            assert Case.objects.get().referral_id == self.id and Case.objects.get().id == case.id
            assert Referral.objects.get(id=self.id).worker_id == service.staff["worker"].id

    def test_as_many_statements_for_twenty_workers_as_for_four(self, manager, service):
        address = self.page(service)
        few = statements(manager, address)
        for number in range(20):
            add_worker(service, number)
        assert statements(manager, address) == few <= 16

    def test_the_other_provider_finds_nothing(self, service):
        assert signed_in(service, "strange manager").get(self.page(service)).status_code == 404


class TestTheTeam:
    def test_numbers_stand_in_words_and_as_a_picture(self, manager, service):
        case = service.open_case()
        service.contact(case, in_days=3)
        clock.move_to(clock.START + timedelta(days=7))
        page = words_of(manager.get(reverse("caseload:team")))
        assert "1 person with 3 link workers. 1 late, none silent." in page
        assert "<svg" in page and "1 late" in page

    def test_a_senior_does_not_record_leavers(self, service):
        senior = signed_in(service, "senior")
        assert "Record as a leaver" not in words_of(senior.get(reverse("caseload:team")))
        assert senior.get(reverse("caseload:leaver", args=[service.staff["worker"].id])).status_code == 403

    def test_as_many_statements_for_twenty_workers_as_for_three(self, manager, service):
        few = statements(manager, reverse("caseload:team"))
        for number in range(20):
            add_worker(service, number)
        assert statements(manager, reverse("caseload:team")) == few <= 11


class TestALeaver:
    def page(self, service, name="worker"):
        return reverse("caseload:leaver", args=[service.staff[name].id])

    def test_who_would_be_left_is_listed_with_the_way_out(self, manager, service):
        for number in range(7):
            case = service.open_case(f"Person {number}")
        page = words_of(manager.get(self.page(service)))
        assert "7 people would be left without a next contact. Hand each one over first." in page
        assert reverse("caseload:hand_over", args=[case.id]) + "?leaving=1" in page
        assert "has left</button>" not in page

    def test_the_same_rule_refuses_whoever_sends_it_all_the_same(self, manager, service):
        service.open_case()
        page = words_of(manager.post(self.page(service), {"left": "yes"}, follow=True))
        assert "1 person would be left without a next contact." in page
        assert User.objects.get(id=service.staff["worker"].id).is_active

    def test_a_leaver_can_no_longer_sign_in_and_is_signed_out(self, manager, service):
        leaver = signed_in(service, "colleague")
        assert leaver.get(reverse("caseload:my_day")).status_code == 200
        page = words_of(manager.post(self.page(service, "colleague"), {"left": "yes"}, follow=True))
        assert "Colleague of Harbour Trust has left and can no longer sign in" in page
        assert leaver.get(reverse("caseload:my_day")).status_code == 302
        assert not Browser().login(email="colleague@example.org", password="any")

    def test_the_other_provider_finds_nobody(self, service):
        strange = signed_in(service, "strange manager")
        assert strange.get(self.page(service)).status_code == 404
        assert strange.post(self.page(service), {"left": "yes"}).status_code == 404

    def test_as_many_statements_for_twenty_people_as_for_one(self, manager, service):
        service.open_case("Person 0")
        one = statements(manager, self.page(service))
        for number in range(1, 20):
            service.open_case(f"Person {number}")
        assert statements(manager, self.page(service)) == one <= 8


class TestHandingOver:
    def answers(self, service, **changes):
        return {
            "worker": service.staff["colleague"].id, "way": "PHONE", "reason": "Cleo changes teams",
            **a_day(date(2020, 3, 10)), **changes,
        }  # fmt: skip

    def test_the_promise_already_made_is_proposed(self, manager, service):
        case = service.open_case()
        page = words_of(manager.get(reverse("caseload:hand_over", args=[case.id])))
        assert "Within 10 working days: by 16 March 2020" in page
        assert 'name="contact_on-day" type="text" value="16"' in page
        assert "This is already their link worker" not in page

    def test_it_changes_hands_and_the_surgery_is_shown_who(self, manager, service):
        case = service.open_case()
        page = reverse("caseload:hand_over", args=[case.id])
        assert manager.post(page, self.answers(service)).status_code == 302
        with as_manager(service):
            assert Case.objects.get().worker_id == service.staff["colleague"].id
            assert Handover.objects.get().reason == "Cleo changes teams"
            assert Referral.objects.get().worker_id == service.staff["colleague"].id

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"reason": ""}, "Say why the link worker changes."),
            ({"worker": ""}, "Select who takes over"),
            (a_day(date(2020, 3, 17)), "must be in touch within 10 working days: by 16 March 2020."),
            (a_day(date(2020, 3, 1)), "The day of the first contact must be 2 March 2020 or later"),
            ({"way": "PIGEON"}, "Select how they will be in touch"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said(self, manager, service, changes, told):
        case = service.open_case()
        page = manager.post(reverse("caseload:hand_over", args=[case.id]), self.answers(service, **changes))
        assert told in words_of(page)
        with as_manager(service):
            assert Case.objects.get().worker_id == service.staff["worker"].id

    def test_after_a_leavers_list_one_comes_back_to_it(self, manager, service):
        case = service.open_case()
        page = reverse("caseload:hand_over", args=[case.id]) + "?leaving=1"
        assert "Worker of Harbour Trust is leaving the service." in words_of(manager.get(page))
        back = manager.post(page, self.answers(service))
        assert back["Location"] == reverse("caseload:leaver", args=[service.staff["worker"].id])

    def test_a_closed_case_is_not_handed_over(self, manager, service):
        case = closed(service)
        answer = manager.get(reverse("caseload:hand_over", args=[case.id]))
        assert answer.status_code == 409 and "Take the person back instead." in words_of(answer)

    def test_the_other_provider_finds_nothing(self, service):
        page = reverse("caseload:hand_over", args=[service.open_case().id])
        assert signed_in(service, "strange manager").get(page).status_code == 404


class TestTakingBack:
    def test_the_worker_they_knew_is_proposed_and_the_ending_shown(self, manager, service):
        page = words_of(manager.get(reverse("caseload:reopen", args=[closed(service).id])))
        assert "She is well" in page and "Worker of Harbour Trust" in page and "checked" in page

    def test_a_new_case_starts_and_the_surgery_sees_it(self, manager, service):
        old = closed(service)
        answers = {"worker": service.staff["worker"].id, "way": "PHONE", **a_day(date(2020, 3, 10))}
        assert manager.post(reverse("caseload:reopen", args=[old.id]), answers).status_code == 302
        with as_manager(service):
            new = Case.objects.still_open().get()
            assert new.reopened_from_id == old.id and new.next_contact_on == date(2020, 3, 10)
            assert Referral.objects.get().state == "ALLOCATED"

    def test_an_open_case_has_nothing_to_reopen(self, manager, service):
        answer = manager.get(reverse("caseload:reopen", args=[service.open_case().id]))
        assert answer.status_code == 409 and "There is nothing to reopen." in words_of(answer)

    def test_a_newer_referral_goes_first(self, manager, service):
        old = closed(service)
        service.refer()
        answers = {"worker": service.staff["worker"].id, "way": "PHONE", **a_day(date(2020, 3, 10))}
        page = words_of(manager.post(reverse("caseload:reopen", args=[old.id]), answers))
        assert "A newer referral of this person is waiting." in page
        with as_manager(service):
            assert not Case.objects.still_open().exists()

    def test_the_other_provider_finds_nothing(self, service):
        page = reverse("caseload:reopen", args=[closed(service).id])
        assert signed_in(service, "strange manager").get(page).status_code == 404


def closed(service):
    case = service.open_case()
    service.contact(case, ending=Ending(CloseReason.COMPLETED, "She is well"))
    return case


def add_worker(service, number):
    somebody = service.staff["worker"]
    tie = Attachment.objects.filter(worker=somebody).first()
    other = User.objects.create(
        name=f"Worker {number}", email=f"w{number}@example.org", organisation=somebody.organisation, role="LINK_WORKER"
    )
    Attachment.objects.create(worker=other, surgery=tie.surgery, starts_on=tie.starts_on)
