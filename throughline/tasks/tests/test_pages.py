"""Somebody calls, as a worker, a manager and a surgery meet it. S10 is the first class."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.cases.models import CloseReason
from throughline.contacts.commands import Ending, close_without_contact
from throughline.tasks.models import Task, TaskKind

NOTED = {"route": "VOICEMAIL", "words": "Please ring", "what_next": "REPLY"}


@pytest.fixture
def worker(service):
    return at(service, "worker")


def at(service, name):
    browser = Browser()
    browser.force_login(service.staff[name])
    return browser


def words_of(answer):
    return " ".join(answer.content.decode().split())


def caller_page(browser, case):
    return browser.get(reverse("tasks:client_called", args=[case.client_id]))


def note(browser, case, **changes):
    return browser.post(reverse("tasks:client_called", args=[case.client_id]), NOTED | changes)


def tasks(service):
    with acting_as(service.actor("manager")):
        return list(Task.objects.order_by("made_at", "kind"))


class TestTheOneWhoThoughtTheyWereSignedOff:
    """S10: A was discharged, B is at a light level, C does not recall us."""

    def test_a_is_told_when_and_why_it_ended_and_how_to_come_back(self, service, worker):
        case = service.open_case()
        service.contact(case, ending=Ending(CloseReason.COMPLETED, "Will ring if things change"))
        page = words_of(caller_page(worker, case))
        assert "Their time in the service ended on Monday 2 March 2020." in page
        assert "We agreed that they no longer need the service" in page
        assert "Will ring if things change" in page
        assert "They were told then, by phone." in page
        assert "A manager or senior link worker takes them back" in page
        assert reverse("caseload:reopen", args=[case.id]) in words_of(caller_page(at(service, "senior"), case))

    def test_whoever_was_never_told_that_it_ended_is_said_to_be_so(self, service):
        case = service.open_case()
        with acting_as(service.actor("worker")) as by:
            ending = Ending(CloseReason.MOVED_AWAY, "A neighbour said so")
            close_without_contact(case_id=case.id, ending=ending, by=by, at=clock.test_time())
        assert "They have not been told" in words_of(caller_page(at(service, "senior"), case))

    def test_b_is_told_the_next_date_and_who_at_once(self, service, worker):
        case = service.open_case()
        service.contact(case, in_days=91)
        page = words_of(caller_page(worker, case))
        assert "Worker of Harbour Trust will phone on Monday 1 June 2020." in page
        assert "They last spoke on 2 March 2020." in page

    def test_c_did_not_recall_and_their_worker_is_signalled(self, service):
        case = service.open_case()
        note(at(service, "manager"), case, did_not_recall="on", what_next="ANSWERED", answer="Said who we are")
        assert {task.kind for task in tasks(service)} == {TaskKind.CLIENT_CALLED, TaskKind.DID_NOT_RECALL}
        page = words_of(at(service, "worker").get(reverse("tasks:to_do")))
        assert "Did not recall the service" in page
        assert "Say again who you are" in page

    def test_somebody_referred_and_not_allocated_is_told_so(self, service, worker):
        referral = service.refer("Waiting Woman")
        client_id = referral_client(service, referral)
        page = words_of(worker.get(reverse("tasks:client_called", args=[client_id])))
        assert "They have been referred and have no link worker yet." in page


def referral_client(service, received):
    from throughline.referrals.models import Referral

    with acting_as(service.actor("manager")):
        return Referral.objects.get(id=received.referral_id).client_id


class TestFindingThem:
    @pytest.mark.parametrize("typed", ["amina", "BEGUM", "am beg", "999 000 0018", "0191 498 0123", "01914980123"])
    def test_by_name_nhs_number_or_telephone(self, service, worker, typed):
        case = service.open_case(nhs_number="9990000018")
        service.open_case("Somebody Else", phones=["0191 498 0555"])
        page = words_of(worker.post(reverse("tasks:called"), {"who": typed}))
        assert "1 person found" in page
        assert reverse("tasks:client_called", args=[case.client_id]) in page

    def test_nobody_is_a_way_on_and_no_dead_end(self, service, worker):
        page = words_of(worker.post(reverse("tasks:called"), {"who": "Zebedee"}))
        assert "Nobody of that name or number" in page
        assert reverse("tasks:unknown_called") in page

    def test_another_provider_s_people_are_not_found(self, service):
        service.open_case()
        page = words_of(at(service, "stranger").post(reverse("tasks:called"), {"who": "Amina"}))
        assert "Nobody of that name or number" in page

    def test_it_is_two_steps_from_every_page(self, service, worker):
        service.open_case()
        assert f'href="{reverse("tasks:called")}"' in words_of(worker.get(reverse("caseload:my_day")))


class TestNoting:
    def test_it_says_by_when_they_get_a_reply(self, service, worker):
        answer = note(worker, service.open_case())
        assert answer.status_code == 302
        assert "gets a reply by the end of Tuesday 3 March 2020" in words_of(worker.get(answer.url, follow=True))

    def test_with_the_time_it_came(self, service, worker):
        case = service.open_case()
        clock.move_to(clock.in_days(7))
        at_five = {"received_on-day": "6", "received_on-month": "3", "received_on-year": "2020", "received_time": "5pm"}
        note(at(service, "worker"), case, **at_five)
        assert tasks(service)[0].due_on == date(2020, 3, 9)

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"route": ""}, "Select how they got in touch"),
            ({"what_next": ""}, "Say whether they wait for a reply"),
            ({"what_next": "ANSWERED"}, "Enter what you told them"),
            ({"received_time": "11:59pm"}, "The call is in the future"),
        ],
    )
    def test_what_is_missing_is_said_and_the_words_stay(self, service, worker, changes, why):
        page = words_of(note(worker, service.open_case(), **changes))
        assert why in page
        assert "Please ring</textarea>" in page

    def test_somebody_unknown(self, service, worker):
        sent = {"caller_name": "Ann", "route": "ANSWERED", "words": "Wants Priya", "worker": "nobody"}
        assert worker.post(reverse("tasks:unknown_called"), sent).status_code == 302
        late = words_of(at(service, "manager").get(reverse("tasks:late")))
        assert "Ann" in late
        assert "Nobody has this yet" in late


class TestDoing:
    def test_a_task_is_answered_in_words(self, service, worker):
        note(worker, service.open_case())
        [task] = tasks(service)
        address = reverse("tasks:task", args=[task.id])
        assert "Enter what you did" in words_of(worker.post(address, {"answer": ""}))
        assert worker.post(address, {"answer": "Rang"}).status_code == 302
        assert "Done on 2 March 2020 at 10am by Worker of Harbour Trust. Rang" in words_of(worker.get(address))
        assert "A colleague has done this already" in words_of(worker.post(address, {"answer": "Rang"}))

    def test_one_without_a_link_worker_is_passed_on(self, service, worker):
        sent = {"caller_number": "0191 498 0777", "route": "MISSED_CALL", "worker": str(service.staff["worker"].id)}
        worker.post(reverse("tasks:unknown_called"), sent)
        [task] = tasks(service)
        address = reverse("tasks:task", args=[task.id])
        assert "Select who is to do it" in words_of(worker.post(address, {"worker": ""}))
        worker.post(address, {"worker": str(service.staff["colleague"].id)})
        assert "Unknown caller" in words_of(at(service, "colleague").get(reverse("tasks:to_do")))

    def test_late_ones_stand_on_the_manager_s_page(self, service, worker):
        note(worker, service.open_case())
        manager = at(service, "manager")
        assert "Nothing is late" in words_of(manager.get(reverse("tasks:late")))
        clock.move_to(clock.in_days(2))
        assert "Amina Begum" in words_of(at(service, "manager").get(reverse("tasks:late")))


class TestTheSurgery:
    def test_leaves_a_message_from_the_referral(self, service):
        case = service.open_case()
        practice = at(service, "practice")
        address = reverse("tasks:message", args=[case.referral_id])
        assert address in words_of(practice.get(reverse("referrals:sheet", args=[case.referral_id])))
        assert "Enter the message" in words_of(practice.post(address, {"words": ""}))
        assert practice.post(address, {"words": "Rang us"}).status_code == 302
        assert tasks(service)[0].words == "Rang us"


class TestCost:
    def statements(self, service, page, name="worker"):
        browser = at(service, name)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(reverse(page)).status_code == 200
        return len(caught)

    @pytest.mark.parametrize(("page", "name"), [("tasks:to_do", "worker"), ("tasks:late", "manager")])
    def test_a_list_costs_the_same_however_long(self, service, worker, page, name):
        note(worker, service.open_case())
        clock.move_to(clock.in_days(2))
        one = self.statements(service, page, name)
        for number in range(6):
            note(at(service, "worker"), service.open_case(f"Person {number}"))
        clock.move_to(clock.in_days(3))
        assert self.statements(service, page, name) == one
